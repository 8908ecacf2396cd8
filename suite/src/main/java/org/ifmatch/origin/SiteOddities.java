package org.ifmatch.origin;

import static org.ifmatch.origin.Oddity.odd;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sites that are laid out, or looked after, in another way than most. */
final class SiteOddities {

    /** How long the copy that is read from stays behind. */
    private static final Duration LAG = Duration.ofMillis(100);

    static final List<Oddity> ALL = List.of(
            odd("reads-catch-up-late")
                    .says("For a tenth of a second after a write GET and HEAD show what was there before; "
                            + "writes are judged by what is there.")
                    .earns(Map.of("race/read-your-writes", "WARN"))
                    .as(() -> ReadRaceFaults.lagging(request -> true, LAG)),
            odd("tags-of-content-and-type")
                    .says("The tag is a hash of the content and its media type, so that it moves with either.")
                    .earns(Map.of(
                            "etag/aba-same-content", "NOTE",
                            "current-tag/noop-update", "NOTE"))
                    .as(() -> new Habits() {
                        @Override
                        public Optional<Tag> tag(Minting minting) {
                            String type = minting.content().type();
                            byte[] octets = minting.content().octets();
                            return Optional.of(
                                    Tag.strong(Hashes.hex(octets) + "-" + Integer.toHexString(type.hashCode())));
                        }

                        @Override
                        public Optional<Tag> gzipTag(Minting minting, Optional<Tag> plain) {
                            return plain.map(tag -> Tag.strong(tag.opaque() + "-gzip"));
                        }
                    }),
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
}
