package org.ifmatch.observe;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.ifmatch.http.Exchange;
import org.ifmatch.http.Field;
import org.ifmatch.http.Request;
import org.ifmatch.target.Template;

/**
 * Where scenarios are played: it makes fresh resources on the target, writes nobody wrote before, and the controls. It acts and
 * judges nothing. Scenarios play side by side in one lab and share nothing but the controls.
 */
public final class Lab {

    static final Field NO_CACHE = Field.of("Cache-Control", "no-cache");

    private static final int OFTEN_ENOUGH = 3;

    private final Sender sender;
    private final Known known;
    private final Names names;
    private final Collection<Resource> resources = new ConcurrentLinkedQueue<>();
    private final Memo<String, Controls> controls = new Memo<>();
    /** How often something that was missing stayed missing. */
    private final AtomicInteger missedForGood = new AtomicInteger();

    public Lab(Sender sender, Known known, Names names) {
        this.sender = sender;
        this.known = known;
        this.names = names;
    }

    public Known known() {
        return known;
    }

    public Names names() {
        return names;
    }

    public Sender sender() {
        return sender;
    }

    /** Whether what does not show may show a little later; it is believed to be missing once it was so a few times. */
    boolean mayReadsLag() {
        return missedForGood.get() < OFTEN_ENOUGH;
    }

    void missedForGood() {
        missedForGood.incrementAndGet();
    }

    // Resources.

    /** A fresh resource with content of its own. */
    public Resource resource() {
        String id = names.resource();
        String nonce = names.nonce();
        String body = new Template(known.create().body()).fill(id, nonce);
        Content content = Content.text(known.create().type(), body, nonce);
        if (known.create().method().equals("PUT")) {
            Resource resource = at(named(id), id);
            resource.write(new Resource.Written(
                    request("PUT", resource.url(), filled(known.create().headers(), id, nonce), Optional.of(content)),
                    nonce));
            return resource;
        }
        Request request = request(
                "POST", known.target().url(), filled(known.create().headers(), id, nonce), Optional.of(content));
        Exchange exchange = sender.patient(request);
        Optional<URI> location = location(known.target().url(), exchange);
        if (!exchange.succeeded() || location.isEmpty()) {
            throw new Unobtainable(
                    "the POST that makes a resource " + exchange.fate()
                            + (exchange.succeeded() ? " without a Location that can be followed" : ""),
                    exchange);
        }
        return at(location.get(), id).cameFrom(exchange);
    }

    /** A URL of the collection under which nothing was ever stored. */
    public Resource missing() {
        String id = names.resource();
        return at(named(id), id);
    }

    /** The resource at a URL that the target gave out; it is removed at the end like all others. */
    public Resource at(URI url, String id) {
        Resource resource = new Resource(this, url, id);
        resources.add(resource);
        return resource;
    }

    /** A URL below a collection that does not exist either. */
    public Resource missingBelowMissing() {
        String id = names.resource();
        URI collection = child(known.target().url(), names.resource() + "/");
        return at(child(collection, id), id).withMissingTwin(this::missingBelowMissing);
    }

    /** The collection itself, which everybody shares: it is read and posted to, and never removed. */
    public Resource collection() {
        return new Resource(this, known.target().url(), "");
    }

    /** A resource of the target's own that the targets file names: requests to it are to be refused, and it is never removed. */
    public Resource probed(URI url) {
        return new Resource(this, url, names.resource());
    }

    /** Every resource that was made, to be removed at the end. */
    public List<Resource> resources() {
        return List.copyOf(resources);
    }

    /** A resource that is gone, and was looked at for the last time: thousands of them need not be kept. */
    public void forget(Resource resource) {
        resources.remove(resource);
    }

    private URI named(String id) {
        String name =
                known.create().name().map(t -> new Template(t).fill(id, "")).orElse(id);
        return child(known.target().url(), name);
    }

    /** The URL of a member; the collection's query string stays. */
    static URI child(URI collection, String name) {
        String path = collection.getRawPath() == null ? "" : collection.getRawPath();
        String query = collection.getRawQuery() == null ? "" : "?" + collection.getRawQuery();
        String slash = path.endsWith("/") ? "" : "/";
        return URI.create(collection.getScheme() + "://" + collection.getRawAuthority() + path + slash + name + query);
    }

