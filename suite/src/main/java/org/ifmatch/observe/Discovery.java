package org.ifmatch.observe;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ifmatch.http.EntityTag;
import org.ifmatch.http.Exchange;
import org.ifmatch.http.Exchange.Trouble;
import org.ifmatch.http.Field;
import org.ifmatch.http.Request;
import org.ifmatch.http.Response;
import org.ifmatch.observe.Known.Strength;
import org.ifmatch.target.Capability;
import org.ifmatch.target.Create;
import org.ifmatch.target.Patch;
import org.ifmatch.target.Target;
import org.ifmatch.target.Update;

/**
 * Finds out how one talks to a target before any rule is examined: how a resource is made, replaced, patched and removed, what
 * tags there are and when they rest, and whether content comes back as it was written. What the targets file says is believed.
 */
public final class Discovery {

    /** How long after a write the tag is looked at again; more than the second that some servers take to make it strong. */
    private static final Duration REST = Duration.ofMillis(1100);
    /** How long is polled for a write to show where it does not show at once. */
    private static final Duration LATE_READ = Duration.ofSeconds(2);
    /** A look that is over so soon after a write sees whether reads lag. */
    private static final Duration QUICK_LOOK = Duration.ofMillis(25);

    private static final int QUICK_LOOKS = 2;
    private static final int LOOKS_AT_LAG = 6;

    private static final String JSON_BODY = "{\"note\":\"{{nonce}}\"}";
    private static final String TEXT_BODY = "{{nonce}}";
    private static final Optional<String> PLAIN_NAME = Optional.of("{{id}}");

    /** The ways to make a resource that are tried, in this order, where the targets file names none. */
    private static final List<Create> WAYS_TO_CREATE = List.of(
            new Create("PUT", "application/json", JSON_BODY, PLAIN_NAME, Map.of()),
            new Create("PUT", "text/plain", TEXT_BODY, PLAIN_NAME, Map.of()),
            new Create("PUT", "text/plain", TEXT_BODY, Optional.of("{{id}}.txt"), Map.of()),
            new Create("PUT", "application/json", JSON_BODY, PLAIN_NAME, Map.of("If-None-Match", "*")),
            new Create("POST", "application/json", JSON_BODY, Optional.empty(), Map.of()),
            new Create("POST", "text/plain", TEXT_BODY, Optional.empty(), Map.of()));

    /** Answers that find fault with what was sent. */
    private static final Set<Integer> CONTENT_REFUSED = Set.of(400, 409, 415, 422);
    /** Characters of what a target says that are shown. */
    private static final int MOST_OF_A_COMPLAINT = 120;

    /** The patch documents that are tried, in this order, where the targets file names none. */
    private static final List<Patch> WAYS_TO_PATCH = List.of(
            new Patch("application/merge-patch+json", JSON_BODY),
            new Patch("application/json-patch+json", "[{\"op\":\"add\",\"path\":\"/note\",\"value\":\"{{nonce}}\"}]"),
            new Patch("application/json", JSON_BODY),
            new Patch("text/plain", TEXT_BODY));

    private final Target target;
    private final Sender sender;
    private final Names names;
    private final List<Lab> labs = new ArrayList<>();
    private final Map<String, Object> facts = new LinkedHashMap<>();

    public Discovery(Sender sender, Names names) {
        this.target = sender.target();
        this.sender = sender;
        this.names = names;
    }

    /** Every resource that discovery made, to be removed at the end. */
    public List<Resource> resources() {
        return labs.stream().flatMap(lab -> lab.resources().stream()).toList();
    }

    /**
     * What there is to know.
     *
     * @throws Unusable when nothing answers, no resource can be made, or the target stops to do so
     */
    public Known discover() throws Unusable {
        try {
            return explore();
        } catch (Unobtainable e) {
            throw new Unusable("discovery at " + target.url() + " broke off: " + e.getMessage());
        }
    }

