package dev.florin.journal.manifest;

import dev.florin.journal.exceptions.JournalDamagedException;
import dev.florin.journal.exceptions.JournalException;
import dev.florin.journal.format.Checksum;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a data directory consists of. Immutable. Written as text, for people, with a checksum as its last line:
 *
 * <pre>
 * florin-journal 1
 * id 00f1e2d3c4b5a697
 * property key-retention 10000000
 * commit-log 67108864
 * segment 1 archived 1 52627 9f3a01bc 8388608
 * segment 2 sealed 52628 60000 0badcafe
 * segment 3 open 134217728
 * segment 4 preparing
 * crc32c 1a2b3c4d
 * </pre>
 */
public final class Manifest {

    private static final String FORMAT_LINE = "florin-journal 1";
    private static final String CRC_PREFIX = "crc32c ";
    private static final String EDITED_REMEDY =
            "The manifest is never edited by hand: restore it, with the segments that it names, from a copy";

    private final long journalId;
    private final SortedMap<String, String> properties;
    private final long commitFileLengthBytes;
    private final List<SegmentEntry> segments;

    private Manifest(
            final long journalId,
            final SortedMap<String, String> properties,
            final long commitFileLengthBytes,
            final List<SegmentEntry> segments) {
        this.journalId = journalId;
        this.properties = properties;
        this.commitFileLengthBytes = commitFileLengthBytes;
        this.segments = segments;
    }

    /**
     * The manifest of a new directory.
     *
     * @param journalId  that tells this journal from all others.
     * @param properties of the application. Keys consist of letters, digits, dots and hyphens; values of printable ASCII.
     * @return a manifest without segments.
     * @throws IllegalArgumentException if a key or value has other characters.
     */
    public static Manifest create(final long journalId, final Map<String, String> properties) {
        final SortedMap<String, String> sorted = new TreeMap<>(properties);
        sorted.forEach((key, value) -> {
            if (!key.matches("[A-Za-z0-9.-]+") || !value.matches("[\\x20-\\x7E]*")) {
                throw new IllegalArgumentException("property '" + key + "' = '" + value
                        + "': keys are letters, digits, dots and hyphens, values printable ASCII");
            }
        });
        return new Manifest(journalId, Collections.unmodifiableSortedMap(sorted), 0, List.of());
    }

    /**
     * Reads a manifest and believes nothing in it before the checksum was right.
     *
     * @param file  that the bytes come from, for messages.
     * @param bytes of the file.
     * @return the manifest.
     * @throws JournalDamagedException if the bytes are not what was written.
     * @throws JournalException        if another version of the format wrote them.
     */
    public static Manifest parse(final Path file, final byte[] bytes) {
        final String text = new String(bytes, StandardCharsets.ISO_8859_1);
        final int bodyLength = text.lastIndexOf(CRC_PREFIX);
        final String body = bodyLength < 0 ? "" : text.substring(0, bodyLength);
        if (!text.equals(body + crcLine(body))) {
            throw new JournalDamagedException(file, 0, "the checksum does not fit the text", EDITED_REMEDY);
        }
        final String[] lines = body.split("\n", -1);
        if (!lines[0].equals(FORMAT_LINE)) {
            throw new JournalException(
                    file + " starts with '" + lines[0] + "', this version reads '" + FORMAT_LINE + "'");
        }
        try {
            return parseLines(lines);
        } catch (final IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new JournalDamagedException(file, 0, "unreadable: " + e.getMessage(), EDITED_REMEDY);
        }
    }

    private static Manifest parseLines(final String[] lines) {
        final long journalId = Long.parseUnsignedLong(lines[1].substring("id ".length()), 16);
        final SortedMap<String, String> properties = new TreeMap<>();
        final List<SegmentEntry> segments = new ArrayList<>();
        long commitFileLengthBytes = 0;
        // The last element is what follows the last line feed: nothing.
        for (int i = 2; i < lines.length - 1; i++) {
            final String[] words = lines[i].split(" ", 3);
            if (words[0].equals("property")) {
                properties.put(words[1], words[2]);
            } else if (words[0].equals("commit-log")) {
                commitFileLengthBytes = Long.parseLong(words[1]);
            } else if (words[0].equals("segment")) {
                segments.add(parseSegment(Long.parseLong(words[1]), words[2].split(" ")));
            } else {
                throw new IllegalArgumentException("line '" + lines[i] + "'");
            }
        }
        return new Manifest(
                journalId,
                Collections.unmodifiableSortedMap(properties),
                commitFileLengthBytes,
                Collections.unmodifiableList(segments));
    }

