package org.ifmatch.target;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Whom the suite trusts on an https connection.
 *
 * @param ca a PEM file of certificates to trust in place of the platform's; absolute when it came from targets.yaml
 * @param insecure whether any certificate and any host name will do
 */
public record Tls(Optional<Path> ca, boolean insecure) {

    /** Trust what the platform trusts. */
    public static final Tls PLATFORM = new Tls(Optional.empty(), false);
}
