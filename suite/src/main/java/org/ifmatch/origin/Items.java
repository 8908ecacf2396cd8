package org.ifmatch.origin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The state of the collection and its members. One lock guards all of it, because to create or delete a member changes
 * the collection's own representation too.
 */
final class Items {

    /** The collection's name among its members, none of which is nameless. */
    static final String COLLECTION = "";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Habits habits;
    private final Serial serial = new Serial();
    private final Map<String, Version> versions = new TreeMap<>();
    /** What the collection shows of its members, by their names: a run makes hundreds, and each is a new version of it. */
    private final Map<String, String> members = new TreeMap<>();

    Items(Habits habits) {
        this.habits = habits;
        set(COLLECTION, Optional.of(next(COLLECTION, Optional.empty(), listing())));
    }

    synchronized Optional<Version> read(String name) {
        return Optional.ofNullable(versions.get(name));
    }

    /**
     * Decides on the current state of a resource and makes the change that was decided on, with nothing in between: what
     * makes a precondition worth having (RFC 9110 §13.1.1).
     */
    synchronized Answer atomically(String name, Function<Optional<Version>, Outcome> step) {
        Outcome outcome = step.apply(read(name));
        outcome.change().ifPresent(this::make);
        return outcome.answer();
    }

    /** Makes a change whatever the state has become since it was decided on. */
    synchronized void make(Outcome.Change change) {
        boolean existed = versions.containsKey(change.name());
        set(change.name(), change.becomes());
        if (existed != change.becomes().isPresent()) {
            set(COLLECTION, Optional.of(next(COLLECTION, read(COLLECTION), listing())));
        }
    }

    private void set(String name, Optional<Version> after) {
        Optional<Version> before = read(name);
        after.ifPresentOrElse(version -> versions.put(name, version), () -> versions.remove(name));
        if (before.isEmpty() && after.isPresent() && !name.equals(COLLECTION)) {
            members.put(name, JSON.textNode(Place.readable(name)).toString());
        } else if (after.isEmpty()) {
            members.remove(name);
        }
        habits.changed(name, before, after);
    }

    /** A version with validators of its own, which is not in force until it is made. */
    Version next(String name, Optional<Version> before, Content content) {
        Instant now = Instant.now();
        Minting minting = new Minting(name, before, content, now, serial);
        Optional<Tag> tag = habits.tag(minting);
        Optional<Tag> gzipTag = habits.isCoded(content) ? habits.gzipTag(minting, tag) : Optional.empty();
        return new Version(content, habits.modified(now), tag, gzipTag);
    }

    String freshName() {
        return serial.next();
    }

    /** The collection's representation: the names of its members. */
    synchronized Content listing() {
        String text = members.entrySet().stream()
                .filter(member -> habits.lists(member.getKey()))
                .map(Map.Entry::getValue)
                .collect(Collectors.joining(",", "{\"members\":[", "]}"));
        return new Content(text.getBytes(StandardCharsets.UTF_8), "application/json");
    }
}
