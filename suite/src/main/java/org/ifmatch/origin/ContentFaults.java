package org.ifmatch.origin;

import static org.ifmatch.origin.Fault.fault;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Content is waited for, taken for complete, or put in place when it must not be (RFC 9110 §6.1, §10.1.1). */
final class ContentFaults {

    static final List<Fault> ALL = List.of(
            fault("expecting-client-waits-for-ever")
                    .says("A client that waits for 100 (Continue) hears nothing until it has sent its content.")
                    .ofClass("F20")
                    .caughtBy("wire/expect-stale")
                    .alsoBreaks("wire/expect-current")
                    .as(() -> new Habits() {
                        @Override
                        public boolean foresees(Request head) {
                            return false;
                        }

                        @Override
                        public boolean invites(Request head) {
                            return false;
                        }
                    }),
            fault("expecting-client-with-current-tag-waits-for-ever")
                    .says("A client whose If-Match is true waits for 100 (Continue) in vain.")
                    .ofClass("F20")
                    .caughtBy("wire/expect-current")
                    .as(() -> new Habits() {
                        @Override
                        public boolean invites(Request head) {
                            return false;
                        }
                    }),
            fault("invited-content-is-not-checked")
                    .says("A request with Expect: 100-continue is sent a 100 and performed whatever its If-Match says.")
                    .ofClass("F02")
                    .caughtBy("wire/expect-stale")
                    .alsoBreaks("race/expect-gap")
                    .as(() -> new Habits() {
                        @Override
                        public boolean foresees(Request head) {
                            return false;
                        }

                        @Override
                        public boolean heeds(Request request, Resource resource) {
                            return !request.awaitsContinue();
                        }
                    }),
            fault("invited-content-is-not-checked-again")
                    .says("After a 100 the request is performed even if its If-Match is false by then.")
                    .ofClass("F03")
                    .caughtBy("race/expect-gap")
                    .as(ContentFaults::trustingItsInvitation),
            fault("http10-is-sent-a-100")
                    .says("A request of HTTP/1.0 with Expect: 100-continue is sent a 100.")
                    .ofClass("F17")
                    .caughtBy("wire/expect-http10-ignored")
                    .as(() -> new Habits() {
                        @Override
                        public boolean invites(Request head) {
                            return head.lists("Expect", "100-continue");
                        }
                    }),
            fault("half-an-upload-is-visible")
                    .says("Content is written to the resource as it arrives, once its If-Match was found true.")
                    .ofClass("F04")
                    .caughtBy("wire/aborted-upload-length")
                    .alsoBreaks(Breaks.HALF_SENT)
                    .butNot("race/two-slow")
                    .alsoBreaks(
                            "etag/strong-means-octets",
                            "no-effect/content",
                            "order/401-first",
                            "precedence/im-star-inm-star",
                            "precedence/im-true-inm-match-put",
                            "precedence/im-true-inm-star-put",
                            "race/aborted-slow",
                            "race/no-torn-read",
                            "race/tag-body-consistent",
                            "wire/aborted-upload-chunked")
                    // Which half of which upload is there in the end is chance.
                    .mayBreak("race/two-slow")
                    .as(ContentFaults::streaming),
            fault("end-of-connection-ends-an-upload")
                    .says("Content that ends with the connection is taken for complete.")
                    .ofClass("F04")
                    .caughtBy("wire/aborted-upload-chunked")
                    .alsoBreaks("wire/aborted-upload-length")
                    // An upload that is reset may be lost before its end is seen.
                    .mayBreak("race/aborted-slow")
                    .as(() -> new Habits() {
                        @Override
                        public byte[] receive(Request head, InputStream content, Items items) {
                            return untilItEnds(content);
                        }
                    }),
            fault("large-content-is-spooled-into-place")
                    .says("Content of more than a mebibyte replaces what is there before its If-Match is judged.")
                    .ofClass("F04")
                    .caughtBy("no-effect/content")
                    .alsoBreaks(
                            "etag/strong-means-octets",
                            "no-effect/truncate",
                            "race/no-torn-read",
                            "race/tag-body-consistent",
                            "wire/early-412-readable",
                            "wire/large-stale")
                    .as(() -> new Habits() {
                        @Override
                        public byte[] receive(Request head, InputStream content, Items items) throws IOException {
                            byte[] octets = Habits.super.receive(head, content, items);
                            if (octets.length > 1 << 20) {
                                show(octets, head, items);
                            }
                            return octets;
                        }
                    }));

    private ContentFaults() {}

    private static Habits trustingItsInvitation() {
        Set<Long> invited = ConcurrentHashMap.newKeySet();
        return new Habits() {
            @Override
            public boolean invites(Request head) {
                boolean invites = Habits.super.invites(head);
                if (invites) {
                    invited.add(head.number());
                }
                return invites;
            }

            @Override
            public boolean heeds(Request request, Resource resource) {
                return !invited.contains(request.number());
            }
        };
    }

    /** Shows content under the validators that are there, as writing into a file in place does. */
    private static void show(byte[] octets, Request head, Items items) {
        String name = Place.at(head.path()).name();
        items.read(name)
                .map(current -> current.showing(current.content().withOctets(octets)))
                .ifPresent(version -> items.make(new Outcome.Change(name, Optional.of(version))));
    }

    private static Habits streaming() {
        return new Habits() {
            @Override
            public byte[] receive(Request head, InputStream content, Items items) throws IOException {
                Resource target = new Resource(
                        Place.at(head.path()).name(),
                        items.read(Place.at(head.path()).name()));
                boolean wanted =
                        head.method().equals("PUT") && ifMatch(head, target).orElse(false);
                ByteArrayOutputStream arrived = new ByteArrayOutputStream();
                byte[] piece = new byte[4096];
                for (int read = content.read(piece); read >= 0; read = content.read(piece)) {
                    arrived.write(piece, 0, read);
                    if (wanted) {
                        show(arrived.toByteArray(), head, items);
                    }
                }
                return arrived.toByteArray();
            }
        };
    }

    private static byte[] untilItEnds(InputStream content) {
        ByteArrayOutputStream arrived = new ByteArrayOutputStream();
        try {
            byte[] piece = new byte[4096];
            for (int read = content.read(piece); read >= 0; read = content.read(piece)) {
                arrived.write(piece, 0, read);
            }
        } catch (IOException ended) {
            // What has arrived is what there is.
        }
        return arrived.toByteArray();
    }
}