    private Known explore() throws Unusable {
        Exchange collection = greet();
        Create create = findCreate();
        Lab lab = lab(known(create, defaultUpdate(), Optional.empty(), Strength.NONE, Duration.ZERO));
        Resource first = lab.resource();
        Snapshot atOnce = first.look();
        long written = System.nanoTime();

        boolean verbatim = storesVerbatim(lab);
        facts.put("put-create", create.method().equals("PUT"));
        Optional<Update> update = findUpdate(lab);
        Known known = known(create, update.orElse(defaultUpdate()), Optional.empty(), Strength.NONE, Duration.ZERO);
        lab = lab(known);
        Optional<Patch> patch = findPatch(lab);
        update = update.or(
                () -> patch.map(p -> new Update("PATCH", Optional.of(p.type()), Optional.of(p.body()), Map.of())));
        facts.put("delete", canDelete(lab));
        facts.put("post-mutate", canPostTo(lab));
        lookAtReads(lab);
        facts.put("empty-content", can("put-update") && keepsEmptyContent(lab));
        lookAtCollection(lab, create, collection);
        sender.pause(REST.minusNanos(System.nanoTime() - written));
        Snapshot rested = first.look();
        Duration settle = target.settle().orElse(settleTime(first, atOnce, rested));
        Strength strength = strength(rested);
        facts.put("etag", strength.name().toLowerCase(java.util.Locale.ROOT));
        facts.put("lm", rested.field("Last-Modified").isPresent());
        facts.put("settle", settle.toMillis() + " ms");
        facts.put("verbatim", verbatim);
        lookForIntermediary(rested);
        target.capabilities().forEach((capability, value) -> facts.put(capability.key(), value.plain()));
        return new Known(
                target,
                create,
                update.orElse(defaultUpdate()),
                target.capabilities().containsKey(Capability.PATCH)
                                && !target.capabilities().get(Capability.PATCH).present()
                        ? Optional.empty()
                        : patch,
                Strength.valueOf(String.valueOf(facts.get("etag")).toUpperCase(java.util.Locale.ROOT)),
                settle,
                Boolean.TRUE.equals(facts.get("verbatim")),
                facts);
    }

    private boolean can(String fact) {
        return Boolean.TRUE.equals(facts.get(fact));
    }

    private Known known(Create create, Update update, Optional<Patch> patch, Strength strength, Duration settle) {
        return new Known(target, create, update, patch, strength, settle, false, facts).with("ryw", true);
    }

    private Lab lab(Known known) {
        Lab lab = new Lab(sender, known, names);
        labs.add(lab);
        return lab;
    }

    private Update defaultUpdate() {
        return target.update().orElse(new Update("PUT", Optional.empty(), Optional.empty(), Map.of()));
    }

    // Whether there is anybody.

    private Exchange greet() throws Unusable {
        Exchange get = sender.patient(new Lab(
                        sender,
                        known(WAYS_TO_CREATE.get(0), defaultUpdate(), Optional.empty(), Strength.NONE, Duration.ZERO),
                        names)
                .request("GET", target.url(), List.of(), Optional.empty()));
        if (get.trouble().map(t -> t.kind() == Trouble.Kind.NOT_CONNECTED).orElse(false)) {
            throw new Unusable("nothing answers at " + target.url() + ": " + get.answer()
                    + "; start the server there, or correct the URL");
        }
        return get;
    }

    // How a resource is made.

    private Create findCreate() throws Unusable {
        List<Create> ways = target.create().map(List::of).orElse(WAYS_TO_CREATE);
        Map<Create, Refusal> refusals = new LinkedHashMap<>();
        for (Create way : ways) {
            if (isVain(way, refusals)) {
                continue;
            }
            Optional<Refusal> refusal = tryToCreate(way);
            if (refusal.isEmpty()) {
                return way;
            }
            refusals.put(way, refusal.get());
        }
        throw new Unusable("no resource could be made in " + target.url() + " (" + told(refusals) + "); "
                + advice(refusals.values()));
    }

    /** What came of the ways to create; where each content of a method met with the same, it is told once. */
    private static String told(Map<Create, Refusal> refusals) {
        Map<String, Set<String>> typesByAnswer = new LinkedHashMap<>();
        refusals.forEach((way, refusal) -> typesByAnswer
                .computeIfAbsent(refusal.says(), says -> new LinkedHashSet<>())
                .add(way.type()));
        return typesByAnswer.entrySet().stream()
                .map(each -> each.getKey()
                        + (typesByAnswer.size() == methods(refusals)
                                ? ""
                                : " with " + String.join(" and ", each.getValue())))
                .collect(Collectors.joining("; "));
    }