    private static SegmentEntry parseSegment(final long id, final String[] words) {
        return switch (words[0]) {
            case "preparing" -> SegmentEntry.preparing(id);
            case "open" -> SegmentEntry.open(id, Long.parseLong(words[1]));
            case "archived" ->
                SegmentEntry.sealed(
                                id,
                                Long.parseLong(words[1]),
                                Long.parseLong(words[2]),
                                Integer.parseUnsignedInt(words[3], 16))
                        .archived(Long.parseLong(words[4]));
            case "sealed" ->
                SegmentEntry.sealed(
                        id, Long.parseLong(words[1]), Long.parseLong(words[2]), Integer.parseUnsignedInt(words[3], 16));
            default -> throw new IllegalArgumentException("segment " + id + " is '" + words[0] + "'");
        };
    }

    /**
     * The bytes of the file.
     *
     * @return text in ASCII, with its checksum.
     */
    public byte[] encode() {
        final StringBuilder body = new StringBuilder(FORMAT_LINE).append('\n');
        body.append(String.format(Locale.ROOT, "id %016x", journalId)).append('\n');
        properties.forEach((key, value) ->
                body.append("property ").append(key).append(' ').append(value).append('\n'));
        body.append("commit-log ").append(commitFileLengthBytes).append('\n');
        for (final SegmentEntry segment : segments) {
            body.append("segment ")
                    .append(segment.id())
                    .append(' ')
                    .append(describe(segment))
                    .append('\n');
        }
        return (body + crcLine(body.toString())).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String describe(final SegmentEntry segment) {
        return switch (segment.state()) {
            case PREPARING -> "preparing";
            case OPEN -> "open " + segment.lengthBytes();
            case SEALED -> "sealed " + describeSeal(segment);
            case ARCHIVED -> "archived " + describeSeal(segment) + ' ' + segment.lengthBytes();
        };
    }

    private static String describeSeal(final SegmentEntry segment) {
        return segment.firstSequence() + " " + segment.lastSequence() + ' '
                + String.format(Locale.ROOT, "%08x", segment.lastCrc());
    }

    private static String crcLine(final String body) {
        return CRC_PREFIX
                + String.format(Locale.ROOT, "%08x", Checksum.of(body.getBytes(StandardCharsets.ISO_8859_1)))
                + '\n';
    }

    /**
     * The same manifest with one segment added, or replaced where it has the id already.
     *
     * @param segment to put.
     * @return the new manifest.
     */
    public Manifest with(final SegmentEntry segment) {
        final List<SegmentEntry> changed = new ArrayList<>(segments);
        changed.removeIf(entry -> entry.id() == segment.id());
        changed.add(segment);
        changed.sort((a, b) -> Long.compare(a.id(), b.id()));
        return new Manifest(journalId, properties, commitFileLengthBytes, Collections.unmodifiableList(changed));
    }

    /**
     * The same manifest without a segment.
     *
     * @param segmentId to leave out.
     * @return the new manifest.
     */
    public Manifest without(final long segmentId) {
        final List<SegmentEntry> changed = new ArrayList<>(segments);
        changed.removeIf(entry -> entry.id() == segmentId);
        return new Manifest(journalId, properties, commitFileLengthBytes, Collections.unmodifiableList(changed));
    }

    /**
     * The same manifest for a journal whose open segments are completed by a commit log, or by none.
     *
     * @param lengthBytes of each commit file, which exists with that length; 0 for no commit log.
     * @return the new manifest.
     */
    public Manifest withCommitLog(final long lengthBytes) {
        return new Manifest(journalId, properties, lengthBytes, segments);
    }

    /**
     * How long each commit file must be at least, because it may hold batches that an open segment lacks.
     *
     * @return length in bytes, 0 where there is no commit log.
     */
    public long commitFileLengthBytes() {
        return commitFileLengthBytes;
    }

    /**
     * Tells this journal from all others.
     *
     * @return a random number.
     */
    public long journalId() {
        return journalId;
    }

    /**
     * What the application wanted to be remembered when the directory was created.
     *
     * @return properties by key, unmodifiable.
     */
    public SortedMap<String, String> properties() {
        return properties;
    }

    /**
     * The segments, oldest first.
     *
     * @return entries by rising id, unmodifiable.
     */
    public List<SegmentEntry> segments() {
        return segments;
    }
}
