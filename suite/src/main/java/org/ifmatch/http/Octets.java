package org.ifmatch.http;

import java.util.List;

/** Octets that were sent or received in pieces. */
public final class Octets {

    private Octets() {}

    /** All pieces in one. Nothing is copied where there is one piece, so neither may be changed afterwards. */
    public static byte[] joined(List<byte[]> pieces) {
        if (pieces.size() == 1) {
            return pieces.get(0);
        }
        byte[] all = new byte[pieces.stream().mapToInt(p -> p.length).sum()];
        int at = 0;
        for (byte[] piece : pieces) {
            System.arraycopy(piece, 0, all, at, piece.length);
            at += piece.length;
        }
        return all;
    }
}
