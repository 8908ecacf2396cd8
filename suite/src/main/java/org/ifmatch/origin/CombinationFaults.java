package org.ifmatch.origin;

import static org.ifmatch.origin.Fault.fault;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.function.Supplier;

/** Mistakes that show only where two things come together, of which each by itself is done right. */
final class CombinationFaults {

    /** In versions: after so many the tag of a resource stays. */
    private static final int MOVES = 32;

    static final List<Fault> ALL = List.of(
            fault("replaced-tag-is-good-after-a-304")
                    .says("After a GET was answered 304 the tag that was replaced last satisfies If-Match.")
                    .ofClass("F13")
                    .caughtBy("property/sequences")
                    .as(replacedIsGoodOnceMarked((request, answer) -> answer.status() == 304, request -> true)),
            fault("replaced-tag-is-good-after-a-part-was-read")
                    .says("After a GET was answered 206 the tag that was replaced last satisfies If-Match.")
                    .ofClass("F13")
                    .caughtBy("property/sequences")
                    .as(replacedIsGoodOnceMarked((request, answer) -> answer.status() == 206, request -> true)),
            fault("refused-patch-opens-the-door-to-a-put")
                    .says("After a PATCH was refused a PUT with the tag that was replaced last is performed.")
                    .ofClass("F04")
                    .caughtBy("property/sequences")
                    .as(replacedIsGoodOnceMarked(
                            (request, answer) -> request.method().equals("PATCH") && answer.status() == 412,
                            request -> request.method().equals("PUT"))),
            fault("write-by-star-leaves-the-tag-before")
                    .says(
                            "After a PUT with If-Match: * the tag from before it satisfies If-Match until the next write.")
                    .ofClass("F13")
                    .caughtBy("property/sequences")
                    .as(replacedIsGoodOnceMarked(
                            (request, answer) -> request.method().equals("PUT")
                                    && request.value("If-Match").equals(Optional.of("*"))
                                    && answer.succeeds(),
                            request -> true)),
            fault("tag-that-head-showed-deletes")
                    .says("A tag that a HEAD has shown satisfies the If-Match of a DELETE for ever.")
                    .ofClass("F13")
                    .caughtBy("property/sequences")
                    .as(CombinationFaults::deletingByHead),
            fault("star-is-false-for-what-was-created-again")
                    .says("If-Match: * is false for what was deleted and created again.")
                    .ofClass("F22")
                    .caughtBy("property/sequences")
                    .as(CombinationFaults::starAfterRecreation),
            fault("tag-of-a-former-life-is-good-for-patch")
                    .says("What was deleted and created again takes a PATCH with a tag from before that.")
                    .ofClass("F22")
                    .caughtBy("property/sequences")
                    .as(CombinationFaults::patchingTheFormerLife),
            fault("last-tag-of-what-was-deleted-is-good-elsewhere")
                    .says("The last tag of what was deleted satisfies If-Match on every other resource.")
                    .ofClass("F13")
                    .caughtBy("property/sequences")
                    .as(CombinationFaults::inherited),
            fault("patch-that-changes-nothing-hides-the-tag")
                    .says(
                            "A PATCH that changes nothing gives a new tag, and If-Match is compared with the one before it.")
                    .ofClass("F13")
                    .caughtBy("property/sequences")
                    .as(CombinationFaults::hidingTheTag),
            fault("refused-creation-locks-the-star-out")
                    .says("After a PUT was refused for its If-None-Match: * a PUT with If-Match: * is refused too.")
                    .ofClass("F11")
                    .caughtBy("property/sequences")
                    .as(CombinationFaults::lockingTheStarOut),
            fault("tag-stays-after-32-versions")
                    .says("The tag of a resource moves with its first 32 versions, and stays from then on.")
                    .ofClass("F07")
                    .caughtBy("property/sequences")
                    .alsoBreaks(
                            "etag/never-reused", "etag/rapid-same-size", "current-tag/chain", "no-effect/repeat-100")
                    .as(CombinationFaults::tagThatStays),
            fault("line-after-a-weak-tag-is-lost")
                    .says("A field line of If-Match after one with a weak tag is not read.")
                    .ofClass("F09")
                    .caughtBy("property/field-values")
                    .as(losingLines(line -> line.contains("W/\""))),
            fault("line-after-an-empty-one-is-lost")
                    .says("A field line of If-Match after one without a tag is not read.")
                    .ofClass("F09")
                    .caughtBy("property/field-values")
                    .as(losingLines(line -> !line.contains("\""))),
            fault("tab-in-one-of-several-lines-spoils-it")
                    .says("Of several If-Match lines those with a tab in them match nothing.")
                    .ofClass("F09")
                    .caughtBy("property/field-values")
                    .as(CombinationFaults::spoiledByTabs),
            fault("lower-case-name-takes-one-member")
                    .says("Of a list in a field whose name is written in lower case the first member counts.")
                    .ofClass("F09")
                    .caughtBy("property/field-values")
                    .as(CombinationFaults::firstOfLowerCase));

