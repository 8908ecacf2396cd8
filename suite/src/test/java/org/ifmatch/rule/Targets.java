package org.ifmatch.rule;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ifmatch.observe.Known;
import org.ifmatch.target.Create;
import org.ifmatch.target.Dialect;
import org.ifmatch.target.Target;
import org.ifmatch.target.Update;

/** What is known about the targets of hand-made records. */
final class Targets {

    /** A target of which nothing is special. */
    static final Known PLAIN = of(Dialect.rfc9110());

    /** A target that answers 428 to writes without a condition. */
    static final Known DEMANDING = of(Dialect.rfc9110(), Map.of("428", true));

    private Targets() {}

    static Known of(String dialect) {
        return of(Dialect.named(dialect).orElseThrow());
    }

    static Known of(Dialect dialect) {
        return of(dialect, Map.of());
    }

    /** A dialect in which these statuses refuse a stale write as well. */
    static Known refusingWith(Integer... statuses) {
        return of(new Dialect(
                "mine", Dialect.Comparison.STRONG, Set.of(statuses), Set.of(), Set.of(), Set.of(), List.of()));
    }

    private static Known of(Dialect dialect, Map<String, Object> facts) {
        Target bare = Target.bare("test", URI.create("http://server.test/items/"));
        Target target = new Target(
                bare.name(),
                bare.url(),
                dialect,
                bare.auth(),
                bare.headers(),
                bare.tls(),
                bare.create(),
                bare.update(),
                bare.patch(),
                bare.nonce(),
                bare.settle(),
                bare.limits(),
                bare.capabilities(),
                bare.probes(),
                bare.endpoints(),
                bare.baseline(),
                bare.secrets());
        return new Known(
                target,
                new Create("PUT", "text/plain", "{{nonce}}", Optional.of("{{id}}"), Map.of()),
                new Update("PUT", Optional.empty(), Optional.empty(), Map.of()),
                Optional.empty(),
                Known.Strength.STRONG,
                Duration.ZERO,
                true,
                new LinkedHashMap<>(facts));
    }
}
