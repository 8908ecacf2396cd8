package org.ifmatch.linear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.ifmatch.observe.Call;
import org.ifmatch.observe.History;

/**
 * A history in columns: a million operations in some 60 MB, and equal texts told by equal numbers. Operations are in order of
 * their call and are known by their place.
 */
public final class Trace {

    /** The methods that a history may have; HEAD reads without showing which version it read. */
    public static final List<String> METHODS = List.of("GET", "HEAD", "PUT", "DELETE", "PATCH", "POST");

    static final byte GET = 0;
    static final byte HEAD = 1;
    static final byte PUT = 2;
    static final byte DELETE = 3;

    static final int NONE = 0;
    static final int STAR = 1;

    /** The return of an operation that has none. */
    static final long NEVER = Long.MAX_VALUE;

    final boolean startsPresent;
    final int startTag;
    final int startVersion;
    final int[] id;
    final int[] client;
    final byte[] method;
    final short[] status;
    final int[] ifMatch;
    final int[] ifNoneMatch;
    final int[] tag;
    final int[] version;
    final long[] called;
    final long[] returned;
    private final Texts texts;

    private Trace(Builder b, int[] place) {
        this.startsPresent = b.startsPresent;
        this.startTag = b.startTag;
        this.startVersion = b.startVersion;
        this.texts = b.texts;
        this.id = ints(b.id, place);
        this.client = ints(b.client, place);
        this.method = new byte[place.length];
        this.status = new short[place.length];
        this.ifMatch = ints(b.ifMatch, place);
        this.ifNoneMatch = ints(b.ifNoneMatch, place);
        this.tag = ints(b.tag, place);
        this.version = ints(b.version, place);
        this.called = new long[place.length];
        this.returned = new long[place.length];
        for (int i = 0; i < place.length; i++) {
            method[i] = b.method[place[i]];
            status[i] = b.status[place[i]];
            called[i] = b.called[place[i]];
            returned[i] = b.returned[place[i]];
        }
    }

    private static int[] ints(int[] column, int[] place) {
        int[] moved = new int[place.length];
        for (int i = 0; i < place.length; i++) {
            moved[i] = column[place[i]];
        }
        return moved;
    }

    public static Trace of(History history) {
        Builder builder = new Builder(history.start());
        history.calls().forEach(builder::add);
        return builder.build();
    }

    public int size() {
        return id.length;
    }

    /** How many clients took part. */
    public int clients() {
        return (int) Arrays.stream(client).distinct().count();
    }

    /** The representation before the first call. */
    public Optional<History.Start> start() {
        return startsPresent
                ? Optional.of(new History.Start(
                        text(startTag),
                        text(startVersion).or(() -> text(startTag)).orElse("")))
                : Optional.empty();
    }

    public Call call(int place) {
        return new Call(
                id[place],
                client[place],
                METHODS.get(method[place]),
                text(ifMatch[place]),
                text(ifNoneMatch[place]),
                status[place],
                text(tag[place]),
                text(version[place]),
                called[place],
                returned[place] == NEVER ? OptionalLong.empty() : OptionalLong.of(returned[place]));
    }

    public History history() {
        return new History(
                start(), IntStream.range(0, size()).mapToObj(this::call).toList());
    }

    boolean reads(int place) {
        return method[place] == GET || method[place] == HEAD;
    }

    /** How many different texts there are: their numbers are below this. */
    int texts() {
        return texts.list.size();
    }

    String textOf(int number) {
        return texts.list.get(number);
    }

    /** The number of a text, {@link #NONE} where it does not occur. */
    int numberOf(String text) {
        return texts.numbers.getOrDefault(text, NONE);
    }

    private Optional<String> text(int number) {
        return number == NONE ? Optional.empty() : Optional.of(texts.list.get(number));
    }

    /** Numbers for texts. */
    private static final class Texts {
        private final Map<String, Integer> numbers = new HashMap<>();
        private final List<String> list = new ArrayList<>();

        Texts() {
            list.add("");
            number("*");
        }

        int number(String text) {
            Integer known = numbers.putIfAbsent(text, list.size());
            if (known != null) {
                return known;
            }
            list.add(text);
            return list.size() - 1;
        }

        int number(Optional<String> text) {
            return text.map(this::number).orElse(NONE);
        }
    }

    /** Takes operations in any order. */
    static final class Builder {
        private final Texts texts = new Texts();
        private final boolean startsPresent;
        private final int startTag;
        private final int startVersion;
        private int size;
        private boolean inOrder = true;
        private int[] id = new int[64];
        private int[] client = new int[64];
        private byte[] method = new byte[64];
        private short[] status = new short[64];
        private int[] ifMatch = new int[64];
        private int[] ifNoneMatch = new int[64];
        private int[] tag = new int[64];
        private int[] version = new int[64];
        private long[] called = new long[64];
        private long[] returned = new long[64];

        Builder(Optional<History.Start> start) {
            this(start.isPresent(), start.flatMap(History.Start::tag), start.map(History.Start::version));
        }

        /** A representation whose version is not told is known by its tag. */
        Builder(boolean startsPresent, Optional<String> tag, Optional<String> version) {
            this.startsPresent = startsPresent;
            this.startTag = texts.number(tag);
            this.startVersion = texts.number(version);
        }

        int size() {
            return size;
        }

        void add(Call call) {
            add(
                    call.id(),
                    call.client(),
                    call.method(),
                    call.ifMatch().orElse(null),
                    call.ifNoneMatch().orElse(null),
                    call.status(),
                    call.tag().orElse(null),
                    call.version().orElse(null),
                    call.called(),
                    call.returned().orElse(NEVER));
        }

        /** What is null was not sent, not received or is not known. */
        void add(
                int id,
                int client,
                String method,
                String ifMatch,
                String ifNoneMatch,
                int status,
                String tag,
                String version,
                long called,
                long returned) {
            int code = METHODS.indexOf(method);
            if (code < 0) {
                throw new IllegalArgumentException("a history has no method " + method);
            }
            if (returned < called) {
                throw new IllegalArgumentException("operation " + id + " returned before it was called");
            }
            if (size == this.id.length) {
                grow();
            }
            inOrder &= size == 0 || this.called[size - 1] <= called;
            this.id[size] = id;
            this.client[size] = client;
            this.method[size] = (byte) code;
            this.status[size] = (short) status;
            this.ifMatch[size] = number(ifMatch);
            this.ifNoneMatch[size] = number(ifNoneMatch);
            this.tag[size] = number(tag);
            this.version[size] = number(version);
            this.called[size] = called;
            this.returned[size] = returned;
            size++;
        }

        private int number(String text) {
            return text == null ? NONE : texts.number(text);
        }

        private void grow() {
            int more = size + (size >> 1);
            id = Arrays.copyOf(id, more);
            client = Arrays.copyOf(client, more);
            method = Arrays.copyOf(method, more);
            status = Arrays.copyOf(status, more);
            ifMatch = Arrays.copyOf(ifMatch, more);
            ifNoneMatch = Arrays.copyOf(ifNoneMatch, more);
            tag = Arrays.copyOf(tag, more);
            version = Arrays.copyOf(version, more);
            called = Arrays.copyOf(called, more);
            returned = Arrays.copyOf(returned, more);
        }

        Trace build() {
            int[] place = IntStream.range(0, size).toArray();
            if (!inOrder) {
                place = IntStream.range(0, size)
                        .boxed()
                        .sorted((a, b) -> Long.compare(called[a], called[b]))
                        .mapToInt(Integer::intValue)
                        .toArray();
            }
            return new Trace(this, place);
        }
    }
}