    private static long methods(Map<Create, Refusal> refusals) {
        return refusals.keySet().stream().map(Create::method).distinct().count();
    }

    /** Why a way to make a resource failed, and the exchange in which it did, where there was one. */
    private record Refusal(String says, Optional<Exchange> exchange) {

        boolean isSilent() {
            return exchange.flatMap(Exchange::trouble).isPresent();
        }

        boolean isAnswered(Integer... statuses) {
            return exchange.map(e -> List.of(statuses).contains(e.status())).orElse(false);
        }
    }

    /** A server that is too busy, or gave no answer to this method, would keep the other ways waiting as long again. */
    private static boolean isVain(Create way, Map<Create, Refusal> refusals) {
        return refusals.entrySet().stream()
                .anyMatch(before -> before.getValue().isAnswered(429, 503)
                        || before.getValue().isSilent()
                                && before.getKey().method().equals(way.method()));
    }

    private String advice(Collection<Refusal> refusals) {
        if (refusals.stream().allMatch(Refusal::isSilent)) {
            return "see that an HTTP server answers there";
        }
        if (refusals.stream().anyMatch(refusal -> refusal.isAnswered(429, 503))) {
            return "run again when the server has time";
        }
        if (refusals.stream().anyMatch(refusal -> refusal.isAnswered(401, 403))) {
            return "say by 'auth' in targets.yaml, or by user:password@ in the URL, who asks";
        }
        if (target.create().isPresent()) {
            return "look at 'create' of this target in the targets file";
        }
        return refusals.stream().anyMatch(refusal -> refusal.isAnswered(400, 415, 422))
                ? "say by 'create' in targets.yaml what has to be sent there: its method, type and body"
                : "name a collection that takes PUT or POST, or say in targets.yaml how one creates there";
    }

    /** Why no resource could be made in this way, or empty where one was. */
    private Optional<Refusal> tryToCreate(Create way) {
        Lab lab = lab(known(way, defaultUpdate(), Optional.empty(), Strength.NONE, Duration.ZERO));
        try {
            Resource resource = lab.resource();
            Snapshot seen = resource.look();
            if (seen.isPresent() && !seen.nonces().isEmpty()) {
                return Optional.empty();
            }
            if (seen.isPresent()) {
                return Optional.of(new Refusal(
                        "GET of what was made shows nothing of what was written; say in 'nonce' where to look",
                        Optional.of(seen.exchange())));
            }
            return Optional.of(new Refusal(
                    "what was made cannot be read: GET " + seen.exchange().fate(), Optional.of(seen.exchange())));
        } catch (Unobtainable e) {
            if (e.exchanges().isEmpty()) {
                // Not the target's doing: the ceiling on requests, or an interruption.
                throw e;
            }
            Exchange exchange = e.exchanges().get(0);
            return Optional.of(new Refusal(e.getMessage() + complaint(exchange), Optional.of(exchange)));
        }
    }

    /** What the target has to say against the content, where it is about the content. */
    private static String complaint(Exchange exchange) {
        String said = exchange.response()
                .filter(r -> CONTENT_REFUSED.contains(r.status()))
                .map(r ->
                        new String(r.content(), StandardCharsets.UTF_8).strip().replaceAll("\\s+", " "))
                .orElse("");
        boolean cut = said.length() > MOST_OF_A_COMPLAINT;
        return said.isEmpty() ? "" : ": " + (cut ? said.substring(0, MOST_OF_A_COMPLAINT) + "…" : said);
    }

    private boolean storesVerbatim(Lab lab) {
        Resource resource = lab.resource();
        Snapshot seen = resource.look();
        byte[] written = resource.creation().request().content();
        return seen.digest().equals(Reading.digest(written));
    }

    // Which writes work.

