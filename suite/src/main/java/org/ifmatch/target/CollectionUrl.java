package org.ifmatch.target;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * A URL that can be examined, and the credentials that stood in it.
 *
 * @param url the URL without its user-info, otherwise as written
 * @param credentials what {@code user:password@} said
 */
record CollectionUrl(URI url, Optional<Auth.Basic> credentials) {

    private static final int LAST_PORT = 65_535;

    /**
     * Reads a URL as somebody wrote it.
     *
     * @throws IllegalArgumentException with what is wrong, without the URL itself: see {@link #shown}
     */
    static CollectionUrl of(String text) {
        URI written = parse(text);
        String scheme = written.getScheme() == null ? "" : written.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException("does not start with http:// or https://");
        }
        if (written.getRawFragment() != null) {
            throw new IllegalArgumentException("has a fragment (#...), which is never sent to a server");
        }
        if (written.getHost() == null) {
            throw new IllegalArgumentException(
                    "has no host, or one with characters other than letters, digits, '-' and '.'");
        }
        if (written.getPort() == 0 || written.getPort() > LAST_PORT) {
            throw new IllegalArgumentException("has a port that is not between 1 and " + LAST_PORT);
        }
        if (written.getRawUserInfo() == null) {
            return new CollectionUrl(written, Optional.empty());
        }
        URI without = URI.create(text.replaceFirst("//[^/?#]*@", "//"));
        return new CollectionUrl(without, Optional.of(credentials(written.getRawUserInfo())));
    }

    /** What of a URL may stand in a message, even when it is malformed. */
    static String shown(String text) {
        // Where an '@' stands, a password of any characters may stand before it.
        boolean readable = text.indexOf('@') < 0 && text.chars().noneMatch(Character::isISOControl);
        return readable ? "'" + text.replaceFirst("[?#].*", "") + "'" : "the URL";
    }

    private static URI parse(String text) {
        if (!text.chars().allMatch(each -> each > ' ' && each < 0x7f)) {
            throw new IllegalArgumentException("has a space, a control or a character beyond ASCII; write it as %XX");
        }
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("is not a URL, such as http://localhost:8080/items/");
        }
    }

    private static Auth.Basic credentials(String userInfo) {
        int colon = userInfo.indexOf(':');
        String user = Percent.decode(colon < 0 ? userInfo : userInfo.substring(0, colon));
        String password = colon < 0 ? "" : Percent.decode(userInfo.substring(colon + 1));
        if (user.contains(":") || (user + password).chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("names a user with a colon, or has a control character before its '@'");
        }
        return new Auth.Basic(user, password);
    }
}
