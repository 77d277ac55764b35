package dev.florin.journal.file;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file layer of the operating system. Safe for use by several threads. */
public final class SystemFileLayer implements FileLayer {

    /** The only instance that is needed; it has no state. */
    public static final FileLayer INSTANCE = new SystemFileLayer();

    private static final Logger LOGGER = LoggerFactory.getLogger(SystemFileLayer.class);

    private SystemFileLayer() {}

    @Override
    public LogFile open(final Path path, final boolean direct) throws IOException {
        if (direct) {
            try {
                return new ChannelFile(FileChannel.open(
                        path,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        directOption()));
            } catch (final UnsupportedOperationException | IOException e) {
                // Some file systems have no direct I/O. The page cache costs a copy but is as durable once forced.
                LOGGER.info("no direct I/O for {} ({}), going through the page cache", path, e.toString());
            }
        }
        return new ChannelFile(
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    /**
     * {@code ExtendedOpenOption.DIRECT}, which the module jdk.unsupported exports. By name, for javac of 25 takes any mention
     * of its class for the use of an internal API, a warning that nothing suppresses.
     */
    private static OpenOption directOption() {
        try {
            for (final Object option :
                    Class.forName("com.sun.nio.file.ExtendedOpenOption").getEnumConstants()) {
                if (option.toString().equals("DIRECT")) {
                    return (OpenOption) option;
                }
            }
        } catch (final ClassNotFoundException e) {
            throw new UnsupportedOperationException("this JVM has no option for direct I/O", e);
        }
        throw new UnsupportedOperationException("this JVM has no option for direct I/O");
    }

    @Override
    public SyncHandle openForSync(final Path path) throws IOException {
        return new DescriptorSyncHandle(new RandomAccessFile(path.toFile(), "rw"));
    }

    @Override
    public void createDirectory(final Path path) throws IOException {
        Files.createDirectories(path);
    }

    @Override
    public void rename(final Path source, final Path target) throws IOException {
        Files.move(source, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void truncate(final Path path, final long lengthBytes) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            channel.truncate(lengthBytes);
        }
    }

    @Override
    public void deleteFile(final Path path) throws IOException {
        Files.deleteIfExists(path);
    }

    @Override
    public void deleteDirectory(final Path path) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
            for (final Path file : files) {
                Files.delete(file);
            }
        } catch (final NoSuchFileException e) {
            LOGGER.debug("{} was deleted before", e.getFile());
            return;
        }
        Files.delete(path);
    }

    @Override
    public void syncDirectory(final Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static final class ChannelFile implements LogFile {

        private final FileChannel channel;
        private long channelPosition;

        ChannelFile(final FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public void write(final long position, final ByteBuffer... buffers) throws IOException {
            if (position != channelPosition) {
                channel.position(position);
                channelPosition = position;
            }
            long remainingBytes = 0;
            for (final ByteBuffer buffer : buffers) {
                remainingBytes += buffer.remaining();
            }
            while (remainingBytes > 0) {
                final long writtenBytes = channel.write(buffers);
                remainingBytes -= writtenBytes;
                channelPosition += writtenBytes;
            }
        }

        @Override
        public void force() throws IOException {
            channel.force(false);
        }

        @Override
        public long lengthBytes() throws IOException {
            return channel.size();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    /** Through a file descriptor, because {@code FileChannel.force} closes its channel when the thread is interrupted. */
    private static final class DescriptorSyncHandle implements SyncHandle {

        private final RandomAccessFile file;

        DescriptorSyncHandle(final RandomAccessFile file) {
            this.file = file;
        }

        @Override
        public void sync() throws IOException {
            file.getFD().sync();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
