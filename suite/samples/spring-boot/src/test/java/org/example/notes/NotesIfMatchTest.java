package org.example.notes;

import java.util.stream.Stream;
import org.ifmatch.junit.IfMatch;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class NotesIfMatchTest {

    @TestFactory
    Stream<DynamicNode> nobody_loses_a_note(@Value("${local.server.port}") int port) {
        return IfMatch.server("http://localhost:" + port + "/notes/")
                .option("target.name", "notes")
                .tests();
    }
}
