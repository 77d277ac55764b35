package dev.florin.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.protocol.support.HexDump;
import dev.florin.protocol.support.SampleFrames;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What docs/formats.md says of every template is what its codec does: ids, lengths, offsets, types, golden bytes. */
final class FormatsDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "formats.md");
    private static final String CODECS = "dev.florin.protocol.codec.";
    private static final Pattern TEMPLATE = Pattern.compile("### (\\d+) (\\w+)");
    private static final Pattern LENGTH = Pattern.compile("Block of (\\d+) bytes.*");
    private static final Pattern GROUP = Pattern.compile("Group `([\\w.]+)`, (\\d+) bytes each.*");
    private static final Pattern FIELD = Pattern.compile("\\| (\\d+) \\| `(\\w+)` \\| (\\w+) \\|.*");
    private static final Pattern DUMP = Pattern.compile("[0-9a-f]{4}  [0-9a-f ]+");
    private static final Map<String, Integer> LENGTHS = Map.of(
            "uint8", 1, "uint16", 2, "uint32", 4, "int32", 4, "int64", 8, "uint64", 8, "char16", 16, "char32", 32);

    private record Section(int id, String name, List<String> lines) {}

    @Test
    void shouldDescribeEveryTemplateAndNoOther() throws IOException {
        assertThat(sections().stream().map(Section::name))
                .containsExactlyInAnyOrderElementsOf(SampleFrames.byTemplate().keySet());
    }

    @Test
    void shouldTellIdsLengthsAndOffsetsAsTheyAre() throws Exception {
        for (final Section section : sections()) {
            final Class<?> decoder = Class.forName(CODECS + section.name + "Decoder");
            assertThat(section.id).as(section.name).isEqualTo(constant(decoder, "TEMPLATE_ID"));
            final Map<String, Integer> documented = documentedLayout(section);
            assertThat(documented).as(section.name).isEqualTo(actualLayout(decoder));
        }
    }

    @Test
    void shouldShowTheGoldenBytes() throws IOException {
        final Map<String, byte[]> frames = SampleFrames.byTemplate();
        for (final Section section : sections()) {
            final String shown = section.lines.stream()
                    .filter(line -> DUMP.matcher(line).matches())
                    .map(line -> line + "\n")
                    .collect(Collectors.joining());
            assertThat(shown).as(section.name).isEqualTo(HexDump.of(frames.get(section.name)));
        }
    }

    @Test
    void shouldListEveryOutcome() throws IOException {
        final List<String> rows = Arrays.stream(Outcome.values())
                .map(outcome -> "| " + outcome.code() + " | `" + outcome + "` | "
                        + outcome.stage().name().toLowerCase(Locale.ROOT).replace('_', ' ') + " |")
                .toList();
        assertThat(Files.readAllLines(DOCUMENT)).containsSubsequence(rows);
    }

    private static List<Section> sections() throws IOException {
        final List<Section> sections = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (final String line : Files.readAllLines(DOCUMENT)) {
            final Matcher template = TEMPLATE.matcher(line);
            if (line.startsWith("#")) {
                lines = new ArrayList<>();
            }
            if (template.matches()) {
                sections.add(new Section(Integer.parseInt(template.group(1)), template.group(2), lines));
            }
            lines.add(line);
        }
        return sections;
    }

    /** Names of fields with their offsets and lengths; fields of a group carry the group's name. */
    private static Map<String, Integer> documentedLayout(final Section section) {
        final Map<String, Integer> layout = new TreeMap<>();
        String group = "";
        for (final String line : section.lines) {
            final Matcher length = LENGTH.matcher(line);
            final Matcher ofGroup = GROUP.matcher(line);
            final Matcher field = FIELD.matcher(line);
            if (length.matches()) {
                layout.put("length", Integer.valueOf(length.group(1)));
            } else if (ofGroup.matches()) {
                group = ofGroup.group(1) + ".";
                layout.put(group + "length", Integer.valueOf(ofGroup.group(2)));
            } else if (field.matches()) {
                layout.put(group + field.group(2) + " at", Integer.valueOf(field.group(1)));
                layout.put(group + field.group(2) + " bytes", LENGTHS.get(field.group(3)));
            }
        }
        return layout;
    }

    private static Map<String, Integer> actualLayout(final Class<?> decoder) throws ReflectiveOperationException {
        final Map<String, Integer> layout = new HashMap<>();
        layout.put("length", constant(decoder, "BLOCK_LENGTH"));
        addFields(layout, decoder, "", Frames.HEADER_LENGTH);
        addGroups(layout, decoder, "");
        return layout;
    }

    private static void addGroups(final Map<String, Integer> layout, final Class<?> decoder, final String outer)
            throws ReflectiveOperationException {
        for (final Class<?> group : decoder.getDeclaredClasses()) {
            final String simple = group.getSimpleName().replace("Decoder", "");
            final String name = outer + Character.toLowerCase(simple.charAt(0)) + simple.substring(1) + ".";
            layout.put(name + "length", call(group.getMethod("sbeBlockLength")));
            addFields(layout, group, name, 0);
            addGroups(layout, group, name);
        }
    }

    private static void addFields(
            final Map<String, Integer> layout, final Class<?> flyweight, final String prefix, final int start)
            throws ReflectiveOperationException {
        for (final Method method : flyweight.getMethods()) {
            final String name = method.getName();
            if (name.endsWith("EncodingOffset")) {
                final String field = name.substring(0, name.length() - "EncodingOffset".length());
                layout.put(prefix + field + " at", start + call(method));
                layout.put(prefix + field + " bytes", call(flyweight.getMethod(field + "EncodingLength")));
            }
        }
    }

    private static int constant(final Class<?> decoder, final String name) throws ReflectiveOperationException {
        return decoder.getField(name).getInt(null);
    }

    private static int call(final Method method) throws ReflectiveOperationException {
        return (int) method.invoke(null);
    }
}
