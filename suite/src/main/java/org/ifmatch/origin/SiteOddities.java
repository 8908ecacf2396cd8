package org.ifmatch.origin;

import static org.ifmatch.origin.Oddity.odd;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sites that are laid out, or looked after, in another way than most. */
final class SiteOddities {

    /** How long the copy that is read from stays behind. */
    private static final Duration LAG = Duration.ofMillis(100);

    /** How long it takes until what was written has been looked at. */
    private static final Duration UNTIL_SCANNED = Duration.ofMillis(300);

    static final List<Oddity> ALL = List.of(
            odd("reads-catch-up-late")
                    .says("For a tenth of a second after a write GET and HEAD show what was there before; "
                            + "writes are judged by what is there.")
                    .earns(Map.of("race/read-your-writes", "WARN"))
                    .as(() -> ReadRaceFaults.lagging(request -> true, LAG)),
            odd("tag-moves-once-after-a-write")
                    .says("Each write is scanned a moment later, which is noted with the resource and moves its tag.")
                    .as(SiteOddities::scanning),
            odd("collection-is-not-shown")
                    .says("The collection takes POST and has no representation: a GET of it is answered 405.")
                    .as(() -> answeringReadsOfTheCollection(request -> Optional.of(
                            Answer.explained(405, "There is no listing.").with("Allow", "POST, OPTIONS")))),
            odd("collection-redirects")
                    .says("A GET of the collection is redirected to its listing.")
                    .as(() -> answeringReadsOfTheCollection(request ->
                            request.target().contains("?")
                                    ? Optional.empty()
                                    : Optional.of(Answer.of(301).with("Location", Place.COLLECTION + "?listing")))),
            odd("http10-is-refused")
                    .says("A request of HTTP/1.0 is answered 505.")
                    .as(() -> new Habits() {
                        @Override
                        public Optional<Answer> unexpected(Request head) {
                            return head.http10()
                                    ? Optional.of(Answer.explained(505, "Speak HTTP/1.1 here."))
                                    : Habits.super.unexpected(head);
                        }
                    }));

    private SiteOddities() {}

    private interface Reading {
        Optional<Answer> answer(Request request);
    }

    private static Habits answeringReadsOfTheCollection(Reading instead) {
        return new Habits() {
            @Override
            public Optional<Answer> normally(Request request, Resource resource) {
                boolean collection = request.reads() && resource.name().equals(Items.COLLECTION);
                return collection ? instead.answer(request) : Habits.super.normally(request, resource);
            }
        };
    }

    /** Tags in two stages, each of which tells versions apart. */
    private static Habits scanning() {
        return new Habits() {
            @Override
            public Version shown(Request request, Resource resource) {
                return scanned(Habits.super.shown(request, resource));
            }

            @Override
            public List<Tag> currentTags(Request request, Version version) {
                return Habits.super.currentTags(request, scanned(version));
            }

            @Override
            public Answer refusal(Request request, Resource resource) {
                return Habits.super.refusal(
                        request,
                        new Resource(resource.name(), resource.current().map(this::scanned)));
            }

            private Version scanned(Version version) {
                boolean waiting = version.modified()
                        .filter(at -> at.plus(UNTIL_SCANNED).isAfter(Instant.now()))
                        .isPresent();
                return waiting
                        ? version
                        : new Version(
                                version.content(),
                                version.modified(),
                                version.tag().map(SiteOddities::noted),
                                version.gzipTag().map(SiteOddities::noted));
            }
        };
    }

    private static Tag noted(Tag tag) {
        return Tag.strong(tag.opaque() + ".scanned");
    }
}
