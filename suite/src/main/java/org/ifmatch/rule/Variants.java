package org.ifmatch.rule;

import static org.ifmatch.observe.Need.ANY_TAG;
import static org.ifmatch.observe.Need.GZIP;
import static org.ifmatch.observe.Need.PUT_UPDATE;
import static org.ifmatch.observe.Need.STRONG_TAG;
import static org.ifmatch.observe.Need.VARIANTS;
import static org.ifmatch.observe.Scenario.attempts;
import static org.ifmatch.observe.Scenario.scenario;
import static org.ifmatch.rule.Conditions.ifMatch;
import static org.ifmatch.rule.Oracles.REJECTED;
import static org.ifmatch.rule.Rule.rule;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
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
import org.ifmatch.observe.Writer;
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

    private static String codedTag(Lab lab, Resource note) {
        Attempt coded = lab.patiently(() -> note.get(GZIPPED));
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
        String tag = codedTag(lab, one);
        Attempt plain = one.put(ifMatch(tag));
        Resource other = large(lab);
        Attempt coded = other.put(ifMatch(codedTag(lab, other)), GZIPPED);
        return List.of(
                plain.named("a PUT with the compressed tag"), coded.named("the same with Accept-Encoding: gzip"));
    });

    static final Scenario OLD_CODED_TAG =
            scenario("a PUT with the tag of a compressed representation that was replaced", lab -> {
                Resource note = large(lab);
                String tag = codedTag(lab, note);
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

    /** What a GET shows in each of the declared media types; those that share a tag are told by another rule. */
    static final Scenario IN_TWO_TYPES = attempts("a GET in each of two media types", lab -> {
        Resource note = lab.resource();
        return types(lab).stream()
                .limit(2)
                .map(type -> note.get(accept(type)).named("a GET of " + type))
                .toList();
    });

    private static List<String> types(Lab lab) {
        return lab.known().target().probes().variants().orElseThrow();
    }

    private static Field accept(String type) {
        return Field.of("Accept", type);
    }

    private static String tagOf(Lab lab, Resource note, String type) {
        Attempt shown = lab.patiently(() -> note.get(accept(type)));
        return shown.response()
                .filter(r -> r.isSuccess())
                .flatMap(Response::etag)
                .orElseThrow(() -> new Beside("there is no tag in " + type));
    }

    static final Scenario TAG_OF_OTHER_VARIANT =
            attempts("a GET in one media type and a PUT, both with the tag of another one", lab -> {
                Resource note = lab.resource();
                String one = types(lab).get(0);
                String other = tagOf(lab, note, types(lab).get(1));
                if (other.equals(tagOf(lab, note, one))) {
                    throw new Beside("the two variants have one tag");
                }
                return List.of(
                        note.get(ifMatch(other), accept(one)).named("a GET with the tag of another variant"),
                        note.put(ifMatch(other)).named("a PUT with the tag of a variant"));
            });

    static final Scenario OLD_TAG_OF_OTHER_VARIANT = scenario("a PUT with the replaced tag of a variant", lab -> {
        Resource note = lab.resource();
        String old = tagOf(lab, note, types(lab).get(1));
        note.overwrite();
        return note.put(ifMatch(old));
    });

    static final Scenario CODED_REQUEST = scenario("a PUT of gzip-coded content with a replaced tag", lab -> {
        Resource note = lab.resource();
        String old = note.tag();
        note.overwrite();
        return note.put(r -> Optional.of(gzipped(lab.fresh(r))), ifMatch(old), Field.of("Content-Encoding", "gzip"));
    });

    /** URLs that often are the same resource: with a query that nobody asks for, with a slash, and what the server names. */
    private static Scenario alias(String words, java.util.function.Function<Resource, Optional<URI>> other) {
        return scenario("a PUT with a replaced tag, to " + words, lab -> {
            Resource note = lab.resource();
            String old = note.tag();
            URI url = other.apply(note).orElseThrow(() -> new Beside("there is no such URL"));
            Resource alias = lab.probed(url);
            if (!alias.state().sameStateAs(note.state(), lab.known().verbatim())) {
                throw new Beside("the other URL is another resource here");
            }
            note.overwrite();
            return alias.afterStoryOf(note).reread().put(ifMatch(old));
        });
    }

    private static Optional<URI> withQuery(Resource note, String query) {
        String url = note.url().toString();
        return Optional.of(URI.create(url + (note.url().getRawQuery() == null ? "?" : "&") + query));
    }

    private static Optional<URI> withSlash(Resource note) {
        return note.url().getRawQuery() == null && !note.url().getRawPath().endsWith("/")
                ? Optional.of(URI.create(note.url() + "/"))
                : Optional.empty();
    }

    private static Optional<URI> contentLocation(Resource note) {
        return note.state()
                .field("Content-Location")
                .map(note.url()::resolve)
                .filter(url -> !url.equals(note.url()))
                .filter(url -> url.getRawAuthority() != null
                        && url.getRawAuthority().equals(note.url().getRawAuthority()));
    }

    static final Scenario QUERIED = attempts("a GET, and one of the URL with a query that nobody asked for", lab -> {
        Resource note = lab.resource();
        Attempt plain = note.get();
        Resource queried = lab.probed(withQuery(note, "ifmatch=1").orElseThrow());
        return List.of(plain, queried.attemptAlone("GET", Writer.NOTHING, List.of()));
    });

    static final Scenario OTHER_CASE = attempts("a GET, and one of the URL with its last part in capitals", lab -> {
        Resource note = lab.resource();
        Attempt plain = note.get();
        String url = note.url().toString();
        String capitals = url.replace(note.id(), note.id().toUpperCase(Locale.ROOT));
        if (capitals.equals(url)) {
            throw new Beside("the URL has none of the run's own letters");
        }
        Resource other = lab.probed(URI.create(capitals));
        return List.of(plain, other.attemptAlone("GET", Writer.NOTHING, List.of()));
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

    /** The URL with its last character percent-encoded is the same by RFC 3986 §6.2.2; it is written there once, too. */
    static final Scenario OTHER_SPELLING =
            scenario("a PUT with a replaced tag, to the URL with one character percent-encoded", lab -> {
                Resource note = lab.resource();
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
                alias.overwrite();
                String old = alias.tag();
                note.reread().tag();
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

    public static final Rule VARIANT = rule("nego/variant-tag")
            .says("A GET is not answered by the tag of another variant, and no variant's old tag lets a write through.")
            .needs(PUT_UPDATE, VARIANTS, ANY_TAG)
            .restsOn("stale-tag/put-rejected", "stale-tag/get-412")
            .on(TAG_OF_OTHER_VARIANT)
            .judge(Variants::ofOtherVariant)
            .on(OLD_TAG_OF_OTHER_VARIANT)
            .judge(REJECTED);

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

    public static final Rule ALIAS = rule("uri/alias")
            .says("A tag that was replaced under one URL of a resource is stale under its other URLs.")
            .needs(PUT_UPDATE, STRONG_TAG)
            .restsOn("stale-tag/put-rejected", "uri/percent-equivalence")
            .on(
                    alias("the same URL with a query that means nothing", r -> withQuery(r, "v=1")),
                    alias("the same URL with a slash behind", Variants::withSlash),
                    alias("the URL that Content-Location names", Variants::contentLocation))
            .judge(REJECTED);

    public static final Rule QUERY = rule("uri/query-variants")
            .says("Tags belong to a URL with its query, so that nothing is asked of those of another query.")
            .needs(ANY_TAG)
            .on(QUERIED)
            .judge((attempts, known) -> noted(attempts, "with another query"));

    public static final Rule CASE = rule("uri/case")
            .says("Whether capitals in a path make another resource is the server's choice.")
            .needs(ANY_TAG)
            .on(OTHER_CASE)
            .judge((attempts, known) -> noted(attempts, "with capitals in its path"));

    private Variants() {}

    private static Judgement noted(List<Attempt> attempts, String what) {
        Attempt plain = attempts.get(0);
        Attempt other = attempts.get(1);
        if (Oracles.isPassing(other.status()) || Oracles.isPassing(plain.status())) {
            return Judgement.again(
                    other,
                    Outcome.INCONCLUSIVE,
                    Misdeed.NONE,
                    "answered " + other.exchange().answer());
        }
        Optional<String> tag = other.response().flatMap(Response::etag);
        boolean same = other.succeeded() && tag.equals(plain.response().flatMap(Response::etag));
        return Judgement.note(
                other,
                "the URL " + what + " is answered " + other.exchange().answer()
                        + (same
                                ? " with the same tag"
                                : tag.map(t -> " with the tag " + t).orElse("")));
    }

    /** The variant that is selected decides for a GET; for a PUT the tag of any that is current may do. */
    private static Judgement ofOtherVariant(List<Attempt> attempts, Known known) {
        Attempt get = attempts.get(0);
        Attempt put = attempts.get(1);
        if (get.status() == 200) {
            return Judgement.warn(
                    get,
                    Misdeed.ANSWERED,
                    "a GET is answered " + get.exchange().answer()
                            + ", although its If-Match names the tag of another variant than the selected one");
        }
        if (get.status() != 412) {
            return Oracles.readRefused(get, known);
        }
        return put.status() == 412 || put.succeeded()
                ? Judgement.pass(
                        get,
                        "a GET with the tag of another variant is answered 412; a PUT with it is answered "
                                + put.exchange().answer())
                : Judgement.again(
                        put,
                        Outcome.INCONCLUSIVE,
                        Misdeed.NONE,
                        "answered " + put.exchange().answer());
    }

    /** A target that stores the octets as they came shows nothing of what was coded in them. */
    private static Judgement codedContent(Attempt a, Known known) {
        boolean storedAsItCame = a.controls()
                .unconditional()
                .map(c -> c.succeeded() && c.effect() != Effect.REQUESTED)
                .orElse(false);
        if (storedAsItCame && a.effect() == Effect.NONE) {
            return Judgement.notApplicable(a, "coded content is stored as it comes here, not decoded");
        }
        if (storedAsItCame && a.effect() == Effect.OTHER && !a.showsThirdWrite()) {
            return Judgement.fail(
                    a,
                    a.succeeded() ? Misdeed.PERFORMED : Misdeed.REFUSED_YET_PERFORMED,
                    "the condition was false and the PUT was answered "
                            + a.exchange().answer() + ", yet its coded content was stored as it came");
        }
        return Oracles.rejected(a, known);
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
