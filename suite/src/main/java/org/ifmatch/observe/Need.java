package org.ifmatch.observe;

import java.util.function.Predicate;

/** Something that a rule or a case needs of a target, told by discovery or by the targets file (catalogue §0.1). */
public enum Need {
    PUT_UPDATE("put-update", k -> k.can("put-update")),
    PUT_CREATE("put-create", k -> k.can("put-create")),
    DELETE("delete", k -> k.can("delete")),
    PATCH("patch", k -> k.patch().isPresent()),
    POST_MUTATE("post-mutate", k -> k.can("post-mutate")),
    POST_CREATE("post-create", k -> k.can("post-create")),
    STRONG_TAG("etag:strong", k -> k.strength() == Known.Strength.STRONG),
    WEAK_TAG("etag:weak", k -> k.strength() == Known.Strength.WEAK),
    ANY_TAG("etag:*", k -> k.strength() != Known.Strength.NONE),
    NO_TAG("etag:none", k -> k.strength() == Known.Strength.NONE),
    LAST_MODIFIED("lm", k -> k.can("lm")),
    NO_LAST_MODIFIED("no Last-Modified", k -> !k.can("lm")),
    RANGE("range", k -> k.can("range")),
    GZIP("gzip", k -> k.can("gzip")),
    STATUS_428("428", k -> k.can("428")),
    VERBATIM("verbatim", Known::verbatim),
    READ_YOUR_WRITES("ryw", k -> k.can("ryw")),
    COLLECTION_TAG("collection-tag", k -> k.can("collection-tag")),
    HOOK_LIST("hook:list", k -> k.can("hook:list")),
    EMPTY_CONTENT("zero-length content", k -> k.can("empty-content")),
    WRONG_CREDENTIALS(
            "probes.unauthorised", k -> k.target().probes().unauthorised().isPresent()),
    FORBIDDEN_URL("probes.forbidden", k -> k.target().probes().forbidden().isPresent()),
    READ_ONLY_URL("probes.read-only", k -> k.target().probes().readOnly().isPresent()),
    REDIRECTING_URL("probes.redirect", k -> k.target().probes().redirect().isPresent()),
    VARIANTS("probes.variants", k -> k.target().probes().variants().isPresent()),
    CONDITION_OPTIONAL("unconditional writes", k -> !k.can("428"));

    private final String key;
    private final Predicate<Known> test;

    Need(String key, Predicate<Known> test) {
        this.key = key;
        this.test = test;
    }

    public String key() {
        return key;
    }

    public boolean isMetBy(Known known) {
        return test.test(known);
    }
}
