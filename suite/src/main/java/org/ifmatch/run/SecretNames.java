package org.ifmatch.run;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What secrets are called in commands that are printed: the variable of the environment that one came from, where there is
 * one, so that the commands work as they stand for whoever may know it.
 */
final class SecretNames {

    private SecretNames() {}

    static Map<String, String> of(Collection<String> secrets) {
        return of(secrets, System.getenv());
    }

    static Map<String, String> of(Collection<String> secrets, Map<String, String> environment) {
        Map<String, String> named = new LinkedHashMap<>();
        int number = 0;
        for (String secret : secrets.stream().sorted().toList()) {
            String made = "SECRET" + (secrets.size() > 1 ? "_" + ++number : "");
            named.put(
                    secret,
                    environment.entrySet().stream()
                            .filter(variable -> variable.getValue().equals(secret))
                            .map(Map.Entry::getKey)
                            .filter(name -> name.matches("[A-Za-z_][A-Za-z0-9_]*"))
                            .sorted()
                            .findFirst()
                            .orElse(made));
        }
        return named;
    }
}
