package dev.florin.benchmarks.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes a result as one JSON object. */
public final class Json {
    private Json() {}

    /**
     * Writes one object into a file.
     *
     * @param file to write, replaced if it is there.
     * @param properties writes the properties of the object.
     * @throws IOException if the file cannot be written.
     */
    public static void write(final Path file, final Consumer<JsonGenerator> properties) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                JsonGenerator json =
                        new JsonFactory().createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8)) {
            json.writeStartObject();
            properties.accept(json);
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    /**
     * Writes a figure: its unit, all values, median, lowest and highest.
     *
     * @param json inside of an object.
     * @param name of the property.
     * @param unit of the values.
     * @param samples the values.
     */
    public static void writeSamples(
            final JsonGenerator json, final String name, final String unit, final Samples samples) {
        json.writeObjectPropertyStart(name);
        writeSamples(json, unit, samples);
        json.writeEndObject();
    }

    /**
     * Writes the properties of a figure.
     *
     * @param json inside of the figure's object.
     * @param unit of the values.
     * @param samples the values.
     */
    public static void writeSamples(final JsonGenerator json, final String unit, final Samples samples) {
        json.writeStringProperty("unit", unit);
        writeNumber(json, "median", samples.median());
        writeNumber(json, "min", samples.min());
        writeNumber(json, "max", samples.max());
        json.writeArrayPropertyStart("values");
        for (int i = 0; i < samples.count(); i++) {
            writeNumber(json, samples.value(i));
        }
        json.writeEndArray();
    }

    /** JSON knows no NaN. */
    private static void writeNumber(final JsonGenerator json, final String name, final double value) {
        json.writeName(name);
        writeNumber(json, value);
    }

    private static void writeNumber(final JsonGenerator json, final double value) {
        if (Double.isNaN(value)) {
            json.writeNull();
        } else {
            json.writeNumber(value);
        }
    }
}