    /** What Location names (RFC 9110 §10.2.2), with the collection's query string where it has none of its own. */
    static Optional<URI> location(URI collection, Exchange exchange) {
        return exchange.response().flatMap(r -> r.field("Location")).flatMap(value -> {
            try {
                String reference = value.replaceFirst("#.*", "");
                URI url = collection.resolve(reference);
                if (url.getHost() == null || reference.isEmpty() || holds(url, collection)) {
                    return Optional.empty();
                }
                boolean bare = url.getRawQuery() == null && collection.getRawQuery() != null;
                return Optional.of(bare ? URI.create(url + "?" + collection.getRawQuery()) : url);
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        });
    }

    /** Whether the collection is just this or lies below it: then it is none of the run's own, and is never written to. */
    private static boolean holds(URI url, URI collection) {
        String outer = (url.normalize().getRawPath() + "/").replaceAll("/+$", "/");
        String inner = (collection.normalize().getRawPath() + "/").replaceAll("/+$", "/");
        boolean sameServer = url.getRawAuthority().equalsIgnoreCase(collection.getRawAuthority());
        boolean noQueryOfItsOwn = url.getRawQuery() == null || url.getRawQuery().equals(collection.getRawQuery());
        return sameServer && noQueryOfItsOwn && inner.startsWith(outer);
    }

    // Content.

    /** Content for a PUT, with a nonce that was never sent before; all of one length. */
    public Content fresh(Resource resource) {
        String nonce = names.nonce();
        return content(resource, nonce, List.of(octets(nonce)));
    }

    /** Content whose nonce is followed by so many octets that mean nothing. */
    public Content large(Resource resource, int octets) {
        String nonce = names.nonce();
        return content(resource, nonce, List.of(octets(nonce), filler(octets)));
    }

    /** Content whose nonce comes after so many octets that mean nothing: what tells versions apart is at their end. */
    public Content ending(Resource resource, int octets) {
        String nonce = names.nonce();
        return content(resource, nonce, List.of(filler(octets), octets(nonce)));
    }

    /** Megabytes that are always the same are made once. */
    private static byte[] filler(int octets) {
        return FILLERS.computeIfAbsent(octets, n -> octets(".".repeat(n)));
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Content with which a resource is created. */
    Content creation(Resource resource) {
        String nonce = names.nonce();
        String body = new Template(known.create().body()).fill(resource.id(), nonce);
        return Content.text(known.create().type(), body, nonce);
    }

    private Content content(Resource resource, String nonce, List<byte[]> written) {
        String body = known.update().body().orElse(known.create().body());
        return new Content(
                known.update().type().orElse(known.create().type()),
                new Template(body).fill(resource.id(), written),
                nonce);
    }

    /** A patch document that applies to every version of the resource. */
    public Content patch(Resource resource) {
        String nonce = names.nonce();
        org.ifmatch.target.Patch patch = known.patch().orElseThrow(() -> new Unobtainable("the target has no PATCH"));
        return Content.text(patch.type(), new Template(patch.body()).fill(resource.id(), nonce), nonce);
    }

    /** A patch document that makes two changes with one nonce, where its format is known; else the usual one. */
    public Content patchOfTwo(Resource resource) {
        Content one = patch(resource);
        String text = new String(one.octets(), StandardCharsets.UTF_8);
        String more = text.startsWith("{")
                ? "{\"second\":\"" + one.nonce() + "\","
                : text.startsWith("[")
                        ? "[{\"op\":\"add\",\"path\":\"/second\",\"value\":\"" + one.nonce() + "\"},"
                        : text.substring(0, 1);
        return Content.text(one.type(), more + text.substring(1), one.nonce());
    }

    /** The write by which the set-up replaces a resource's state. */
    Resource.Written update(Resource resource, Content content) {
        String nonce = content.nonce();
        List<Field> fields = new ArrayList<>(filled(known.update().headers(), resource.id(), nonce));
        if (known.can("428")) {
            fields.add(resource.trueCondition());
        }
        return new Resource.Written(
                request(known.update().method(), resource.url(), fields, Optional.of(content)), nonce);
    }

    private static List<Field> filled(Map<String, String> headers, String id, String nonce) {
        return headers.entrySet().stream()
                .map(e -> Field.of(e.getKey(), new Template(e.getValue()).fill(id, nonce)))
                .toList();
    }

    // Messages.

    public static Field ifMatch(String value) {
        return Field.of("If-Match", value);
    }

    /** A request with the target's usual fields, then these. A field given here replaces the usual one of its name. */
    public Request request(String method, URI url, List<Field> fields, Optional<Content> content) {
        return request(sender.usualFields(url), method, url, fields, content);
    }

    /** The same request by somebody whose credentials are wrong. */
    Request strangersRequest(String method, URI url, List<Field> fields, Optional<Content> content) {
        return request(sender.strangersFields(), method, url, fields, content);
    }

    private static Request request(
            List<Field> usualOnes, String method, URI url, List<Field> fields, Optional<Content> content) {
        List<Field> all = new ArrayList<>();
        usualOnes.stream()
                .filter(usual -> fields.stream().noneMatch(f -> f.is(usual.name())))
                .forEach(all::add);
        content.filter(c -> fields.stream().noneMatch(f -> f.is("Content-Type")))
                .ifPresent(c -> all.add(Field.of("Content-Type", c.type())));
        all.addAll(fields);
        return Request.of(method, url, all, content.map(Content::octets).orElse(new byte[0]));
    }

    public Snapshot read(Exchange get) {
        return Reading.of(get, known.target().nonce());
    }

    // Controls.

    /**
     * The controls of a request: the same method with the same other fields, without a condition and with a true one, each on
     * a twin resource. They are made once for each such shape of request.
     */
    Controls controls(
            Resource resource,
            String method,
            boolean existing,
            Optional<Content> content,
            Writer writer,
            List<Field> fields,
            Optional<Manner> manner) {
        List<Field> others = fields.stream().filter(f -> !isCondition(f)).toList();
        String shape = method + (existing ? " existing " : " missing at depth " + depth(resource.url()) + " ")
                + content.map(Lab::kind).orElse("") + " "
                + others.stream().map(Field::toString).collect(Collectors.joining(", "))
                + manner.map(m -> " " + m.name()).orElse("");
        return controls.get(
                shape,
                () -> new Controls(
                        control(resource, method, existing, writer, others, manner, false),
                        control(resource, method, true, writer, others, manner, true)));
    }

    private static String kind(Content content) {
        int octets = content.octets().length;
        return content.type() + (octets == 0 ? " empty" : octets > LARGE ? " large" : "");
    }

    /** Octets of content above which it is a kind of its own for the controls. */
    private static final int LARGE = 64 * 1024;

    private static boolean isCondition(Field field) {
        return field.is("If-Match")
                || field.is("If-None-Match")
                || field.is("If-Modified-Since")
                || field.is("If-Unmodified-Since")
                || field.is("If-Range");
    }

    private static final Map<Integer, byte[]> FILLERS = new ConcurrentHashMap<>();

    /** How often something is tried where it failed for a passing reason. */
    private static final int TRIES = 4;

    private static long depth(URI url) {
        return url.getRawPath().chars().filter(c -> c == '/').count();
    }

    private Optional<Attempt> control(
            Resource resource,
            String method,
            boolean existing,
            Writer writer,
            List<Field> others,
            Optional<Manner> manner,
            boolean conditional) {
        return Optional.of(patiently(
                () -> {
                    Resource twin = (existing ? resource() : resource.missingTwin()).by(manner);
                    List<Field> fields = new ArrayList<>(others);
                    if (conditional) {
                        fields.add(twin.trueCondition());
                    }
                    return twin.attempt(method, writer.contentFor(twin), Controls.NONE, fields)
                            .named(conditional ? "the twin with a true condition" : "the twin without a condition");
                },
                Lab::isPassing));
    }

    private static boolean isPassing(Attempt attempt) {
        int status = attempt.status();
        return status == 0 || status == 429 || status == 408 || status >= 500 && status != 501;
    }

    /**
     * Makes an attempt that a scenario goes on from, and again while the target is busy or out of order.
     *
     * @throws Unobtainable where it stays so
     */
    public Attempt patiently(Supplier<Attempt> request) {
        Attempt attempt = patiently(request, Lab::isPassing);
        if (isPassing(attempt)) {
            throw new Unobtainable(
                    attempt.what() + " was answered " + attempt.exchange().answer());
        }
        return attempt;
    }

    /** Makes an attempt, and again while it comes to something passing, after the pauses that the target asks for. */
    public Attempt patiently(Supplier<Attempt> request, Predicate<Attempt> passing) {
        Attempt attempt = request.get();
        for (int tries = 1; tries < TRIES && passing.test(attempt); tries++) {
            sender.pause(Sender.backOff(attempt.exchange(), tries));
            attempt = request.get();
        }
        return attempt;
    }
}
