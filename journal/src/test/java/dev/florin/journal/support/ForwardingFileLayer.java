package dev.florin.journal.support;

import dev.florin.journal.file.FileLayer;
import dev.florin.journal.file.LogFile;
import dev.florin.journal.file.SyncHandle;
import dev.florin.journal.file.SystemFileLayer;
import java.io.IOException;
import java.nio.file.Path;

/** The real disk, for those to extend that want to hear of some of what is done to it, or to have it fail. */
public abstract class ForwardingFileLayer implements FileLayer {

    private final FileLayer files = SystemFileLayer.INSTANCE;

    @Override
    public LogFile open(final Path path, final boolean direct) throws IOException {
        return files.open(path, direct);
    }

    @Override
    public SyncHandle openForSync(final Path path) throws IOException {
        return files.openForSync(path);
    }

    @Override
    public void createDirectory(final Path path) throws IOException {
        files.createDirectory(path);
    }

    @Override
    public void rename(final Path source, final Path target) throws IOException {
        files.rename(source, target);
    }

    @Override
    public void truncate(final Path path, final long lengthBytes) throws IOException {
        files.truncate(path, lengthBytes);
    }

    @Override
    public void deleteFile(final Path path) throws IOException {
        files.deleteFile(path);
    }

    @Override
    public void deleteDirectory(final Path path) throws IOException {
        files.deleteDirectory(path);
    }

    @Override
    public void syncDirectory(final Path path) throws IOException {
        files.syncDirectory(path);
    }
}