    private Optional<Update> findUpdate(Lab lab) {
        Update update = defaultUpdate();
        Resource resource = lab.resource();
        Resource.Written write = lab.update(resource, lab.fresh(resource));
        String nonce = write.nonce();
        Exchange exchange = sender.patient(write.request());
        if (exchange.status() == 428) {
            facts.put("428", true);
            exchange = sender.patient(write.request().with(resource.reread().trueCondition()));
        }
        facts.putIfAbsent("428", false);
        boolean shows = exchange.succeeded() && shows(resource, nonce);
        facts.put("put-update", shows && update.method().equals("PUT"));
        rememberTag(exchange, update.method());
        if (shows) {
            seeWhetherReadsLag(lab, resource);
        }
        return shows ? Optional.of(update) : Optional.empty();
    }

    /** A look that comes late, on a busy machine, cannot tell whether the target reads its writes at once. */
    private void seeWhetherReadsLag(Lab lab, Resource resource) {
        int quick = 0;
        for (int tries = 0;
                tries < LOOKS_AT_LAG && quick < QUICK_LOOKS && facts.get("ryw").equals(true);
                tries++) {
            Resource.Written write = lab.update(resource, lab.fresh(resource));
            Exchange exchange = sender.patient(withConditionIfDemanded(write.request(), resource));
            long answered = exchange.times().ended();
            if (!exchange.succeeded() || !shows(resource, write.nonce())) {
                return;
            }
            quick += System.nanoTime() - answered < QUICK_LOOK.toNanos() ? 1 : 0;
        }
    }

    private Request withConditionIfDemanded(Request request, Resource resource) {
        return facts.get("428").equals(true) ? request.with(resource.reread().trueCondition()) : request;
    }

    /** Whether the nonce shows; where it shows only after a while the target does not read its own writes. */
    private boolean shows(Resource resource, String nonce) {
        if (resource.look().shows(nonce)) {
            facts.putIfAbsent("ryw", true);
            return true;
        }
        long until = System.nanoTime() + LATE_READ.toNanos();
        while (System.nanoTime() < until) {
            sender.pause(Duration.ofMillis(100));
            if (resource.look().shows(nonce)) {
                facts.put("ryw", false);
                return true;
            }
        }
        return false;
    }

    private Optional<Patch> findPatch(Lab lab) {
        List<Patch> works = new ArrayList<>();
        for (Patch way : target.patch().map(List::of).orElse(WAYS_TO_PATCH)) {
            Resource resource = lab.resource();
            String nonce = names.nonce();
            Content content = Content.text(
                    way.type(), new org.ifmatch.target.Template(way.body()).fill(resource.id(), nonce), nonce);
            Exchange exchange = sender.patient(
                    lab.request("PATCH", resource.url(), conditionIfDemanded(resource), Optional.of(content)));
            if (exchange.status() == 412 || exchange.status() == 428) {
                // PATCH alone may demand a condition; whether it may say so in that way is for the rules.
                exchange = sender.patient(
                        lab.request("PATCH", resource.url(), List.of(resource.trueCondition()), Optional.of(content)));
            }
            if (exchange.succeeded() && resource.look().shows(nonce)) {
                works.add(way);
                rememberTag(exchange, "PATCH");
            } else if (exchange.status() == 405 || exchange.status() == 501) {
                break;
            }
        }
        facts.put("patch", works.stream().map(Patch::type).toList());
        return works.stream().findFirst();
    }

    private boolean canDelete(Lab lab) {
        Resource resource = lab.resource();
        Exchange exchange =
                sender.patient(lab.request("DELETE", resource.url(), conditionIfDemanded(resource), Optional.empty()));
        rememberTag(exchange, "DELETE");
        return exchange.succeeded() && resource.look().isAbsent();
    }

    private boolean canPostTo(Lab lab) {
        Resource resource = lab.resource();
        Content content = lab.fresh(resource);
        Exchange exchange = sender.patient(
                lab.request("POST", resource.url(), conditionIfDemanded(resource), Optional.of(content)));
        return exchange.succeeded() && resource.look().shows(content.nonce());
    }

    private List<Field> conditionIfDemanded(Resource resource) {
        return can("428") ? List.of(resource.trueCondition()) : List.of();
    }

    // What reading shows.

    private void rememberTag(Exchange exchange, String method) {
        if (exchange.succeeded() && Sender.etagOf(exchange).isPresent()) {
            List<String> all = new ArrayList<>(tagsIn());
            if (!all.contains(method)) {
                all.add(method);
            }
            facts.put("etag-in", all);
        }
    }

