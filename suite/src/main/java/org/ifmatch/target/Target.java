package org.ifmatch.target;

import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ifmatch.report.BaselineEntry;

/**
 * One server to examine: where its collection is, how one talks to it, and what is known about it beforehand.
 *
 * @param name what reports call it
 * @param url the collection in which resources are made, as written but for its user-info; its query goes onto every
 *     request
 * @param headers fields on every request, in order
 * @param create how a resource is made; empty: discovery finds out
 * @param update how a resource is replaced; empty: discovery finds out
 * @param patch how a resource is patched; empty: discovery finds out
 * @param settle how long to wait before a tag is read after a write; empty: discovery finds out
 * @param capabilities what discovery would find, settled by hand
 * @param endpoints collections that show the same resources
 * @param baseline the failures that are accepted
 * @param secrets what must never be shown, in every form in which it may turn up; the longest first, so that replacing
 *     them in this order leaves no rest
 */
public record Target(
        String name,
        URI url,
        Dialect dialect,
        Auth auth,
        Map<String, String> headers,
        Tls tls,
        Optional<Create> create,
        Optional<Update> update,
        Optional<Patch> patch,
        Nonce nonce,
        Optional<Duration> settle,
        Limits limits,
        Map<Capability, CapabilityValue> capabilities,
        Probes probes,
        List<URI> endpoints,
        List<BaselineEntry> baseline,
        Set<String> secrets) {

    public Target {
        headers = Ordered.copyOf(headers);
        Map<Capability, CapabilityValue> settled = new EnumMap<>(Capability.class);
        settled.putAll(capabilities);
        capabilities = Collections.unmodifiableMap(settled);
        endpoints = List.copyOf(endpoints);
        baseline = List.copyOf(baseline);
        Set<String> longestFirst = new LinkedHashSet<>();
        secrets.stream()
                .sorted(Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .forEach(longestFirst::add);
        secrets = Collections.unmodifiableSet(longestFirst);
    }

    /**
     * A target of which only the URL is known; discovery finds out the rest.
     *
     * @throws IllegalArgumentException when the URL is none that can be examined; the message shows no secret
     */
    public static Target bare(String name, URI url) {
        return bare(name, url.toString());
    }

    /**
     * A target of which only the URL is known, as somebody typed it.
     *
     * @throws IllegalArgumentException when the URL is none that can be examined; the message shows no secret
     */
    public static Target bare(String name, String url) {
        CollectionUrl collection = collection(url);
        Secrets secrets = new Secrets();
        secrets.addUrl(new Environment.Expanded(url, List.of()));
        collection.credentials().ifPresent(secrets::addCredentials);
        return new Target(
                name,
                collection.url(),
                Dialect.rfc9110(),
                collection.credentials().<Auth>map(basic -> basic).orElse(new Auth.None()),
                Map.of(),
                Tls.PLATFORM,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new Nonce.Bytes(),
                Optional.empty(),
                Limits.DEFAULT,
                Map.of(),
                Probes.NONE,
                List.of(),
                List.of(),
                secrets.all());
    }

    /** The same with these hints: of an origin of our own they are known without a file. */
    public Target withProbes(Probes hints) {
        return new Target(
                name,
                url,
                dialect,
                auth,
                headers,
                tls,
                create,
                update,
                patch,
                nonce,
                settle,
                limits,
                capabilities,
                hints,
                endpoints,
                baseline,
                secrets);
    }

    private static CollectionUrl collection(String url) {
        try {
            return CollectionUrl.of(url);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(CollectionUrl.shown(url) + " " + e.getMessage());
        }
    }

    /** The name and the dialect only: the rest may hold what came out of the environment. */
    @Override
    public String toString() {
        return "Target[" + name + ", " + dialect.name() + "]";
    }
}
