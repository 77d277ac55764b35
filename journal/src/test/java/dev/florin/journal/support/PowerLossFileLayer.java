package dev.florin.journal.support;

import dev.florin.journal.file.FileLayer;
import dev.florin.journal.file.LogFile;
import dev.florin.journal.file.SyncHandle;
import dev.florin.journal.file.SystemFileLayer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * A file layer over a real directory that remembers what was synced, and can build the directory that a power loss would
 * leave: everything that was synced is there; of what was not, every page is lost, kept or torn at random, and so is every
 * file that was created, renamed, shortened or deleted.
 *
 * <p>Files that others write, as Chronicle does through its mapping, count as they are when they are synced.
 */
public final class PowerLossFileLayer implements FileLayer {

    private static final int PAGE_BYTES = 4096;
    private static final int SECTOR_BYTES = 512;
    private static final int MAX_SYNC_DURATION_NS = 40_000_000;
    private static final byte[] ZERO_PAGE = new byte[PAGE_BYTES];

    private final Path root;
    private final FileLayer files = SystemFileLayer.INSTANCE;
    private final Map<Path, Image> current = new HashMap<>();
    private final Map<Path, Image> durable = new HashMap<>();

    private final Random syncDurations = new Random(1);

    private long operationsUntilLoss = Long.MAX_VALUE;
    private Path target;
    private Random random;
    private boolean losingEverything;
    private LongSupplier durableSequence;
    private long durableSequenceAtLoss = -1;

    /**
     * Creates a layer over a directory, all of which counts as synced.
     *
     * @param root directory that exists.
     */
    public PowerLossFileLayer(final Path root) throws IOException {
        this.root = root;
        try (var paths = Files.walk(root)) {
            for (final Path path : paths.filter(Files::isRegularFile).toList()) {
                final Image image = new Image();
                image.capture(path);
                current.put(path, image);
                durable.put(path, image);
            }
        }
    }

    /**
     * Lets the power fail in front of some later operation. The journal itself goes on, over its own directory.
     *
     * @param operations      to let pass, 0 for none.
     * @param newTarget       directory to build.
     * @param newRandom       that decides; half of the losses take everything that was not synced.
     * @param sequenceSupplier says what is durable at that moment.
     */
    public synchronized void failAfter(
            final long operations, final Path newTarget, final Random newRandom, final LongSupplier sequenceSupplier) {
        operationsUntilLoss = operations;
        target = newTarget;
        random = newRandom;
        losingEverything = newRandom.nextBoolean();
        durableSequence = sequenceSupplier;
    }

    /** Lets the power fail now, unless it has failed. Returns what was durable. */
    public synchronized long failNow() throws IOException {
        if (durableSequenceAtLoss < 0) {
            lose();
        }
        return durableSequenceAtLoss;
    }

    /** Lets the next power loss take everything that was not synced. */
    public synchronized void loseEverything() {
        losingEverything = true;
    }

    /** Whether the power has failed. */
    public synchronized boolean hasFailed() {
        return durableSequenceAtLoss >= 0;
    }

    private void beforeOperation() throws IOException {
        // The journal is closed after its power has failed, and does not fail again by that.
        if (operationsUntilLoss-- == 0 && !hasFailed()) {
            lose();
        }
    }

    private void lose() throws IOException {
        durableSequenceAtLoss = durableSequence.getAsLong();
        Files.createDirectories(target);
        final Set<Path> names = new TreeSet<>(durable.keySet());
        try (var paths = Files.walk(root)) {
            paths.filter(Files::isRegularFile).forEach(names::add);
        }
        for (final Path name : names) {
            final boolean existed = durable.containsKey(name);
            final boolean exists = Files.exists(name);
            // Where only one of both knows the name, the directory was not synced since.
            if ((existed && exists) || (losingEverything ? existed : random.nextBoolean())) {
                final Image old = chooseImage(name);
                rebuild(name, old, root.relativize(name));
            }
        }
    }

    /** The file that had the name when its directory was synced, or the one that has it now. */
    private Image chooseImage(final Path name) {
        final Image before = durable.get(name);
        final Image now = current.getOrDefault(name, new Image());
        return before == null || !(losingEverything || random.nextBoolean()) ? now : before;
    }

