package org.ifmatch.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The line of the README that tells what the last whole run of the matrix came to. */
final class Readme {

    /** Stands before the sentence, so that it can be found and replaced. */
    static final String MARK = "<!-- the last kill matrix --> ";

    private Readme() {}

    /** The README of the checkout, as seen from the folder of the module in which tests run. */
    static Path file() {
        return Path.of("..", "README.md");
    }

    static String sentence() throws IOException {
        return Files.readAllLines(file()).stream()
                .filter(line -> line.startsWith(MARK))
                .map(line -> line.substring(MARK.length()))
                .findFirst()
                .orElse("");
    }

    static void say(String sentence) throws IOException {
        String text = Files.readString(file());
        Files.writeString(file(), text.replace(MARK + sentence(), MARK + sentence));
    }
}
