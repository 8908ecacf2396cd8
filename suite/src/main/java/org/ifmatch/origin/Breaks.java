package org.ifmatch.origin;

import java.util.List;
import java.util.stream.Stream;

/** Rules that go down together: what a fault breaks besides the rule that names it. */
final class Breaks {

    /** A PUT that names a replaced tag is performed: all rules that send one and expect a refusal. */
    static final List<String> OLD_TAG_ON_PUT = List.of(
            "stale-tag/put-rejected",
            "stale-tag/put-same-tag-replayed",
            "stale-tag/every-old-version",
            "stale-tag/already-applied",
            "current-tag/chain",
            "etag/aba-same-content",
            "etag/rapid-same-size",
            "etag/recreate-after-delete",
            "syntax/list-any-position",
            "syntax/empty-elements",
            "syntax/multiple-lines",
            "syntax/duplicate-members",
            "syntax/many-lines",
            "syntax/name-case",
            "syntax/obs-fold",
            "syntax/underscore-alias",
            "syntax/trailer",
            "syntax/position-in-header-section",
            "precedence/ius-ignored-false",
            "precedence/content-range-put-stale",
            "precedence/field-order-irrelevant",
            "precedence/ius-ignored-true",
            "order/417",
            "order/422-vs-412",
            "wire/expect-stale",
            "wire/early-412-drains-or-closes",
            "wire/early-412-readable",
            "wire/keepalive-after-412",
            "wire/pipeline",
            "wire/nothing-after-close",
            "wire/chunked-stale",
            "wire/zero-length",
            "wire/large-stale",
            "wire/http10",
            "nego/gzip-old-tag-rejected",
            "nego/request-coding",
            "nego/variant-tag",
            "uri/percent-equivalence",
            "weak/in-list",
            "race/single-winner",
            "race/winner-content",
            "race/loser-status",
            "race/mixed-unconditional",
            "race/put-delete",
            "race/cas-linearizable",
            "race/tag-chain",
            "race/counter",
            "race/slow-body",
            "race/slow-body-overtaken-by-delete",
            "race/expect-gap",
            "race/two-slow",
            "race/retry-unknown-outcome");

    /** A PUT that names a tag which never was this resource's is performed. */
    static final List<String> FOREIGN_TAG_ON_PUT = List.of(
            "foreign-tag/put-rejected",
            "foreign-tag/other-resource",
            "weak/w-form-of-strong",
            "wildcard/quoted-is-a-tag",
            "wildcard/weak-star",
            "syntax/long-tag",
            "syntax/exact-characters",
            "syntax/substring-in-header",
            "syntax/comma-inside-tag",
            "syntax/semicolon-inside-tag",
            "syntax/backslash-not-escape",
            "syntax/star-inside-tag",
            "syntax/percent-not-decoded",
            "syntax/obs-text",
            "nego/suffix-forms");

    /** A PUT is performed though the value of its If-Match is malformed or empty. */
    static final List<String> MALFORMED_ON_PUT = List.of(
            "wildcard/prefix-not-star",
            "weak/lowercase-w",
            "syntax/empty-value",
            "syntax/half-quoted",
            "syntax/unquoted",
            "syntax/malformed-fails-closed");

    /** A PUT with If-Match creates what does not exist. */
    static final List<String> CREATION = List.of(
            "missing/put-tag",
            "wildcard/missing-put",
            "wildcard/after-delete",
            "race/create-im-star",
            "race/star-vs-delete",
            "race/put-delete",
            "race/cas-linearizable",
            "race/slow-body-overtaken-by-delete");

    static final List<String> FALSE_ON_PATCH = List.of(
            "stale-tag/patch-rejected",
            "foreign-tag/patch-rejected",
            "stale-tag/already-applied-not-redone",
            "no-effect/patch-atomic",
            "race/patch-patch",
            "race/patch-torn",
            "race/cas-linearizable",
            "race/retry-unknown-outcome");

    static final List<String> FALSE_ON_DELETE = List.of(
            "stale-tag/delete-rejected",
            "foreign-tag/delete-rejected",
            "no-effect/delete-side",
            "race/put-delete",
            "race/delete-delete",
            "race/delete-recreate-delete",
            "race/cas-linearizable");

    static final List<String> FALSE_ON_POST = List.of(
            "stale-tag/post-rejected",
            "stale-tag/already-applied-not-redone",
            "no-effect/append-partial",
            "race/post-append",
            "race/retry-unknown-outcome");

    static final List<String> FALSE_ON_COLLECTION_POST =
            List.of("stale-tag/post-collection-no-child", "no-effect/no-child", "race/collection-etag");

    /** A GET or HEAD is answered as if it had no If-Match. */
    static final List<String> FALSE_ON_GET = List.of(
            "stale-tag/get-412",
            "weak/w-form-of-strong",
            "precedence/ius-ignored-true",
            "precedence/im-false-inm-match-get",
            "precedence/im-false-inm-nomatch-get",
            "precedence/ims-after-im-false",
            "precedence/im-false-range",
            "precedence/im-false-range-unsat",
            "precedence/im-false-if-range-match",
            "nego/variant-tag");

    static final List<String> FALSE_ON_HEAD = List.of("stale-tag/head-412");

    /** A refused request has an effect. */
    static final List<String> EFFECT_OF_REFUSED = List.of(
            "no-effect/content",
            "race/412-then-own-write-visible",
            "race/winner-content",
            "race/tag-body-consistent",
            "race/cas-linearizable");

    /** A true If-Match does not let a PUT pass: all rules that expect one to. */
    static final List<String> CURRENT_TAG_ON_PUT = List.of(
            "current-tag/put",
            "current-tag/from-every-source",
            "current-tag/chain",
            "current-tag/noop-update",
            "etag/put-tag-usable",
            "etag/length-sane",
            "etag/aba-same-content",
            "weak/in-list",
            "syntax/list-any-position",
            "syntax/list-spacing",
            "syntax/empty-elements",
            "syntax/multiple-lines",
            "syntax/duplicate-members",
            "syntax/long-list",
            "syntax/many-lines",
            "syntax/backslash-before-quote",
            "syntax/obs-text",
            "syntax/name-case",
            "syntax/obs-fold",
            "syntax/position-in-header-section",
            "precedence/ius-ignored-true",
            "precedence/ius-invalid-with-im",
            "precedence/ims-on-put",
            "precedence/range-on-put-ignored",
            "answer-412/retry-from-412",
            "no-effect/etag",
            "no-effect/repeat-100",
            "wire/expect-current",
            "wire/chunked-current",
            "wire/zero-length",
            "wire/pipeline",
            "wire/keepalive-after-412",
            "nego/gzip-tag-in-put",
            "uri/percent-equivalence",
            "race/412-truthful",
            "race/progress",
            "race/aborted-slow",
            "race/cas-linearizable",
            "race/counter");

    static final List<String> WILDCARD = List.of(
            "wildcard/existing-put",
            "wildcard/existing-patch",
            "wildcard/existing-delete",
            "wildcard/existing-get",
            "wildcard/empty-content-exists",
            "wildcard/ows");

    static final List<String> ANYTHING_ON_PUT = Stream.of(
                    OLD_TAG_ON_PUT, FOREIGN_TAG_ON_PUT, MALFORMED_ON_PUT, CREATION)
            .flatMap(List::stream)
            .toList();

    private Breaks() {}
}
