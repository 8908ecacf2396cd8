package org.ifmatch.target;

import java.util.Arrays;
import java.util.Optional;

/**
 * What a target may be able to do, as far as a rule asks for it.
 *
 * <p>Discovery finds most of them out; targets.yaml can settle each by hand, under its {@link #key}.
 */
public enum Capability {
    /** PUT to a name that was never used makes a resource. */
    PUT_CREATE("put-create"),
    /** PUT to a resource replaces its state. */
    PUT_UPDATE("put-update"),
    /** DELETE removes a resource. */
    DELETE("delete"),
    /** PATCH works, with these media types. */
    PATCH("patch"),
    /** POST to the collection makes a resource and names it in Location. */
    POST_CREATE("post-create"),
    /** POST to a resource changes it. */
    POST_MUTATE("post-mutate"),
    /** The entity tags of GET, once they have settled, are strong, weak or missing (none). */
    ETAG("etag"),
    /** GET answers carry Last-Modified. */
    LAST_MODIFIED("lm"),
    /** GET answers 206 to a Range. */
    RANGE("range"),
    /** GET answers with a gzip content coding where it is accepted. */
    GZIP("gzip"),
    /** GET chooses among representations by Accept. */
    NEGO("nego"),
    /** There is a way to be answered 401 or 403. */
    AUTH("auth"),
    /** There is a resource whose state-changing methods are answered 405. */
    READ_ONLY("ro"),
    /** There is a resource that redirects. */
    REDIRECT("redirect"),
    /** Expect: 100-continue is understood. */
    EXPECT("expect"),
    /** Content may be sent chunked. */
    CHUNKED("chunked"),
    /** HTTP/2 is spoken. */
    HTTP2("h2"),
    /** HTTP/1.0 is spoken. */
    HTTP10("http10"),
    /** A connection outlives an answer. */
    KEEPALIVE("keepalive"),
    /** Requests may be sent before earlier ones are answered. */
    PIPELINE("pipeline"),
    /** The same resources are reachable at a second endpoint. */
    ENDPOINT2("endpoint2"),
    /** WebDAV's methods work (RFC 4918). */
    DAV("dav"),
    /** WebDAV's LOCK works. */
    LOCK("lock"),
    /** Unconditional writes are answered 428. */
    STATUS_428("428"),
    /** The server can be restarted by a command. */
    HOOK_RESTART("hook:restart"),
    /** The children of the collection can be listed. */
    HOOK_LIST("hook:list"),
    /** GET returns exactly the octets that were put. */
    VERBATIM("verbatim"),
    /** What was written is what the next GET shows, when nobody else writes. */
    READ_YOUR_WRITES("ryw"),
    /** If-None-Match: * keeps PUT from replacing. */
    INM_STAR("inm-star"),
    /** The representation can carry an integer. */
    COUNTER("counter"),
    /** GET on the collection carries an entity tag. */
    COLLECTION_TAG("collection-tag");

    private final String key;

    Capability(String key) {
        this.key = key;
    }

    /** Its name in targets.yaml and in results.json. */
    public String key() {
        return key;
    }

    /** The capability of this key. */
    public static Optional<Capability> of(String key) {
        return Arrays.stream(values()).filter(each -> each.key.equals(key)).findFirst();
    }
}
