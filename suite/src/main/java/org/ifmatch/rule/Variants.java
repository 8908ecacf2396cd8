package org.ifmatch.rule;

import static org.ifmatch.observe.Need.GZIP;
import static org.ifmatch.observe.Need.PUT_UPDATE;
import static org.ifmatch.observe.Need.STRONG_TAG;
import static org.ifmatch.observe.Scenario.attempts;
import static org.ifmatch.observe.Scenario.scenario;
import static org.ifmatch.rule.Conditions.ifMatch;
import static org.ifmatch.rule.Oracles.REJECTED;
import static org.ifmatch.rule.Rule.rule;
import static org.ifmatch.rule.Rule.untested;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.ifmatch.http.EntityTag;
import org.ifmatch.http.Field;
import org.ifmatch.http.Response;
import org.ifmatch.observe.Attempt;
import org.ifmatch.observe.Beside;
import org.ifmatch.observe.Content;
import org.ifmatch.observe.Effect;
import org.ifmatch.observe.Known;
import org.ifmatch.observe.Lab;
import org.ifmatch.observe.Resource;
import org.ifmatch.observe.Scenario;
import org.ifmatch.report.Outcome;

/** RFC 9110 §8.8.3.3, §4.2.3: tags of compressed representations, and of resources that have several spellings of their URL. */
public final class Variants {

    private static final int LARGE = 8 * 1024;
    private static final Field GZIPPED = Field.of("Accept-Encoding", "gzip");

    private static Resource large(Lab lab) {
        Resource note = lab.resource();
        note.overwrite(r -> lab.large(r, LARGE));
        return note;
    }

    private static String codedTag(Resource note) {
        Attempt coded = note.get(GZIPPED);
        boolean gzip =
                coded.response().flatMap(r -> r.field("Content-Encoding")).isPresent();
        if (!gzip) {
            throw new Beside("this content is not compressed");
        }
        return coded.response()
                .flatMap(Response::etag)
                .orElseThrow(() -> new Beside("the compressed representation has no tag"));
    }

    static final Scenario CODED_TAG = attempts("PUTs with the tag of the compressed representation", lab -> {
        Resource one = large(lab);
        String tag = codedTag(one);
        Attempt plain = one.put(ifMatch(tag));
        Resource other = large(lab);
        Attempt coded = other.put(ifMatch(codedTag(other)), GZIPPED);
        return List.of(
                plain.named("a PUT with the compressed tag"), coded.named("the same with Accept-Encoding: gzip"));
    });

    static final Scenario OLD_CODED_TAG =
            scenario("a PUT with the tag of a compressed representation that was replaced", lab -> {
                Resource note = large(lab);
                String tag = codedTag(note);
                note.overwrite(r -> lab.large(r, LARGE));
                return note.put(ifMatch(tag));
            });

    private static Scenario suffix(String what, boolean old, java.util.function.UnaryOperator<String> form) {
        return scenario("a PUT with " + (old ? "a replaced" : "the current") + " tag as " + what, lab -> {
            Resource note = lab.resource();
            EntityTag replaced = note.strongTag();
            note.overwrite();
            EntityTag base = old ? replaced : note.strongTag();
            return note.put(ifMatch(EntityTag.strong(form.apply(base.opaque()))));
        });
    }

    static final Scenario CODED_REQUEST = scenario("a PUT of gzip-coded content with a replaced tag", lab -> {
        Resource note = lab.resource();
        String old = note.tag();
        note.overwrite();
        return note.put(r -> Optional.of(gzipped(lab.fresh(r))), ifMatch(old), Field.of("Content-Encoding", "gzip"));
    });

