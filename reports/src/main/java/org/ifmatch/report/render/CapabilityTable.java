package org.ifmatch.report.render;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What discovery found, in as few lines as it takes: short ones two a line, long ones a line each. */
final class CapabilityTable {

    private static final int INDENT = 2;
    private static final int CELL = (Sheet.WIDTH - INDENT) / 2;
    private static final int LONGEST_NAME = 20;

    private CapabilityTable() {}

    static void write(Map<String, Object> capabilities, Sheet sheet) {
        int name = capabilities.keySet().stream()
                .mapToInt(key -> Math.min(LONGEST_NAME, Visible.of(key).length()))
                .max()
                .orElse(0);
        List<String> small = new ArrayList<>();
        List<String> large = new ArrayList<>();
        capabilities.forEach((key, value) -> {
            String cell = pad(Visible.cut(Visible.of(key), LONGEST_NAME), name) + "  " + Visible.of(words(value));
            (cell.length() < CELL ? small : large).add(cell);
        });
        int rows = (small.size() + 1) / 2;
        for (int row = 0; row < rows; row++) {
            String right = row + rows < small.size() ? small.get(row + rows) : "";
            sheet.line(INDENT, Sheet.Ink.PLAIN, pad(small.get(row), CELL) + right);
        }
        large.forEach(cell -> sheet.line(INDENT, Sheet.Ink.PLAIN, cell));
    }

    static String words(Object value) {
        if (value instanceof Boolean is) {
            return is ? "yes" : "no";
        }
        if (value instanceof Collection<?> several) {
            return several.isEmpty()
                    ? "none"
                    : several.stream().map(CapabilityTable::words).collect(Collectors.joining(", "));
        }
        if (value instanceof Map<?, ?> named) {
            return named.entrySet().stream()
                    .map(entry -> entry.getKey() + " " + words(entry.getValue()))
                    .collect(Collectors.joining(", "));
        }
        return String.valueOf(value);
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
