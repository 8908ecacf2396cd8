package org.ifmatch.target;

import java.util.List;

/**
 * What is wrong with a targets file: a line for each mistake, with the file, the line, the key and what is allowed.
 *
 * <p>No message shows a secret: neither what came out of the environment nor what stands where a secret is due. It has
 * no cause, because a parser's message quotes the text around a mistake.
 */
public final class TargetsFileException extends Exception {

    private static final long serialVersionUID = 1L;

    TargetsFileException(List<String> mistakes) {
        super(String.join("\n", mistakes));
    }
}
