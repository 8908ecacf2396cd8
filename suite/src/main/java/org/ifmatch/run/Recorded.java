package org.ifmatch.run;

import java.util.ArrayList;
import java.util.List;

/**
 * What went over a connection in one direction, told octet for octet. Several threads may add and look at once. Megabytes are
 * copied as seldom as can be, since a run records many of them.
 */
final class Recorded {

    private static final int FIRST = 512;
    private static final int MOST = 64 * 1024;

    /** Octets of an array from one index up to another. What is ours can grow up to the array's end. */
    private static final class Piece {
        private final byte[] octets;
        private final int from;
        private final boolean ours;
        private int to;

        Piece(byte[] octets, int from, int to, boolean ours) {
            this.octets = octets;
            this.from = from;
            this.to = to;
            this.ours = ours;
        }

        int room() {
            return ours ? octets.length - to : 0;
        }

        boolean isWhole() {
            return !ours && from == 0 && to == octets.length;
        }
    }

    private final List<Piece> pieces = new ArrayList<>(2);
    private int size;

    /** Takes over octets of an array that is used for others later. */
    synchronized void copy(byte[] octets, int offset, int length) {
        for (int done = 0; done < length; ) {
            if (pieces.isEmpty() || last().room() == 0) {
                int room = Math.max(FIRST, Math.min(MOST, size));
                pieces.add(new Piece(new byte[Math.max(room, Math.min(MOST, length - done))], 0, 0, true));
            }
            Piece piece = last();
            int count = Math.min(piece.room(), length - done);
            System.arraycopy(octets, offset + done, piece.octets, piece.to, count);
            piece.to += count;
            size += count;
            done += count;
        }
    }

    /** Takes over octets of an array that nobody changes any more: it is kept itself. */
    synchronized void keep(byte[] octets, int offset, int length) {
        if (!pieces.isEmpty() && last().octets == octets && last().to == offset) {
            last().to += length;
        } else {
            pieces.add(new Piece(octets, offset, offset + length, false));
        }
        size += length;
    }

    private Piece last() {
        return pieces.get(pieces.size() - 1);
    }

    synchronized int size() {
        return size;
    }

    /** All so far, to be read and not to be changed: where one array was kept whole it is that one. */
    synchronized byte[] all() {
        if (pieces.size() == 1 && last().isWhole()) {
            return last().octets;
        }
        byte[] all = new byte[size];
        int at = 0;
        for (Piece piece : pieces) {
            System.arraycopy(piece.octets, piece.from, all, at, piece.to - piece.from);
            at += piece.to - piece.from;
        }
        return all;
    }
}