    private static Content gzipped(Content content) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(octets)) {
            gzip.write(content.octets());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Content(content.type(), octets.toByteArray(), content.nonce());
    }

    /** The URL with its last character percent-encoded is the same by RFC 3986 §6.2.2. */
    static final Scenario OTHER_SPELLING =
            scenario("a PUT with a replaced tag, to the URL with one character percent-encoded", lab -> {
                Resource note = lab.resource();
                String old = note.tag();
                String url = note.url().toString();
                String path = note.url().getRawPath();
                char last = path.charAt(path.length() - 1);
                if (!Character.isLetterOrDigit(last)) {
                    throw new Beside("the URL does not end in a letter or digit");
                }
                int at = note.url().getRawQuery() == null ? url.length() : url.indexOf('?');
                String other = url.substring(0, at - 1) + String.format("%%%02X", (int) last) + url.substring(at);
                Resource alias = lab.at(URI.create(other), note.id());
                if (!alias.state().sameStateAs(note.state(), lab.known().verbatim())) {
                    throw new Beside("the other spelling is another resource here");
                }
                note.overwrite();
                return alias.afterStoryOf(note).reread().put(ifMatch(old));
            });

    public static final Rule CODED_TAG_IN_PUT = rule("nego/gzip-tag-in-put")
            .says("The tag that a compressing client sees can be used in a PUT, with or without Accept-Encoding.")
            .needs(PUT_UPDATE, GZIP, STRONG_TAG)
            .restsOn("current-tag/put")
            .on(CODED_TAG)
            .judge(Variants::either);

    public static final Rule OLD_CODED = rule("nego/gzip-old-tag-rejected")
            .says("The tag of a compressed representation that was replaced lets nothing through.")
            .needs(PUT_UPDATE, GZIP, STRONG_TAG)
            .restsOn("stale-tag/put-rejected", "foreign-tag/put-rejected")
            .on(OLD_CODED_TAG)
            .judge(REJECTED);

    public static final Rule SUFFIXES = rule("nego/suffix-forms")
            .says("A tag with the mark of a coding is another tag, unless the server gave it out itself.")
            .needs(PUT_UPDATE, STRONG_TAG)
            .restsOn("stale-tag/put-rejected", "foreign-tag/put-rejected", "syntax/exact-characters")
            .on(
                    suffix("\"…-gzip\"", true, o -> o + "-gzip"),
                    suffix("\"…--gzip\"", true, o -> o + "--gzip"),
                    suffix("\"…;gzip\"", true, o -> o + ";gzip"),
                    suffix("\"gzip:…\"", true, o -> "gzip:" + o))
            .judge(REJECTED);

    public static final Rule VARIANT = untested(
            "nego/variant-tag",
            "it needs a resource with several representations, which this version does not ask for");

    public static final Rule CODED_CONTENT = rule("nego/request-coding")
            .says("A PUT of coded content with a stale tag is not performed.")
            .needs(PUT_UPDATE, STRONG_TAG)
            .restsOn("stale-tag/put-rejected")
            .on(CODED_REQUEST)
            .judge(Oracle.each(Variants::codedContent));

    public static final Rule SPELLINGS = rule("uri/percent-equivalence")
            .says("A tag that was replaced under one spelling of the URL is stale under the others.")
            .needs(PUT_UPDATE, STRONG_TAG)
            .restsOn("stale-tag/put-rejected")
            .on(OTHER_SPELLING)
            .judge(REJECTED);

    public static final Rule ALIAS = untested("uri/alias", "it needs two URLs known to be one resource");
    public static final Rule QUERY = untested("uri/query-variants", "nothing is required there; it is recorded only");
    public static final Rule CASE = untested("uri/case", "nothing is required there; it is recorded only");

    private Variants() {}

    /** A target that stores the octets as they came shows nothing of what was coded in them. */
    private static Judgement codedContent(Attempt a, Known known) {
        boolean storedAsItCame = a.controls()
                .unconditional()
                .map(c -> c.succeeded() && c.effect() != Effect.REQUESTED)
                .orElse(false);
        return storedAsItCame && a.effect() == Effect.NONE
                ? Judgement.notApplicable(a, "coded content is stored as it comes here, not decoded")
                : Oracles.rejected(a, known);
    }

    /** both readings are allowed; a client that can never write is not. */
    private static Judgement either(List<Attempt> attempts, Known known) {
        for (Attempt attempt : attempts) {
            if (attempt.succeeded()) {
                return Judgement.pass(
                        attempt,
                        attempt.what() + " is answered " + attempt.exchange().answer());
            }
        }
        Attempt first = attempts.get(0);
        String tag = first.exchange().request().field("If-Match").orElse("");
        if (tag.startsWith("W/")) {
            return Judgement.note(first, "the compressed representation has a weak tag, which If-Match cannot use");
        }
        return attempts.stream().allMatch(a -> a.status() == 412)
                ? Judgement.warn(
                        first,
                        Misdeed.LOCKED_OUT,
                        "a client that asks for gzip can never write: its tag is answered 412 both ways")
                : Judgement.again(
                        first,
                        Outcome.INCONCLUSIVE,
                        Misdeed.NONE,
                        "answered " + first.exchange().answer());
    }
}
