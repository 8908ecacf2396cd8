package org.ifmatch.cli;

import java.io.Console;

/** Whether a person sits in front of what is printed. */
final class Terminal {

    /** From this version on there is a console even where there is no terminal. */
    private static final int ALWAYS_A_CONSOLE = 22;

    private Terminal() {}

    static boolean isThere() {
        Console console = System.console();
        if (console == null || Runtime.version().feature() < ALWAYS_A_CONSOLE) {
            return console != null;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    /** Whether colours are wanted there; NO_COLOR (no-color.org) says that they are not. */
    static boolean wantsColours() {
        return isThere() && System.getenv("NO_COLOR") == null;
    }
}
