package org.ifmatch.origin;

import static org.ifmatch.origin.Fault.fault;

import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Supplier;

/** If-Match is not looked at: nowhere, or not where it should be (RFC 9110 §13.1.1). */
final class IgnoringFaults {

    static final List<Fault> ALL = List.of(
            fault("ignored-everywhere")
                    .says("If-Match is never looked at.")
                    .ofClass("F01")
                    .caughtBy("stale-tag/put-rejected")
                    .alsoBreaks(Breaks.ANYTHING_ON_PUT)
                    .alsoBreaks(Breaks.OLD_TAG_IN_A_LIST)
                    .alsoBreaks(Breaks.OLD_TAG_IN_PARTS)
                    .alsoBreaks(Breaks.FALSE_ON_PATCH)
                    .alsoBreaks(Breaks.FALSE_ON_DELETE)
                    .alsoBreaks(Breaks.FALSE_ON_POST)
                    .alsoBreaks(Breaks.FALSE_ON_COLLECTION_POST)
                    .alsoBreaks(Breaks.FALSE_ON_GET)
                    .alsoBreaks("stale-tag/already-applied-not-redone", "stale-tag/head-412")
                    .as(heeding((request, resource) -> false)),
            fault("ignored-on-all-writes")
                    .says("If-Match counts for GET and HEAD, and for no method that changes anything.")
                    .ofClass("F01")
                    .caughtBy("stale-tag/put-rejected")
                    .alsoBreaks(Breaks.ANYTHING_ON_PUT)
                    .alsoBreaks(Breaks.OLD_TAG_IN_A_LIST)
                    .alsoBreaks(Breaks.OLD_TAG_IN_PARTS)
                    .alsoBreaks(Breaks.FALSE_ON_PATCH)
                    .alsoBreaks(Breaks.FALSE_ON_DELETE)
                    .alsoBreaks(Breaks.FALSE_ON_POST)
                    .alsoBreaks(Breaks.FALSE_ON_COLLECTION_POST)
                    .alsoBreaks("stale-tag/already-applied-not-redone")
                    .as(heeding((request, resource) -> request.reads())),
            fault("ignored-on-put")
                    .says("PUT does not look at If-Match.")
                    .ofClass("F02")
                    .caughtBy("stale-tag/put-rejected")
                    .alsoBreaks(Breaks.ANYTHING_ON_PUT)
                    .alsoBreaks(Breaks.OLD_TAG_IN_A_LIST)
                    .alsoBreaks(Breaks.OLD_TAG_IN_PARTS)
                    .as(ignoring("PUT")),
            fault("ignored-on-patch")
                    .says("PATCH does not look at If-Match.")
                    .ofClass("F02")
                    .caughtBy("stale-tag/patch-rejected")
                    .alsoBreaks(Breaks.FALSE_ON_PATCH)
                    .as(ignoring("PATCH")),
            fault("ignored-on-delete")
                    .says("DELETE does not look at If-Match.")
                    .ofClass("F02")
                    .caughtBy("stale-tag/delete-rejected")
                    .alsoBreaks(Breaks.FALSE_ON_DELETE)
                    .as(ignoring("DELETE")),
            fault("ignored-on-post")
                    .says("POST to a member does not look at If-Match.")
                    .ofClass("F02")
                    .caughtBy("stale-tag/post-rejected")
                    .alsoBreaks("no-effect/append-partial", "race/post-append", "stale-tag/already-applied-not-redone")
                    .as(heeding((request, resource) -> !Methods.appends(request, resource))),
            fault("ignored-on-collection-post")
                    .says("POST to the collection does not look at If-Match.")
                    .ofClass("F02")
                    .caughtBy("stale-tag/post-collection-no-child")
                    .alsoBreaks("no-effect/no-child", "race/collection-etag")
                    .as(heeding((request, resource) ->
                            !request.method().equals("POST") || Methods.appends(request, resource))),
            fault("ignored-on-get-and-head")
                    .says("GET and HEAD do not look at If-Match.")
                    .ofClass("F02")
                    .caughtBy("stale-tag/get-412")
                    .alsoBreaks(Breaks.FALSE_ON_GET)
                    .butNot("precedence/ius-ignored-true", "weak/w-form-of-strong")
                    .alsoBreaks("stale-tag/head-412")
                    .as(heeding((request, resource) -> !request.reads())),
            fault("ignored-on-head")
                    .says("HEAD does not look at If-Match, and GET does.")
                    .ofClass("F02")
                    .caughtBy("stale-tag/head-412")
                    .as(ignoring("HEAD")),
            fault("ignored-with-http10")
                    .says("A request of HTTP/1.0 is treated as if it had no If-Match.")
                    .ofClass("F02")
                    .caughtBy("wire/http10")
                    .as(heeding((request, resource) -> !request.http10())),
            fault("ignored-with-chunked-content")
                    .says("If-Match counts only where the content has a Content-Length.")
                    .ofClass("F02")
                    .caughtBy("wire/chunked-stale")
                    .alsoBreaks("syntax/trailer")
                    .as(heeding((request, resource) -> !request.has("Transfer-Encoding"))),
            fault("ignored-without-content")
                    .says("A PUT without content is performed whatever its If-Match says.")
                    .ofClass("F02")
                    .caughtBy("wire/zero-length")
                    .as(heeding((request, resource) -> !request.method().equals("PUT") || hasContent(request))),
            fault("ignored-with-coded-content")
                    .says("A PUT whose content is coded with gzip is performed whatever its If-Match says.")
                    .ofClass("F02")
                    .caughtBy("nego/request-coding")
                    .as(heeding((request, resource) -> !request.has("Content-Encoding"))),
            fault("ignored-with-large-content")
                    .says("Content of more than a mebibyte takes a way on which If-Match is not looked at.")
                    .ofClass("F02")
                    .caughtBy("wire/large-stale")
                    .alsoBreaks("no-effect/truncate", "wire/early-412-readable")
                    .as(heeding((request, resource) -> request.content().length <= 1 << 20)),
            fault("ignored-with-form-content")
                    .says("Content of a form takes a way on which If-Match is not looked at.")
                    .ofClass("F02")
                    .caughtBy("no-effect/metadata")
                    .as(heeding((request, resource) -> !request.mediaType()
                            .filter(type -> type.equals("application/x-www-form-urlencoded"))
                            .isPresent())),
            fault("override-bypasses-the-check")
                    .says("POST with X-HTTP-Method-Override: PUT is performed as a PUT whose If-Match nobody looks at.")
                    .ofClass("F02")
                    .caughtBy("method/override")
                    .as(IgnoringFaults::overridden));

    private IgnoringFaults() {}

    private static Supplier<Habits> ignoring(String method) {
        return heeding((request, resource) -> !request.method().equals(method));
    }

    private static Supplier<Habits> heeding(BiPredicate<Request, Resource> heeds) {
        return () -> new Habits() {
            @Override
            public boolean heeds(Request request, Resource resource) {
                return heeds.test(request, resource);
            }
        };
    }

    private static boolean hasContent(Request request) {
        return request.has("Transfer-Encoding")
                || request.value("Content-Length")
                        .filter(length -> !length.equals("0"))
                        .isPresent();
    }

    /** The filter that judges conditions has seen a POST, and the method that is performed is another. */
    private static Habits overridden() {
        return new Habits() {
            @Override
            public Answer answer(Request request, Site site) {
                Optional<String> override = request.value("X-HTTP-Method-Override");
                boolean replaced = request.method().equals("POST") && override.equals(Optional.of("PUT"));
                return site.answer(replaced ? request.withMethod("PUT").without("If-Match") : request);
            }
        };
    }
}
