package org.ifmatch.report.render;

import com.samskivert.mustache.DefaultCollector;
import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Iterator;
import java.util.Optional;

/**
 * The templates of the HTML pages. Whatever a template shows is made visible and escaped; a page brings its style and its script
 * with it, and its policy lets a browser run and load nothing but these two.
 */
final class Pages {

    /** Characters that are shown of one value, whatever it is. */
    static final int LONGEST_VALUE = 60_000;

    private static final Mustache.Compiler COMPILER = Mustache.compiler()
            .withEscaper(text -> Escapers.HTML.escape(Visible.characters(Visible.cut(text, LONGEST_VALUE))))
            .strictSections(true)
            .emptyStringIsFalse(true)
            .withCollector(new OptionalsToo());

    private static final Frame FRAME = frame();

    /** What every page has in its head and at its foot. */
    record Frame(String style, String script, String policy) {}

    private Pages() {}

    static Frame page() {
        return FRAME;
    }

    static Template template(String name) {
        return COMPILER.compile(resource(name));
    }

    private static Frame frame() {
        String style = resource("page.css");
        String script = resource("page.js");
        // Form, frame, image, font: nothing of the kind is needed, so nothing of the kind is allowed.
        String policy = "default-src 'none'; style-src " + hash(style) + "; script-src " + hash(script)
                + "; base-uri 'none'; form-action 'none'";
        return new Frame(style, script, policy);
    }

    /** A section about an Optional is shown once, or not at all. */
    private static final class OptionalsToo extends DefaultCollector {
        @Override
        public Iterator<?> toIterator(Object value) {
            return value instanceof Optional<?> optional ? optional.stream().iterator() : super.toIterator(value);
        }
    }

    /** What a policy calls a style or a script by. */
    static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = Pages.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the file " + name + " is missing from the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
