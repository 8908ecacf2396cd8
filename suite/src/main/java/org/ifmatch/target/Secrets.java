package org.ifmatch.target;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Collects what must never be shown, in every form in which it may turn up. */
final class Secrets {

    /** A shorter value hides nothing, and to replace it everywhere would blot out the report. */
    private static final int SHORTEST = 3;

    private static final Pattern CAMEL = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
    private static final Pattern SUSPICIOUS = Pattern.compile("(?<![a-z])(sig|auth|sas|code|pwd|pass|jwt|sid)(?![a-z])"
            + "|key(?![a-z])|signature|token|secret|passw|credential|cookie|session|authoriz");
    private static final Pattern OCTET = Pattern.compile("%[0-9A-F]{2}");

    private final Set<String> all = new LinkedHashSet<>();

    /** Adds a value and its percent-encoded forms. */
    void add(String value) {
        if (value.length() < SHORTEST || value.isBlank()) {
            return;
        }
        String encoded = Percent.encode(value);
        all.add(value);
        all.add(encoded);
        all.add(encoded.replace("%20", "+"));
        all.add(OCTET.matcher(encoded).replaceAll(each -> each.group().toLowerCase(Locale.ROOT)));
    }

    /** Adds the password, and what a Basic Authorization field carries. */
    void addCredentials(Auth.Basic basic) {
        add(basic.password());
        add(Base64.getEncoder()
                .encodeToString((basic.user() + ":" + basic.password()).getBytes(StandardCharsets.UTF_8)));
    }

    /** Adds the value of a field whose name suggests a secret, with and without the scheme before it. */
    void addField(String name, String value) {
        if (isSuspicious(name)) {
            add(value);
            add(value.substring(value.indexOf(' ') + 1));
        }
    }

    /**
     * Adds what is secret in a URL: values in its query whose names suggest it, and what came out of the environment,
     * save for scheme, host and port, which every report names.
     */
    void addUrl(Environment.Expanded url) {
        String text = url.text();
        int query = text.indexOf('?') < 0 ? text.length() : text.indexOf('?');
        int path = text.indexOf('/', text.indexOf("://") + "://".length());
        for (Environment.Span span : url.spans()) {
            if (path >= 0 && span.start() >= path && span.start() < query) {
                addRaw(text.substring(span.start(), span.end()));
            }
        }
        int start = query + 1;
        while (start < text.length()) {
            int end = text.indexOf('&', start) < 0 ? text.length() : text.indexOf('&', start);
            addParameter(url, start, end);
            start = end + 1;
        }
    }

    private void addParameter(Environment.Expanded url, int start, int end) {
        String parameter = url.text().substring(start, end);
        int equals = parameter.indexOf('=');
        boolean foreign = url.spans().stream().anyMatch(span -> span.end() > start + equals + 1 && span.start() < end);
        if (foreign || equals > 0 && isSuspicious(Percent.decode(parameter.substring(0, equals)))) {
            addRaw(parameter.substring(equals + 1));
        }
    }

    /** Adds a part of a URL, as it stands there and decoded. */
    private void addRaw(String raw) {
        add(raw);
        add(Percent.decode(raw));
    }

    /** All that was added. */
    Set<String> all() {
        return Set.copyOf(all);
    }

    private static boolean isSuspicious(String name) {
        return SUSPICIOUS
                .matcher(CAMEL.matcher(name).replaceAll("_").toLowerCase(Locale.ROOT))
                .find();
    }
}
