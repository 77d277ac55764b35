package dev.florin.journal.file;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Every operation of the journal whose effect on the disk matters when the power fails goes through this interface, so
 * that a test can remember what was synced and take away the rest. Reading does not.
 *
 * <p>Implementations are safe for use by several threads; the files that they open are not, unless stated.
 */
public interface FileLayer {

    /**
     * Opens a file for positional writing and creates it if it is missing.
     *
     * @param path   of the file.
     * @param direct true to bypass the page cache where the file system can do that. Positions, lengths and the
     *               addresses of buffers must then be multiples of {@link LogFile#ALIGNMENT_BYTES}.
     * @return the open file.
     * @throws IOException if it cannot be opened.
     */
    LogFile open(Path path, boolean direct) throws IOException;

    /**
     * Opens a file whose content is written by somebody else, through a mapping, so that it can be synced.
     *
     * @param path of a file that exists.
     * @return the handle to sync it with.
     * @throws IOException if it cannot be opened.
     */
    SyncHandle openForSync(Path path) throws IOException;

    /**
     * Creates a directory; its parent must exist. A directory that exists already is accepted.
     *
     * @param path of the directory.
     * @throws IOException if it cannot be created.
     */
    void createDirectory(Path path) throws IOException;

    /**
     * Renames a file in one step, replacing the target. Durable once the target's directory has been synced.
     *
     * @param source file to rename.
     * @param target name to give it, in the same file system.
     * @throws IOException if it cannot be renamed.
     */
    void rename(Path source, Path target) throws IOException;

    /**
     * Shortens a file.
     *
     * @param path        of the file.
     * @param lengthBytes to keep.
     * @throws IOException if it cannot be shortened.
     */
    void truncate(Path path, long lengthBytes) throws IOException;

    /**
     * Deletes a file. Durable once its directory has been synced. A missing one is accepted.
     *
     * @param path of the file.
     * @throws IOException if it cannot be deleted.
     */
    void deleteFile(Path path) throws IOException;

    /**
     * Deletes a directory and the files in it. Durable once the parent has been synced. A missing one is accepted.
     *
     * @param path of the directory.
     * @throws IOException if something in it cannot be deleted.
     */
    void deleteDirectory(Path path) throws IOException;

    /**
     * Makes the entries of a directory durable: files created in it, renamed into it or deleted from it.
     *
     * @param path of the directory.
     * @throws IOException if it cannot be synced.
     */
    void syncDirectory(Path path) throws IOException;
}
