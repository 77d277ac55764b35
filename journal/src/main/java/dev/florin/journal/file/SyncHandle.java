package dev.florin.journal.file;

import java.io.Closeable;
import java.io.IOException;

/** Syncs a file whose content is written through a mapping. Used by one thread at a time. */
public interface SyncHandle extends Closeable {

    /**
     * Forces everything that was stored in the file before this call to the disk. An interrupt neither stops it nor
     * closes the file.
     *
     * @throws IOException if the disk does not confirm. What it holds is then unknown; a second call proves nothing.
     */
    void sync() throws IOException;
}
