package org.ifmatch.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {

    @TempDir
    private Path folder;

    @Test
    void it_takes_the_place_of_the_one_before_and_leaves_nothing_else() throws IOException {
        Path file = folder.resolve("a.txt");
        WholeFile.write(file, "one");
        WholeFile.write(file, "two §");
        assertThat(file).hasContent("two §");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void one_that_cannot_be_finished_leaves_the_one_before() throws IOException {
        Path file = folder.resolve("a.txt");
        WholeFile.write(file, "one");
        Files.createDirectory(folder.resolve("a.txt.unfinished"));
        assertThatIOException()
                .isThrownBy(() -> WholeFile.write(file, "two"))
                .withMessage("Cannot write " + file + ": Is a directory.");
        assertThat(file).hasContent("one");
    }
}
