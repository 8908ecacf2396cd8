package org.ifmatch.run;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.ifmatch.report.render.JUnitClass;
import org.junit.jupiter.api.Test;

/** A test class that a report printed, compiled by the real compiler and run as JUnit would. */
record TestProgram(String rule, String source) {

    /** "passes", or "fails: " and why. The source has COLLECTION where a collection's URL belongs. */
    String run(URI collection) throws Exception {
        Path folder = Files.createTempDirectory("ifmatch-program");
        String name = JUnitClass.nameFor(rule);
        Path file =
                Files.writeString(folder.resolve(name + ".java"), source.replace("COLLECTION", collection.toString()));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        int status = compiler.run(
                null,
                null,
                null,
                "-d",
                folder.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                file.toString());
        if (status != 0) {
            throw new AssertionError("it does not compile:\n" + source);
        }
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, TestProgram.class.getClassLoader())) {
            return outcome(loader.loadClass(name));
        }
    }

    private static String outcome(Class<?> program) throws Exception {
        var constructor = program.getDeclaredConstructor();
        constructor.setAccessible(true);
        List<Method> tests = Arrays.stream(program.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .toList();
        for (Method test : tests) {
            test.setAccessible(true);
            try {
                test.invoke(constructor.newInstance());
            } catch (InvocationTargetException e) {
                if (e.getCause() instanceof AssertionError) {
                    return "fails: " + e.getCause().getMessage();
                }
                throw e;
            }
        }
        return tests.isEmpty() ? "has no test" : "passes";
    }
}
