package org.ifmatch.origin;

import static org.ifmatch.origin.Fault.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** A read shows a state that is over, or one that never was (RFC 9110 §8.8.3, RFC 5789 §2). */
final class ReadRaceFaults {
    /** In octets: what is shorter is written in one go even by a fault that writes in place. */
    private static final int LARGE = 64 * 1024;

    static final List<Fault> ALL = List.of(
            fault("reads-lag-behind")
                    .says("For a fifth of a second after a write GET and HEAD show what was there before.")
                    .ofClass("F03")
                    .caughtBy("race/read-your-writes")
                    .alsoBreaks("race/cas-linearizable", "race/winner-content", "race/counter", "etag/put-honest")
                    .alsoBreaks("race/version-monotonic", "etag/patch-tag", "etag/rapid-same-size")
                    .alsoBreaks("etag/post-create-tag", "current-tag/chain", "etag/head-agrees")
                    .as(() -> lagging(request -> true, Duration.ofMillis(200))),
            fault("every-other-read-lags-behind")
                    .says("Every other GET or HEAD shows what was there a tenth of a second ago.")
                    .ofClass("F03")
                    .caughtBy("race/version-monotonic")
                    .alsoBreaks("race/read-your-writes", "race/cas-linearizable", "race/winner-content", "race/counter")
                    .alsoBreaks("etag/put-honest", "etag/patch-tag", "etag/head-agrees", "etag/rapid-same-size")
                    .alsoBreaks("current-tag/chain", "etag/changes-with-content")
                    .as(() -> lagging(request -> request.number() % 2 == 0, Duration.ofMillis(100))),
            fault("tag-and-content-are-read-apart")
                    .says("A GET reads the tag first and the content a moment later.")
                    .ofClass("F03")
                    .caughtBy("race/tag-body-consistent")
                    .alsoBreaks("race/tag-uniqueness-under-load", "race/counter", "race/cas-linearizable")
                    .alsoBreaks("etag/strong-means-octets", "race/no-torn-read", "race/tag-chain")
                    .as(ReadRaceFaults::readingTwice),
            fault("content-is-replaced-in-place")
                    .says(
                            "For a moment after a write a GET of 64 KiB or more shows the new first half and the old second.")
                    .ofClass("F03")
                    .caughtBy("race/no-torn-read")
                    .alsoBreaks("race/tag-body-consistent", "race/patch-torn", "etag/strong-means-octets")
                    .alsoBreaks("etag/put-honest", "race/cas-linearizable", "no-effect/truncate")
                    .as(ReadRaceFaults::replacingInPlace),
            fault("patch-is-seen-half-done")
                    .says("For a moment after a PATCH of two members a GET shows only the first of them changed.")
                    .ofClass("F03")
                    .caughtBy("race/patch-torn")
                    .alsoBreaks("race/tag-body-consistent", "race/read-your-writes", "race/cas-linearizable")
                    .as(ReadRaceFaults::patchingInSteps));

    private ReadRaceFaults() {}

    /** A state that was replaced, and when. */
    private record Replaced(Version version, Instant at) {
        boolean within(Duration past) {
            return at.plus(past).isAfter(Instant.now());
        }
    }

    static Habits lagging(Predicate<Request> concerns, Duration lag) {
        Map<String, Replaced> replaced = new ConcurrentHashMap<>();
        return new Habits() {
            @Override
            public void changed(String name, Optional<Version> before, Optional<Version> after) {
                before.ifPresentOrElse(
                        version -> replaced.put(name, new Replaced(version, Instant.now())),
                        () -> replaced.remove(name));
            }

            @Override
            public Version shown(Request request, Resource resource) {
                Replaced last = replaced.get(resource.name());
                return last != null && last.within(lag) && concerns.test(request)
                        ? last.version()
                        : Habits.super.shown(request, resource);
            }
        };
    }

    private static Habits readingTwice() {
        Map<String, Version> latest = new ConcurrentHashMap<>();
        return new Habits() {
            @Override
            public void changed(String name, Optional<Version> before, Optional<Version> after) {
                after.ifPresentOrElse(version -> latest.put(name, version), () -> latest.remove(name));
            }

            @Override
            public Version shown(Request request, Resource resource) {
                Version first = Habits.super.shown(request, resource);
                RaceFaults.pause(RaceFaults.WINDOW);
                return first.showing(latest.getOrDefault(resource.name(), first).content());
            }
        };
    }

    private static Habits replacingInPlace() {
        return halfDone(Duration.ofMillis(20), (request, before, after) -> {
            if (after.octets().length < LARGE) {
                return after;
            }
            byte[] mixed = after.octets().clone();
            int half = mixed.length / 2;
            System.arraycopy(
                    before.octets(),
                    Math.min(half, before.octets().length),
                    mixed,
                    half,
                    Math.max(0, Math.min(mixed.length, before.octets().length) - half));
            return after.withOctets(mixed);
        });
    }

    private static Habits patchingInSteps() {
        return halfDone(Duration.ofMillis(20), (request, before, after) -> {
            if (!before.isJson() || !after.isJson() || Arrays.equals(before.octets(), after.octets())) {
                return after;
            }
            return firstMemberOnly(before, after);
        });
    }

    /** What is seen while one content takes the place of another. */
    interface Mixture {
        Content of(Request request, Content before, Content after);
    }

    private static Habits halfDone(Duration duration, Mixture mixture) {
        Map<String, Replaced> replaced = new ConcurrentHashMap<>();
        return new Habits() {
            @Override
            public void changed(String name, Optional<Version> before, Optional<Version> after) {
                before.ifPresent(version -> replaced.put(name, new Replaced(version, Instant.now())));
            }

            @Override
            public Version shown(Request request, Resource resource) {
                Version current = Habits.super.shown(request, resource);
                Replaced last = replaced.get(resource.name());
                return last != null && last.within(duration)
                        ? current.showing(mixture.of(request, last.version().content(), current.content()))
                        : current;
            }
        };
    }

    /** The content before, with the first of its changed members changed. */
    private static Content firstMemberOnly(Content before, Content after) {
        try {
            JsonNode one = Patches.read(before.octets(), 400, "");
            JsonNode other = Patches.read(after.octets(), 400, "");
            if (one instanceof ObjectNode half) {
                for (Map.Entry<String, JsonNode> member : other.properties()) {
                    if (!member.getValue().equals(half.get(member.getKey()))) {
                        half.set(member.getKey(), member.getValue());
                        return after.withOctets(Patches.write(half));
                    }
                }
            }
        } catch (CannotApplyException notJson) {
            // Shown as it is.
        }
        return after;
    }
}