    private CombinationFaults() {}

    /** What is remembered of each resource: its tags one by one, and whether something has happened to it. */
    private static final class Past {
        private final Map<String, List<Tag>> tags = new ConcurrentHashMap<>();
        private final Set<String> marked = ConcurrentHashMap.newKeySet();

        void changed(String name, Optional<Version> after) {
            after.flatMap(Version::tag)
                    .ifPresent(tag -> tags.computeIfAbsent(name, first -> new ArrayList<>())
                            .add(tag));
        }

        Optional<Tag> beforeTheLast(String name) {
            List<Tag> all = tags.getOrDefault(name, List.of());
            return all.size() < 2 ? Optional.empty() : Optional.of(all.get(all.size() - 2));
        }

        void mark(String name) {
            marked.add(name);
        }

        boolean isMarked(String name) {
            return marked.contains(name);
        }
    }

    /** A mark that an answer leaves until the next write, and what a write with the replaced tag may do then. */
    private static Supplier<Habits> replacedIsGoodOnceMarked(
            BiPredicate<Request, Answer> marks, java.util.function.Predicate<Request> concerns) {
        return () -> {
            Past past = new Past();
            return new Habits() {
                @Override
                public void changed(String name, Optional<Version> before, Optional<Version> after) {
                    past.changed(name, after);
                    past.marked.remove(name);
                }

                @Override
                public Answer commit(
                        Request request,
                        Items items,
                        String name,
                        java.util.function.Function<Optional<Version>, Outcome> step) {
                    Answer answer = Habits.super.commit(request, items, name, step);
                    if (marks.test(request, answer)) {
                        past.mark(name);
                    }
                    return answer;
                }

                @Override
                public Answer dressed(Request request, Resource before, Answer answer) {
                    if (request.reads() && marks.test(request, answer)) {
                        past.mark(before.name());
                    }
                    return answer;
                }

                @Override
                public boolean matches(Tag sent, Request request, Resource resource) {
                    boolean open = !request.reads() && concerns.test(request) && past.isMarked(resource.name());
                    return Habits.super.matches(sent, request, resource)
                            || resource.exists()
                                    && open
                                    && past.beforeTheLast(resource.name()).equals(Optional.of(sent));
                }
            };
        };
    }

    private static Habits deletingByHead() {
        Map<String, Set<Tag>> shown = new ConcurrentHashMap<>();
        return new Habits() {
            @Override
            public Answer dressed(Request request, Resource before, Answer answer) {
                if (request.method().equals("HEAD") && answer.succeeds()) {
                    before.current()
                            .flatMap(Version::tag)
                            .ifPresent(
                                    tag -> shown.computeIfAbsent(before.name(), first -> ConcurrentHashMap.newKeySet())
                                            .add(tag));
                }
                return answer;
            }

            @Override
            public boolean matches(Tag sent, Request request, Resource resource) {
                return Habits.super.matches(sent, request, resource)
                        || resource.exists()
                                && request.method().equals("DELETE")
                                && shown.getOrDefault(resource.name(), Set.of()).contains(sent);
            }
        };
    }

    private static Habits starAfterRecreation() {
        Past past = new Past();
        return new Habits() {
            @Override
            public void changed(String name, Optional<Version> before, Optional<Version> after) {
                if (after.isEmpty()) {
                    past.mark(name);
                }
            }

            @Override
            public boolean starHolds(Resource resource) {
                return resource.exists() && !past.isMarked(resource.name());
            }
        };
    }

    private static Habits patchingTheFormerLife() {
        Map<String, Set<Tag>> former = new ConcurrentHashMap<>();
        Past past = new Past();
        return new Habits() {
            @Override
            public void changed(String name, Optional<Version> before, Optional<Version> after) {
                past.changed(name, after);
                if (after.isEmpty()) {
                    former.put(name, Set.copyOf(past.tags.getOrDefault(name, List.of())));
                }
            }

            @Override
            public boolean matches(Tag sent, Request request, Resource resource) {
                return Habits.super.matches(sent, request, resource)
                        || resource.exists()
                                && request.method().equals("PATCH")
                                && former.getOrDefault(resource.name(), Set.of())
                                        .contains(sent);
            }
        };
    }

