package org.ifmatch.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** A file that is there whole or not at all: who reads it while it is written sees the one before. */
public final class WholeFile {

    /** What an unfinished file is called after its name, until it is whole. */
    static final String UNFINISHED = ".unfinished";

    private WholeFile() {}

    /** Writes UTF-8, and makes the folders above the file. Throws an IOException that is a sentence. */
    public static void write(Path file, String text) throws IOException {
        Path whole = file.toAbsolutePath();
        Path unfinished = whole.resolveSibling(whole.getFileName() + UNFINISHED);
        try {
            Files.createDirectories(whole.getParent());
            Files.write(unfinished, text.getBytes(StandardCharsets.UTF_8));
            Files.move(unfinished, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            remove(unfinished);
            throw cannot("write", file, e);
        }
    }

    private static void remove(Path unfinished) {
        try {
            Files.deleteIfExists(unfinished);
        } catch (IOException e) {
            // That the file cannot be written is what somebody needs to know.
        }
    }

    static String read(Path file) throws IOException {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw cannot("read", file, e);
        }
    }

    static IOException cannot(String doWhat, Path file, IOException e) {
        return new IOException("Cannot " + doWhat + " " + file + ": " + reason(e) + ".", e);
    }

    /** The messages of these exceptions are often no more than the name of a file. */
    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "it does not exist";
        }
        if (e instanceof AccessDeniedException) {
            return "permission is denied";
        }
        if (e instanceof FileAlreadyExistsException exists) {
            return exists.getFile() + " is in the way and is no folder";
        }
        if (e instanceof FileSystemException failed && failed.getReason() != null) {
            return failed.getReason();
        }
        return Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
    }
}
