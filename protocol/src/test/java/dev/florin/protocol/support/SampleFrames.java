package dev.florin.protocol.support;

import java.util.LinkedHashMap;
import java.util.Map;

/** One frame of every template. */
public final class SampleFrames {
    private SampleFrames() {}

    /**
     * The frames by the name of their template; conditions are shown where they lie, at the end of a release.
     *
     * @return in the order of template ids.
     */
    public static Map<String, byte[]> byTemplate() {
        final Map<String, byte[]> frames = new LinkedHashMap<>();
        SampleRequests.byTemplate().forEach((template, request) -> frames.put(template, FrameBytes.of(request)));
        frames.put("Tick", FrameBytes.tick());
        frames.put("Conditions", FrameBytes.of(SampleRequests.withConditions()));
        frames.putAll(SampleAnswers.frames());
        return frames;
    }
}
