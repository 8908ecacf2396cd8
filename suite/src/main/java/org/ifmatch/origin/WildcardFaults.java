package org.ifmatch.origin;

import static org.ifmatch.origin.Fault.fault;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hc.core5.http.ProtocolException;

/** {@code If-Match: *} is refused where it is true, or found where it is not (RFC 9110 §13.1.1). */
final class WildcardFaults {

    static final List<Fault> ALL = List.of(
            fault("star-is-taken-literally")
                    .says("If-Match: * is compared with the current tag like any other text.")
                    .ofClass("F11")
                    .caughtBy("wildcard/existing-put")
                    .alsoBreaks(Breaks.WILDCARD)
                    .alsoBreaks("race/create-im-star", "race/star-vs-delete")
                    .as(SyntaxFaults.reading(value -> value.equals("*") ? "\"*\"" : value)),
            fault("star-is-refused-on-patch-and-delete")
                    .says("If-Match: * is understood by GET, HEAD, PUT and POST only.")
                    .ofClass("F11")
                    .caughtBy("wildcard/existing-patch")
                    .alsoBreaks("wildcard/existing-delete", "race/star-vs-delete")
                    .as(takingNoStarOn("PATCH", "DELETE")),
            fault("star-is-refused-on-delete")
                    .says("If-Match: * is understood by all methods but DELETE.")
                    .ofClass("F11")
                    .caughtBy("wildcard/existing-delete")
                    .as(takingNoStarOn("DELETE")),
            fault("star-is-refused-on-reads")
                    .says("If-Match: * is understood by all methods but GET and HEAD.")
                    .ofClass("F11")
                    .caughtBy("wildcard/existing-get")
                    .as(takingNoStarOn("GET", "HEAD")),
            fault("star-is-always-true")
                    .says("If-Match: * is true even where nothing exists, so that a PUT creates.")
                    .ofClass("F11")
                    .caughtBy("wildcard/missing-put")
                    .alsoBreaks(
                            "race/cas-linearizable",
                            "race/create-im-star",
                            "race/put-delete",
                            "race/star-vs-delete",
                            "wildcard/after-delete")
                    .as(() -> new Habits() {
                        @Override
                        public boolean starHolds(Resource resource) {
                            return true;
                        }
                    }),
            fault("empty-content-does-not-exist")
                    .says("If-Match: * is false for a resource whose content is empty.")
                    .ofClass("F11")
                    .caughtBy("wildcard/empty-content-exists")
                    .as(() -> new Habits() {
                        @Override
                        public boolean starHolds(Resource resource) {
                            return resource.current()
                                    .filter(version -> version.content().octets().length > 0)
                                    .isPresent();
                        }
                    }),
            fault("quotes-are-taken-off-before-the-star")
                    .says("Quotes and W/ are taken off before the value is compared with a star.")
                    .ofClass("F11")
                    .caughtBy("wildcard/quoted-is-a-tag")
                    .alsoBreaks("wildcard/weak-star")
                    .as(SyntaxFaults.reading(value -> value.matches("(W/)?\"\\*\"|W/\\*") ? "*" : value)),
            fault("star-with-space-around-is-not-one")
                    .says("Only one space is taken off before a value, and none after it.")
                    .ofClass("F11")
                    .caughtBy("wildcard/ows")
                    .as(() -> new Habits() {
                        @Override
                        public Field field(String line) throws ProtocolException {
                            Field honest = Habits.super.field(line);
                            String value = line.substring(honest.name().length() + 1);
                            return honest.isNamed("If-Match")
                                    ? new Field(honest.name(), value.startsWith(" ") ? value.substring(1) : value)
                                    : honest;
                        }
                    }),
            fault("first-character-star-is-enough")
                    .says("Any value that begins with a star is the wildcard.")
                    .ofClass("F11")
                    .caughtBy("wildcard/prefix-not-star")
                    .as(SyntaxFaults.reading(value -> value.startsWith("*") ? "*" : value)),
            fault("star-within-a-tag-is-found")
                    .says("The value is split at every comma, and a piece that is a star is the wildcard.")
                    .ofClass("F11")
                    .caughtBy("syntax/star-inside-tag")
                    .as(SyntaxFaults.reading(value -> List.of(value.split(",")).contains("*") ? "*" : value)),
            fault("star-among-tags-crashes")
                    .says("A star among other members is answered 500.")
                    .ofClass("F18")
                    .caughtBy("wildcard/in-list")
                    .alsoBreaks("syntax/multiple-lines-star-mix", "wildcard/prefix-not-star", "wildcard/weak-star")
                    .as(SyntaxFaults.reading(value -> {
                        if (value.length() > 1 && (value.startsWith("*") || value.endsWith("*"))) {
                            throw new IllegalStateException("A star stands alone.");
                        }
                        return value;
                    })));

    private WildcardFaults() {}

    private static Supplier<Habits> takingNoStarOn(String... methods) {
        return () -> new Habits() {
            @Override
            public Optional<Boolean> ifMatch(Request request, Resource resource) {
                boolean understood = !List.of(methods).contains(request.method());
                return Habits.super
                        .ifMatch(request, resource)
                        .map(holds -> holds
                                && (understood || !request.lines("If-Match").contains("*")));
            }
        };
    }
}
