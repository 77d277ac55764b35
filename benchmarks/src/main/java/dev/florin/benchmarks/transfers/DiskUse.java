package dev.florin.benchmarks.transfers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What reaches a disk, as the kernel counts it, whoever wrote it. Linux only. */
final class DiskUse {
    private static final int SECTOR_LENGTH_BYTES = 512;
    private static final int SECTORS_WRITTEN_FIELD = 6;

    private final Path statistics;

    /** Of the disk that holds a directory. */
    DiskUse(final Path directory) throws IOException {
        if (Files.getFileStore(directory).supportsFileAttributeView("unix")) {
            final long device = (Long) Files.getAttribute(directory, "unix:dev");
            final long major = ((device >>> 8) & 0xFFF) | ((device >>> 32) & ~0xFFFL);
            final long minor = (device & 0xFF) | ((device >>> 12) & ~0xFFL);
            statistics = Path.of("/sys/dev/block/" + major + ":" + minor + "/stat");
        } else {
            statistics = null;
        }
    }

    /** Bytes written since the machine was started; NaN where the kernel does not tell. */
    double writtenBytes() throws IOException {
        if (statistics == null || !Files.isReadable(statistics)) {
            return Double.NaN;
        }
        final String[] fields = Files.readString(statistics).strip().split("\\s+", -1);
        return Double.parseDouble(fields[SECTORS_WRITTEN_FIELD]) * SECTOR_LENGTH_BYTES;
    }
}