    private static Habits inherited() {
        Set<Tag> last = ConcurrentHashMap.newKeySet();
        return new Habits() {
            @Override
            public void changed(String name, Optional<Version> before, Optional<Version> after) {
                if (after.isEmpty()) {
                    before.flatMap(Version::tag).ifPresent(last::add);
                }
            }

            @Override
            public boolean matches(Tag sent, Request request, Resource resource) {
                boolean itsOwn = resource.current().isEmpty();
                return Habits.super.matches(sent, request, resource) || !itsOwn && last.contains(sent);
            }
        };
    }

    private static Habits hidingTheTag() {
        Map<String, Tag> compared = new ConcurrentHashMap<>();
        Map<String, String> methods = new ConcurrentHashMap<>();
        return new Habits() {
            @Override
            public Answer commit(
                    Request request,
                    Items items,
                    String name,
                    java.util.function.Function<Optional<Version>, Outcome> step) {
                methods.put(name, request.method());
                return Habits.super.commit(request, items, name, step);
            }

            @Override
            public void changed(String name, Optional<Version> before, Optional<Version> after) {
                boolean same = "PATCH".equals(methods.get(name))
                        && before.isPresent()
                        && after.isPresent()
                        && Arrays.equals(
                                before.get().content().octets(),
                                after.get().content().octets());
                compared.remove(name);
                if (same) {
                    before.flatMap(Version::tag).ifPresent(tag -> compared.put(name, tag));
                }
            }

            @Override
            public boolean matches(Tag sent, Request request, Resource resource) {
                Tag hidden = compared.get(resource.name());
                return hidden == null || request.reads()
                        ? Habits.super.matches(sent, request, resource)
                        : sent.stronglyEquals(hidden);
            }
        };
    }

    private static Habits lockingTheStarOut() {
        Past past = new Past();
        return new Habits() {
            @Override
            public void changed(String name, Optional<Version> before, Optional<Version> after) {
                past.marked.remove(name);
            }

            @Override
            public Outcome refuse(Attempt attempt) {
                boolean creation = attempt.request().value("If-None-Match").equals(Optional.of("*"));
                if (creation && attempt.request().method().equals("PUT")) {
                    past.mark(attempt.resource().name());
                }
                return Habits.super.refuse(attempt);
            }

            @Override
            public boolean starHolds(Resource resource) {
                return resource.exists() && !past.isMarked(resource.name());
            }
        };
    }

    private static Habits tagThatStays() {
        Map<String, Integer> versions = new ConcurrentHashMap<>();
        Map<String, Tag> last = new ConcurrentHashMap<>();
        return new Habits() {
            @Override
            public Optional<Tag> tag(Minting minting) {
                int number = versions.getOrDefault(minting.name(), 0);
                return number < MOVES
                        ? Habits.super.tag(minting)
                        : Optional.of(last.getOrDefault(
                                minting.name(), Habits.super.tag(minting).orElseThrow()));
            }

            @Override
            public void changed(String name, Optional<Version> before, Optional<Version> after) {
                // The collection has a version for each of its members.
                if (!name.equals(Items.COLLECTION)) {
                    versions.merge(name, 1, Integer::sum);
                    after.flatMap(Version::tag).ifPresent(tag -> last.put(name, tag));
                }
            }

            @Override
            public boolean isCoded(Content content) {
                return false;
            }
        };
    }

    /** Lines are read until one of this kind, and no further. */
    private static Supplier<Habits> losingLines(java.util.function.Predicate<String> last) {
        return () -> new Habits() {
            @Override
            public Optional<String> ifMatchValue(Request request) {
                List<String> read = new ArrayList<>();
                for (String line : request.lines("If-Match")) {
                    read.add(line);
                    if (last.test(line)) {
                        break;
                    }
                }
                return read.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", read));
            }
        };
    }

    private static Habits spoiledByTabs() {
        return new Habits() {
            @Override
            public Optional<String> ifMatchValue(Request request) {
                List<String> lines = request.lines("If-Match");
                List<String> read = lines.size() < 2
                        ? lines
                        : lines.stream().filter(line -> !line.contains("\t")).toList();
                return lines.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", read));
            }
        };
    }

    private static Habits firstOfLowerCase() {
        return new Habits() {
            @Override
            public Optional<String> ifMatchValue(Request request) {
                boolean lower = request.fields().stream().anyMatch(f -> f.name().equals("if-match"));
                return Habits.super
                        .ifMatchValue(request)
                        .map(value -> lower && value.contains(",") ? value.substring(0, value.indexOf(',')) : value);
            }
        };
    }
}
