package org.ifmatch.report;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Values that JSON can hold, in the one form in which they also come back from it: text, truth, Long, Double, list and
 * map. Order is kept; whatever else is given becomes its text.
 */
final class Plain {

    private Plain() {}

    static Map<String, Object> map(Map<?, ?> values) {
        Map<String, Object> plain = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            if (value != null) {
                plain.put(String.valueOf(key), value(value));
            }
        });
        return Collections.unmodifiableMap(plain);
    }

    private static List<Object> list(Collection<?> values) {
        List<Object> plain = new ArrayList<>();
        for (Object value : values) {
            if (value != null) {
                plain.add(value(value));
            }
        }
        return Collections.unmodifiableList(plain);
    }

    private static Object value(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map(map);
        }
        if (value instanceof Collection<?> collection) {
            return list(collection);
        }
        if (value instanceof Number number) {
            return number(number);
        }
        return value instanceof Boolean ? value : value.toString();
    }

    private static Object number(Number number) {
        if (number instanceof Long || number instanceof Integer || number instanceof Short || number instanceof Byte) {
            return number.longValue();
        }
        if (number instanceof BigInteger big && big.bitLength() >= Long.SIZE) {
            return big.toString();
        }
        if (number instanceof BigInteger big) {
            return big.longValueExact();
        }
        // JSON has no word for what is not a number; as text it survives.
        double real = Double.parseDouble(number.toString());
        return Double.isFinite(real) ? (Object) real : String.valueOf(real);
    }
}
