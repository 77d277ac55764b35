package dev.florin.journal.snapshot;

import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the snapshots of a data directory are. */
final class SnapshotPaths {

    static final String TEMPORARY_SUFFIX = ".tmp";

    private static final Pattern NAME = Pattern.compile("snapshot-(\\d{19})");
    private static final Pattern TEMPORARY_NAME = Pattern.compile(NAME.pattern() + "\\" + TEMPORARY_SUFFIX);

    private SnapshotPaths() {}

    static Path file(final Path dataDirectory, final long lastSequence) {
        return dataDirectory.resolve(String.format(Locale.ROOT, "snapshot-%019d", lastSequence));
    }

    static Path temporaryFile(final Path dataDirectory, final long lastSequence) {
        final Path file = file(dataDirectory, lastSequence);
        return file.resolveSibling(file.getFileName() + TEMPORARY_SUFFIX);
    }

    /** The sequence that the name of a snapshot says, empty for the name of anything else. */
    static OptionalLong lastSequence(final Path file) {
        final Matcher matcher = NAME.matcher(file.getFileName().toString());
        return matcher.matches() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }

    static boolean isTemporary(final Path file) {
        return TEMPORARY_NAME.matcher(file.getFileName().toString()).matches();
    }
}