    private void rebuild(final Path source, final Image old, final Path relative) throws IOException {
        final Path file = target.resolve(relative);
        Files.createDirectories(file.getParent());
        final boolean sameFile = Files.exists(source) && current.getOrDefault(source, old) == old;
        final byte[] now = sameFile ? Files.readAllBytes(source) : new byte[0];
        final long newLength = sameFile ? now.length : old.lengthBytes;
        final long lengthBytes = losingEverything || random.nextBoolean() ? old.lengthBytes : newLength;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (long position = 0; position < lengthBytes; position += PAGE_BYTES) {
                final byte[] oldPage = old.page(position);
                final byte[] newPage = sameFile ? pageOf(now, position) : oldPage;
                final byte[] page = Arrays.equals(oldPage, newPage) ? oldPage : loseOrTear(oldPage, newPage);
                final int pageBytes = (int) Math.min(PAGE_BYTES, lengthBytes - position);
                if (!Arrays.equals(page, ZERO_PAGE) || position + pageBytes == lengthBytes) {
                    channel.write(ByteBuffer.wrap(page, 0, pageBytes), position);
                }
            }
        }
    }

    private byte[] loseOrTear(final byte[] oldPage, final byte[] newPage) {
        return switch (losingEverything ? 0 : random.nextInt(3)) {
            case 0 -> oldPage;
            case 1 -> newPage;
            default -> {
                final byte[] torn = oldPage.clone();
                for (int offset = 0; offset < PAGE_BYTES; offset += SECTOR_BYTES) {
                    if (random.nextBoolean()) {
                        System.arraycopy(newPage, offset, torn, offset, SECTOR_BYTES);
                    }
                }
                yield torn;
            }
        };
    }

    private static byte[] pageOf(final byte[] content, final long position) {
        return position >= content.length
                ? ZERO_PAGE
                : Arrays.copyOfRange(content, (int) position, (int) position + PAGE_BYTES);
    }

    @Override
    public synchronized LogFile open(final Path path, final boolean direct) throws IOException {
        beforeOperation();
        return new TrackedFile(files.open(path, direct), path, current.computeIfAbsent(path, key -> new Image()));
    }

    @Override
    public synchronized SyncHandle openForSync(final Path path) throws IOException {
        beforeOperation();
        final SyncHandle handle = files.openForSync(path);
        return new SyncHandle() {
            @Override
            public void sync() throws IOException {
                handle.sync();
                // A mapped file takes long to sync; meanwhile other threads go on.
                LockSupport.parkNanos(syncDurations.nextInt(MAX_SYNC_DURATION_NS));
                synchronized (PowerLossFileLayer.this) {
                    beforeOperation();
                    current.computeIfAbsent(path, key -> new Image()).capture(path);
                }
            }

            @Override
            public void close() throws IOException {
                handle.close();
            }
        };
    }

    @Override
    public synchronized void createDirectory(final Path path) throws IOException {
        beforeOperation();
        files.createDirectory(path);
    }

    @Override
    public synchronized void rename(final Path source, final Path newName) throws IOException {
        beforeOperation();
        files.rename(source, newName);
        current.put(newName, current.remove(source));
    }

    @Override
    public synchronized void truncate(final Path path, final long lengthBytes) throws IOException {
        beforeOperation();
        files.truncate(path, lengthBytes);
    }

    @Override
    public synchronized void deleteFile(final Path path) throws IOException {
        beforeOperation();
        files.deleteFile(path);
        current.remove(path);
    }

    @Override
    public synchronized void deleteDirectory(final Path path) throws IOException {
        beforeOperation();
        files.deleteDirectory(path);
        current.keySet().removeIf(name -> name.startsWith(path));
    }

    @Override
    public synchronized void syncDirectory(final Path path) throws IOException {
        beforeOperation();
        files.syncDirectory(path);
        durable.keySet().removeIf(name -> isEntryOf(name, path) && !Files.exists(name));
        try (var names = Files.list(path)) {
            for (final Path name : names.filter(Files::isRegularFile).toList()) {
                durable.put(name, current.computeIfAbsent(name, key -> new Image()));
            }
        }
    }

    /** Whether a name is that of a file in a directory, or of one in a directory that was in it and is gone. */
    private static boolean isEntryOf(final Path name, final Path directory) {
        return name.startsWith(directory) && (name.getParent().equals(directory) || !Files.exists(name.getParent()));
    }

    /** The content of a file that is certainly on the disk. */
    private static final class Image {

        private final Map<Long, byte[]> pages = new HashMap<>();
        private long lengthBytes;

        byte[] page(final long position) {
            return pages.getOrDefault(position, ZERO_PAGE);
        }

        void capture(final Path path) throws IOException {
            final byte[] content = Files.readAllBytes(path);
            pages.clear();
            lengthBytes = content.length;
            for (long position = 0; position < lengthBytes; position += PAGE_BYTES) {
                final byte[] page = pageOf(content, position);
                if (!Arrays.equals(page, ZERO_PAGE)) {
                    pages.put(position, page);
                }
            }
        }

        void capture(final Path path, final Set<Long> positions) throws IOException {
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
                lengthBytes = channel.size();
                for (final long position : positions) {
                    final ByteBuffer page = ByteBuffer.allocate(PAGE_BYTES);
                    channel.read(page, position);
                    pages.put(position, page.array());
                }
            }
        }
    }

    private final class TrackedFile implements LogFile {

        private final LogFile file;
        private final Path path;
        private final Image image;
        private final Set<Long> dirtyPages = new HashSet<>();

        TrackedFile(final LogFile file, final Path path, final Image image) {
            this.file = file;
            this.path = path;
            this.image = image;
        }

        @Override
        public void write(final long position, final ByteBuffer... buffers) throws IOException {
            synchronized (PowerLossFileLayer.this) {
                beforeOperation();
                long lengthBytes = 0;
                for (final ByteBuffer buffer : buffers) {
                    lengthBytes += buffer.remaining();
                }
                file.write(position, buffers);
                for (long page = position & -PAGE_BYTES; page < position + lengthBytes; page += PAGE_BYTES) {
                    dirtyPages.add(page);
                }
            }
        }

        @Override
        public void force() throws IOException {
            synchronized (PowerLossFileLayer.this) {
                beforeOperation();
                file.force();
                image.capture(path, dirtyPages);
                dirtyPages.clear();
            }
        }

        @Override
        public long lengthBytes() throws IOException {
            return file.lengthBytes();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
