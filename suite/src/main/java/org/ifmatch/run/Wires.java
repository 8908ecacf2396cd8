package org.ifmatch.run;

import java.io.IOException;
import javax.net.ssl.SSLSocketFactory;
import org.ifmatch.http.Lanes;
import org.ifmatch.http.Line;
import org.ifmatch.http.Wire;
import org.ifmatch.observe.Unusable;
import org.ifmatch.target.Target;

/**
 * The ways to a target: the wire of an ordinary client, one that says whatever it is given, and connections in hand for what is
 * more than one request and its answer.
 */
public record Wires(Wire ordinary, Wire raw, Line.Opener lines) {

    /**
     * The wires with the target's TLS trust and limits.
     *
     * @throws Unusable when its file of certificates cannot be used
     */
    public static Wires to(Target target) throws Unusable {
        try {
            SSLSocketFactory tls = TlsTrust.factory(target.tls());
            return new Wires(
                    new RestAssuredWire(target.limits(), tls),
                    new RawWire(target.limits(), tls),
                    url -> RawLine.open(url, target.limits(), tls));
        } catch (IOException e) {
            throw new Unusable(e.getMessage());
        }
    }

    /**
     * Connections for races.
     *
     * @throws Unusable when its file of certificates cannot be used
     */
    static Lanes lanesTo(Target target) throws Unusable {
        try {
            return new Volley(target.limits(), TlsTrust.factory(target.tls()));
        } catch (IOException e) {
            throw new Unusable(e.getMessage());
        }
    }

    /** The same with the raw wire for everything: for an origin of our own, which is examined hundreds of times. */
    static Wires rawTo(Target target) throws Unusable {
        Wires all = to(target);
        return new Wires(all.raw(), all.raw(), all.lines());
    }
}
