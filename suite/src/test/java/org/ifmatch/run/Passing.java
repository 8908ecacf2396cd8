package org.ifmatch.run;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.core5.http.HttpException;
import org.ifmatch.http.Field;
import org.ifmatch.http.Response;

/** Passes requests on to an origin, so that a test can spoil what an honest server answers. */
final class Passing {

    private final URI origin;

    Passing(URI origin) {
        this.origin = origin;
    }

    /** What the origin answers to the request. */
    Response answerTo(ScriptedServer.Heard request) throws IOException {
        try (Socket socket = new Socket(origin.getHost(), origin.getPort())) {
            socket.setTcpNoDelay(true);
            socket.getOutputStream().write(request.octets());
            return new AnswerParser(socket.getInputStream()).next(request.method());
        } catch (HttpException e) {
            throw new IOException(e);
        }
    }

    /** The answer with these fields in place of those of their names, ready for a connection. */
    static byte[] octets(String method, Response answer, Field... changed) {
        List<Field> fields = new ArrayList<>(answer.fields());
        for (Field field : changed) {
            fields.removeIf(f -> f.is(field.name()));
        }
        fields.addAll(List.of(changed));
        boolean counted = !method.equals("HEAD") && answer.status() != 204 && answer.status() != 304;
        if (counted) {
            fields.removeIf(f -> f.is("Content-Length") || f.is("Transfer-Encoding"));
            fields.add(Field.of("Content-Length", Integer.toString(answer.content().length)));
        }
        StringBuilder head = new StringBuilder("HTTP/1.1 " + answer.status() + " " + answer.reason() + "\r\n");
        fields.forEach(f -> head.append(f).append("\r\n"));
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = java.util.Arrays.copyOf(start, start.length + answer.content().length);
        System.arraycopy(answer.content(), 0, all, start.length, answer.content().length);
        return all;
    }
}
