package dev.florin.benchmarks.report;

import tools.jackson.core.JsonGenerator;

/**
 * What a result is held against.
 *
 * @param name what is measured.
 * @param unit of floor and goal.
 * @param floor that must be reached.
 * @param goal that is hoped for.
 * @param higherIsBetter false for times.
 */
public record Bar(String name, String unit, double floor, double goal, boolean higherIsBetter) {
    /**
     * How a result stands to this bar.
     *
     * @param value in the bar's unit.
     * @return a line for people.
     */
    public String verdict(final double value) {
        final String reached;
        if (reaches(value, goal)) {
            reached = "goal reached";
        } else if (reaches(value, floor)) {
            reached = "floor reached";
        } else {
            reached = "FLOOR NOT REACHED";
        }
        return name + ": " + Figures.number(value) + " " + unit + ", floor " + Figures.number(floor) + ", goal "
                + Figures.number(goal) + ": " + reached;
    }

    private boolean reaches(final double value, final double bound) {
        return higherIsBetter ? value >= bound : value <= bound;
    }

    /**
     * Writes the bar as a property.
     *
     * @param json inside of an object.
     * @param value of the result, in the bar's unit.
     */
    public void write(final JsonGenerator json, final double value) {
        json.writeObjectPropertyStart("bar");
        json.writeStringProperty("name", name);
        json.writeStringProperty("unit", unit);
        json.writeNumberProperty("value", value);
        json.writeNumberProperty("floor", floor);
        json.writeNumberProperty("goal", goal);
        json.writeBooleanProperty("floor_reached", reaches(value, floor));
        json.writeBooleanProperty("goal_reached", reaches(value, goal));
        json.writeEndObject();
    }
}
