package org.ifmatch.observe;

import java.util.Optional;

/** What a request would do to its resource if it were performed: what to look for afterwards. */
public sealed interface Intent {

    /** What a request of this method with this content asks for. */
    static Intent of(String method, Optional<Content> content) {
        return switch (method) {
            case "PUT" ->
                content.filter(c -> !c.nonce().isEmpty())
                        .<Intent>map(c -> new Replace(c.nonce()))
                        .orElseGet(() -> new ReplaceOctets(
                                Reading.digest(content.map(Content::octets).orElse(new byte[0]))));
            case "PATCH", "POST" -> new Modify(content.map(Content::nonce).orElse(""));
            case "DELETE" -> new Remove();
            default -> new Retrieve();
        };
    }

    /** PUT: the content with this nonce would be the representation. */
    record Replace(String nonce) implements Intent {}

    /** PATCH or POST: this nonce would show in the representation, whatever else does. */
    record Modify(String nonce) implements Intent {}

    /** PUT with content that shows no nonce: the octets with this SHA-256 would be the representation. */
    record ReplaceOctets(String digest) implements Intent {}

    /** DELETE: no representation would be left. */
    record Remove() implements Intent {}

    /** GET, HEAD, OPTIONS: nothing would change. */
    record Retrieve() implements Intent {}
}
