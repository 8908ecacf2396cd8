package org.ifmatch.property;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ifmatch.http.EntityTag;
import org.ifmatch.observe.Content;
import org.ifmatch.observe.Resource;
import org.ifmatch.observe.Snapshot;
import org.ifmatch.property.Piece.TagName;
import org.ifmatch.property.Step.Verb;

/** What is remembered of one resource of a program: the model against which its answers are held. */
final class Note {

    private final int number;
    private final Resource resource;
    private final List<String> tags = new ArrayList<>();
    private final Map<String, List<String>> contents = new HashMap<>();
    private final Map<String, String> octets = new HashMap<>();
    private final Map<String, Integer> lives = new HashMap<>();
    private final Set<String> written = new HashSet<>();
    private Snapshot now;
    private Optional<String> lastTag = Optional.empty();
    private Optional<String> tagBefore = Optional.empty();
    private Optional<Content> lastPatch = Optional.empty();
    private Optional<Content> lastPost = Optional.empty();
    private int life;

    Note(int number, Resource resource) {
        this.number = number;
        this.resource = resource;
        now = resource.state();
        saw(now);
    }

    Resource resource() {
        return resource;
    }

    int number() {
        return number;
    }

    String name() {
        return Program.nameOf(number);
    }

    Snapshot now() {
        return now;
    }

    /** Takes in what a look showed. */
    void saw(Snapshot snapshot) {
        if (snapshot.isAbsent() && now.isPresent()) {
            life++;
        }
        snapshot.etag().ifPresent(tag -> {
            if (!tags.contains(tag)) {
                tags.add(tag);
            }
            contents.putIfAbsent(tag, snapshot.nonces());
            octets.putIfAbsent(variant(tag, snapshot), snapshot.digest());
            lives.putIfAbsent(tag, life);
            if (lastTag.isPresent() && !lastTag.get().equals(tag)) {
                tagBefore = lastTag;
            }
            lastTag = Optional.of(tag);
        });
        now = snapshot;
    }

    void wrote(Content content, Verb verb) {
        if (!content.nonce().isEmpty()) {
            written.add(content.nonce());
        }
        if (verb == Verb.PATCH) {
            lastPatch = Optional.of(content);
        }
        if (verb == Verb.POST) {
            lastPost = Optional.of(content);
        }
    }

    /** What the last POST carried, if it is there: to add it once more is seen. */
    Optional<Content> lastPost() {
        return lastPost.filter(post -> now.shows(post.nonce()));
    }

    /** The last patch, if its effect is still there: to make it again changes nothing. */
    Optional<Content> patchThatChangesNothing() {
        return lastPatch.filter(patch -> now.shows(patch.nonce()));
    }

    /** What is there now, to be written again. */
    Optional<Content> sameContent() {
        return sameContent("");
    }

    /** What is there now with a blank after it, which means the same and is not the same. */
    Optional<Content> sameContentAndABlank() {
        return sameContent(" ");
    }

    private Optional<Content> sameContent(String more) {
        return now.exchange().response().filter(r -> now.isPresent()).map(r -> {
            byte[] all = Arrays.copyOf(r.content(), r.content().length + more.length());
            Arrays.fill(all, r.content().length, all.length, (byte) ' ');
            return new Content(
                    now.field("Content-Type").orElse("application/octet-stream"),
                    all,
                    now.nonces().isEmpty() ? "" : now.nonces().get(0));
        });
    }

    /** Whether a strong tag named, when it was first seen, what another write had made. */
    boolean namedOtherContent(String tag, Snapshot snapshot) {
        return isStrong(tag)
                && contents.containsKey(tag)
                && !contents.get(tag).isEmpty()
                && !contents.get(tag).equals(snapshot.nonces());
    }

    /** Whether a strong tag named other octets of the same type and coding when it was first seen. */
    boolean namedOtherOctets(String tag, Snapshot snapshot) {
        String first = octets.get(variant(tag, snapshot));
        return isStrong(tag) && first != null && !first.equals(snapshot.digest());
    }

    private static boolean isStrong(String tag) {
        return EntityTag.parse(tag).map(t -> !t.weak()).orElse(false);
    }

    private static String variant(String tag, Snapshot snapshot) {
        return tag + " " + snapshot.field("Content-Type").orElse("") + " "
                + snapshot.field("Content-Encoding").orElse("");
    }

    /** Whether the resource was deleted since this tag was first seen. */
    boolean wasDeletedSince(String tag) {
        return lives.getOrDefault(tag, life) < life;
    }

    boolean wasDeleted() {
        return life > 0;
    }

    /** Whether a nonce that a look showed is none of ours: then another writer is at work. */
    boolean isAnothers(String nonce) {
        return !written.contains(nonce) && contents.values().stream().noneMatch(all -> all.contains(nonce));
    }

    boolean had(String tag) {
        return tags.contains(tag);
    }

    List<String> tags() {
        return List.copyOf(tags);
    }

    /** The current tag; of what does not exist, the last one that it had. */
    Optional<TagName> current() {
        return lastTag.map(this::nameOf);
    }

    Optional<TagName> previous() {
        return tagBefore.filter(tag -> !isCurrent(tag)).map(this::nameOf);
    }

    Optional<TagName> oldest() {
        return tags.stream().findFirst().filter(tag -> !isCurrent(tag)).map(this::nameOf);
    }

    private boolean isCurrent(String tag) {
        return lastTag.equals(Optional.of(tag));
    }

    private TagName nameOf(String tag) {
        return new TagName(number, tags.indexOf(tag));
    }
}
