package org.ifmatch.rule;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ifmatch.report.Impact;
import org.ifmatch.report.Level;

/** The requirements on If-Match by id, with what RFC 9110 and its neighbours say of their level: data in tables. */
public final class Catalogue {

    /** One requirement. {@code section} is as the file has it: "§13.1.1, §13.2.1". */
    public record Entry(String id, Level level, String section, Impact impact) {

        /** The part of the id before the slash. */
        public String group() {
            return id.substring(0, id.indexOf('/'));
        }
    }

    private static final Map<String, Entry> ENTRIES = read("rules.tsv");

    /** What the suite adds to the catalogue: properties, each of which looks for broken requirements of it. */
    private static final Map<String, Entry> PROPERTIES = read("properties.tsv");

    private Catalogue() {}

    /** All of them, in the catalogue's order. */
    public static List<Entry> entries() {
        return List.copyOf(ENTRIES.values());
    }

    /** The requirement of that id; asking for one that does not exist is a bug of ours. */
    public static Entry entry(String id) {
        Entry entry = ENTRIES.getOrDefault(id, PROPERTIES.get(id));
        if (entry == null) {
            throw new IllegalArgumentException("no requirement has the id " + id);
        }
        return entry;
    }

    private static Map<String, Entry> read(String table) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (String line : Tsv.lines(table)) {
            String[] columns = line.split("\t");
            entries.put(columns[0], new Entry(columns[0], Level.of(columns[1]), columns[2], Impact.of(columns[3])));
        }
        return Collections.unmodifiableMap(entries);
    }

    /** Tables that are part of the suite: tab between columns, the names of the columns in the first line. */
    static final class Tsv {
        private Tsv() {}

        static List<String> lines(String name) {
            try (InputStream in = Catalogue.class.getResourceAsStream("/org/ifmatch/" + name)) {
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
                return reader.lines().skip(1).filter(line -> !line.isBlank()).toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
