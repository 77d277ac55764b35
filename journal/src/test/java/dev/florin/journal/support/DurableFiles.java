package dev.florin.journal.support;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Remembers what of a directory's files was synced, and builds the directory that a power loss would leave: everything that
 * was synced is there; of what was not, every page is lost, kept or torn at random, and so is every file that was created,
 * renamed, shortened or deleted. Used by one thread at a time.
 */
final class DurableFiles {

    static final int PAGE_BYTES = 4096;

    private static final int SECTOR_BYTES = 512;
    private static final byte[] ZERO_PAGE = new byte[PAGE_BYTES];

    private final Path root;
    private final Map<Path, Image> current = new HashMap<>();
    private final Map<Path, Image> durable = new HashMap<>();

    private Random random;
    private boolean losingEverything;

    /** All that the directory holds counts as synced. */
    DurableFiles(final Path root) throws IOException {
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

    /** What is certain of a file, from now on or since before. */
    Image image(final Path path) {
        return current.computeIfAbsent(path, key -> new Image());
    }

    void renamed(final Path source, final Path newName) {
        current.put(newName, current.remove(source));
    }

    void fileDeleted(final Path path) {
        current.remove(path);
    }

    void directoryDeleted(final Path path) {
        current.keySet().removeIf(name -> name.startsWith(path));
    }

    void directorySynced(final Path path) throws IOException {
        durable.keySet().removeIf(name -> isEntryOf(name, path) && !Files.exists(name));
        try (var names = Files.list(path)) {
            for (final Path name : names.filter(Files::isRegularFile).toList()) {
                durable.put(name, image(name));
            }
        }
    }

    /** Whether a name is that of a file in a directory, or of one in a directory that was in it and is gone. */
    private static boolean isEntryOf(final Path name, final Path directory) {
        return name.startsWith(directory) && (name.getParent().equals(directory) || !Files.exists(name.getParent()));
    }

    /**
     * Builds what a power loss at this moment would leave.
     *
     * @param target     directory to build.
     * @param newRandom  that decides.
     * @param everything whether all that was not synced is lost, with no luck in between.
     */
    void lose(final Path target, final Random newRandom, final boolean everything) throws IOException {
        random = newRandom;
        losingEverything = everything;
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
                rebuild(name, chooseImage(name), target.resolve(root.relativize(name)));
            }
        }
    }

    /** The file that had the name when its directory was synced, or the one that has it now. */
    private Image chooseImage(final Path name) {
        final Image before = durable.get(name);
        final Image now = current.getOrDefault(name, new Image());
        return before == null || !(losingEverything || random.nextBoolean()) ? now : before;
    }

    private void rebuild(final Path source, final Image old, final Path file) throws IOException {
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

    /** The content of a file that is certainly on the disk. */
    static final class Image {

        private final Map<Long, byte[]> pages = new HashMap<>();
        private long lengthBytes;

        /** Whether the file was synced before. */
        boolean isCaptured() {
            return lengthBytes > 0;
        }

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
}
