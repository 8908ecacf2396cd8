package org.ifmatch.origin;

import java.util.List;
import java.util.Optional;

/** Origins that do more than one thing wrong, none of which has to do with another. */
public final class SeveralFaults {

    private SeveralFaults() {}

    /** W/ is taken off, {@code *} is always true, and of several lines the first counts. */
    public static ReferenceOrigin ofFieldValues() {
        return ReferenceOrigin.start(Fault.fault("three-in-one")
                .says("W/ is taken off, a star is always true, and of several lines the first counts.")
                .ofClass("F08")
                .caughtBy("weak/w-form-of-strong")
                .as(() -> new Habits() {
                    @Override
                    public boolean stronglyEqual(Tag sent, Tag current) {
                        return sent.weaklyEquals(current);
                    }

                    @Override
                    public boolean starHolds(Resource resource) {
                        return true;
                    }

                    @Override
                    public Optional<String> ifMatchValue(Request request) {
                        List<String> lines = request.lines("If-Match");
                        return lines.stream().findFirst();
                    }
                }));
    }
}
