package org.ifmatch.target;

import java.net.URI;
import java.util.Optional;

/** A URL at a key of a file; what is secret in it is noted. */
final class UrlValue {

    private UrlValue() {}

    /** A URL in which credentials may stand. */
    static Optional<CollectionUrl> collection(Value value) {
        return value.expanded().flatMap(expanded -> {
            value.reading().secrets().addUrl(expanded);
            try {
                CollectionUrl url = CollectionUrl.of(expanded.text());
                url.credentials().ifPresent(value.reading().secrets()::addCredentials);
                return Optional.of(url);
            } catch (IllegalArgumentException e) {
                value.mistake(CollectionUrl.shown(value.written()) + " " + e.getMessage());
                return Optional.empty();
            }
        });
    }

    /** A URL without credentials. */
    static Optional<URI> plain(Value value) {
        return collection(value).map(url -> {
            if (url.credentials().isPresent()) {
                value.mistake("the URL has a user before its host; credentials belong into 'auth'");
            }
            return url.url();
        });
    }
}
