package org.ifmatch.target;

import java.util.Optional;

/** {@code auth}: one of {@code bearer}, {@code basic} and {@code digest}. */
final class AuthSection {

    private static final String[] SCHEMES = {"bearer", "basic", "digest"};

    private record Login(String user, String password) {}

    private AuthSection() {}

    static Optional<Auth> read(Value value) {
        return value.section().flatMap(section -> {
            section.onlyQuietly(SCHEMES);
            if (section.all().size() != 1) {
                section.mistake("needs exactly one of: " + String.join(", ", SCHEMES));
            }
            Optional<Auth> bearer = section.get("bearer").flatMap(AuthSection::bearer);
            Optional<Auth> basic = section.get("basic").flatMap(AuthSection::basic);
            Optional<Auth> digest = section.get("digest").flatMap(AuthSection::digest);
            return bearer.or(() -> basic).or(() -> digest);
        });
    }

    private static Optional<Auth> bearer(Value value) {
        return value.text(Words::fieldValue).map(token -> {
            value.reading().secrets().add(token);
            return new Auth.Bearer(token);
        });
    }

    private static Optional<Auth> basic(Value value) {
        return login(value).map(login -> {
            Auth.Basic basic = new Auth.Basic(login.user(), login.password());
            value.reading().secrets().addCredentials(basic);
            return basic;
        });
    }

    private static Optional<Auth> digest(Value value) {
        return login(value).map(login -> {
            value.reading().secrets().add(login.password());
            return new Auth.Digest(login.user(), login.password());
        });
    }

    private static Optional<Login> login(Value value) {
        return value.section().flatMap(section -> {
            section.onlyQuietly("user", "password");
            Optional<String> user = section.due("user").flatMap(each -> each.text(AuthSection::user));
            Optional<String> password = section.due("password").flatMap(each -> each.text(AuthSection::password));
            return user.flatMap(name -> password.map(word -> new Login(name, word)));
        });
    }

    private static String user(String text) {
        if (text.indexOf(':') >= 0) {
            throw new IllegalArgumentException("holds a colon, which no user's name may have (RFC 7617 §2)");
        }
        return password(text);
    }

    private static String password(String text) {
        if (text.isEmpty() || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("is empty, or holds a line end or another control character");
        }
        return text;
    }
}
