package org.authenticatorbackup.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What all targets have in common. It is not instrumented, or the fuzzer would learn to write our messages. */
public final class Fuzzing {

    /** How long one run of a target takes; runs go on where the last one ended, from the corpus that it left. */
    public static final String EACH = "60s";

    /** As many characters of an input in a message are no coincidence. */
    private static final int RUN = 12;

    private static final char FIRST_STAND_IN = '\uE000';
    private static final char LAST_STAND_IN = '\uE7FF';
    private static final int STAND_IN_OFFSET = FIRST_STAND_IN - Character.MIN_SURROGATE;

    private Fuzzing() {}

    /** UTF-8, in which U+E000 to U+E7FF stand for halves of characters, which a Java string may hold alone. */
    public static String text(byte[] input) {
        char[] text = new String(input, StandardCharsets.UTF_8).toCharArray();
        for (int i = 0; i < text.length; i++) {
            if (text[i] >= FIRST_STAND_IN && text[i] <= LAST_STAND_IN) {
                text[i] = (char) (text[i] - STAND_IN_OFFSET);
            }
        }
        return new String(text);
    }

    /**
     * Makes sure that neither an exception nor its causes repeat an input.
     *
     * @param e thrown by a decoder
     * @param input what it was given
     * @param vocabulary texts of the format that a message may hold, since they say nothing
     */
    public static void requireSilent(Throwable e, byte[] input, String... vocabulary) {
        String bytes = new String(input, StandardCharsets.ISO_8859_1);
        String text = text(input);
        for (Throwable each = e; each != null; each = each.getCause()) {
            require(each.getSuppressed().length == 0, "nothing is suppressed");
            String message = String.valueOf(each.getMessage());
            requireSilent(message, bytes, vocabulary);
            requireSilent(message, text, vocabulary);
        }
    }

    /** Makes sure that a message does not repeat an input. */
    public static void requireSilent(String message, String input, String... vocabulary) {
        String said = message;
        for (String word : vocabulary) {
            said = said.replace(word, "\0");
        }
        for (int i = 0; i + RUN <= said.length(); i++) {
            require(!input.contains(said.substring(i, i + RUN)), "the message repeats the input: " + message);
        }
    }

    /** Fails if something does not hold. */
    public static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }

    /** Fails if two byte strings differ. */
    public static void requireSame(byte[] expected, byte[] found, String what) {
        require(Arrays.equals(expected, found), what);
    }

    /** Fails if two values differ. */
    public static void requireSame(Object expected, Object found, String what) {
        require(expected.equals(found), what);
    }
}
