package org.ifmatch.origin;

import static org.ifmatch.origin.Fault.fault;

import java.util.List;

/** If-Match is not looked at: nowhere, or not where it should be (RFC 9110 §13.1.1). */
final class IgnoringFaults {

    static final List<Fault> ALL = List.of(fault("ignored")
            .says("If-Match is never looked at.")
            .ofClass("F01")
            .caughtBy("stale-tag/put-rejected")
            .as(() -> new Habits() {
                @Override
                public boolean heeds(Request request, Resource resource) {
                    return false;
                }
            }));

    private IgnoringFaults() {}
}
