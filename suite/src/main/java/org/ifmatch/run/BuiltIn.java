package org.ifmatch.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ifmatch.origin.ReferenceOrigin;
import org.ifmatch.target.Probes;
import org.ifmatch.target.Target;

/** An origin of ours as a target: what a targets file would have to say of it is known. */
final class BuiltIn {

    private BuiltIn() {}

    static Target target(String name, ReferenceOrigin origin) {
        return Target.bare(name, origin.collection())
                .withProbes(new Probes(
                        Optional.of(Map.of("Authorization", "Basic d3Jvbmc6d3Jvbmc=")),
                        Optional.of(origin.forbidden()),
                        Optional.of(origin.readOnly()),
                        Optional.of(origin.moved()),
                        Optional.of(List.of("application/json", "text/html")),
                        Optional.empty(),
                        Optional.empty()));
    }
}
