package org.ifmatch.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.ifmatch.http.Wire;
import org.ifmatch.target.Limits;
import org.ifmatch.target.Tls;

/** The two wires, for tests of what both must do alike. */
enum BothWires {
    RAW,
    REST_ASSURED;

    /** Long enough for any answer that comes at all, on a busy machine too. */
    static final Limits PATIENT = new Limits(
            Duration.ofSeconds(20), Duration.ofSeconds(20), 256 * 1024, 64 * 1024 * 1024, 1000, Duration.ZERO);

    Wire wire() {
        return wire(PATIENT);
    }

    Wire wire(Limits limits) {
        return wire(limits, Tls.PLATFORM);
    }

    Wire wire(Limits limits, Tls tls) {
        try {
            return this == RAW
                    ? new RawWire(limits, TlsTrust.factory(tls))
                    : new RestAssuredWire(limits, TlsTrust.factory(tls));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Limits of which only the time for an answer is short. */
    static Limits answerWithin(Duration answer) {
        return new Limits(PATIENT.connect(), answer, PATIENT.headerOctets(), PATIENT.bodyOctets(), 1000, Duration.ZERO);
    }

    /** Limits of which only the sizes, in octets, are small. */
    static Limits octets(int header, int body) {
        return new Limits(PATIENT.connect(), PATIENT.answer(), header, body, 1000, Duration.ZERO);
    }
}