    private List<String> tagsIn() {
        return facts.get("etag-in") instanceof List<?> words
                ? words.stream().map(String::valueOf).toList()
                : List.of();
    }

    private void lookAtReads(Lab lab) {
        Resource resource = lab.resource();
        rememberTag(resource.look().exchange(), "GET");
        rememberTag(sender.patient(lab.request("HEAD", resource.url(), List.of(), Optional.empty())), "HEAD");
        Exchange part = sender.patient(
                lab.request("GET", resource.url(), List.of(Field.of("Range", "bytes=0-3")), Optional.empty()));
        facts.put("range", part.status() == 206);
        if (can("put-update")) {
            Content large = lab.large(resource, 4096);
            sender.patient(lab.request("PUT", resource.url(), conditionIfDemanded(resource), Optional.of(large)));
        }
        Exchange coded = sender.patient(
                lab.request("GET", resource.url(), List.of(Field.of("Accept-Encoding", "gzip")), Optional.empty()));
        facts.put(
                "gzip",
                coded.response()
                        .flatMap(r -> r.field("Content-Encoding"))
                        .map(value -> value.equalsIgnoreCase("gzip"))
                        .orElse(false));
    }

    private boolean keepsEmptyContent(Lab lab) {
        Resource resource = lab.resource();
        Content empty = new Content("text/plain", new byte[0], "");
        Exchange exchange =
                sender.patient(lab.request("PUT", resource.url(), conditionIfDemanded(resource), Optional.of(empty)));
        Snapshot seen = resource.look();
        return exchange.succeeded() && seen.isPresent() && seen.digest().equals(Reading.digest(new byte[0]));
    }

    private void lookAtCollection(Lab lab, Create create, Exchange collection) {
        Optional<String> before = Sender.etagOf(collection);
        Lab posting = create.method().equals("POST")
                ? lab
                : lab(known(
                        new Create("POST", create.type(), create.body(), Optional.empty(), Map.of()),
                        defaultUpdate(),
                        Optional.empty(),
                        Strength.NONE,
                        Duration.ZERO));
        Optional<Resource> child = postChild(posting);
        facts.put("post-create", child.isPresent());
        Exchange later = sender.patient(lab.request("GET", target.url(), List.of(), Optional.empty()));
        Optional<String> after = Sender.etagOf(later);
        facts.put("collection-tag", child.isPresent() && isStrong(before) && isStrong(after) && !before.equals(after));
        facts.put(
                "hook:list",
                child.map(c -> later.response()
                                .map(r -> r.text().contains(lastPart(c.url())))
                                .orElse(false))
                        .orElse(false));
    }

    private static Optional<Resource> postChild(Lab posting) {
        try {
            Resource child = posting.resource();
            return child.look().isPresent() ? Optional.of(child) : Optional.empty();
        } catch (Unobtainable e) {
            return Optional.empty();
        }
    }

    private static String lastPart(URI url) {
        return url.getRawPath().replaceAll("/+$", "").replaceAll(".*/", "");
    }

    private static boolean isStrong(Optional<String> tag) {
        return tag.flatMap(EntityTag::parse).map(t -> !t.weak()).orElse(false);
    }

    private static Strength strength(Snapshot snapshot) {
        return snapshot.etag()
                .map(tag -> tag.startsWith("W/") ? Strength.WEAK : Strength.STRONG)
                .orElse(Strength.NONE);
    }

    /** Apache httpd shows a weak tag for a second after a write and a strong one from then on. */
    private Duration settleTime(Resource resource, Snapshot atOnce, Snapshot rested) {
        if (atOnce.etag().equals(rested.etag())) {
            return Duration.ZERO;
        }
        if (resource.look().etag().equals(rested.etag())) {
            return REST;
        }
        facts.put("etag-unstable", true);
        return Duration.ZERO;
    }

    private void lookForIntermediary(Snapshot snapshot) {
        for (String field : List.of("Via", "Age", "X-Cache")) {
            snapshot.exchange()
                    .response()
                    .flatMap((Response r) -> r.field(field))
                    .ifPresent(value -> facts.put("intermediary", field + ": " + value));
        }
    }
}
