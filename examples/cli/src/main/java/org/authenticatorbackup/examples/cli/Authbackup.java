package org.authenticatorbackup.examples.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The program's entry. */
public final class Authbackup {

    private Authbackup() {}

    /**
     * Runs one command and exits: 0 done, 1 refused or failed with a reason, 2 wrong usage.
     *
     * @param args the command and its options
     */
    public static void main(String[] args) {
        PrintWriter out = utf8(FileDescriptor.out);
        PrintWriter err = utf8(FileDescriptor.err);
        Language language = Language.of(System.getenv(), Locale.getDefault());
        int code = CommandLoop.run(new Terminal(System.in, out, err, System.getenv(), language), args);
        out.flush();
        err.flush();
        System.exit(code);
    }

    /** JSON is UTF-8 wherever it is written, so the platform's character set must not matter. */
    private static PrintWriter utf8(FileDescriptor descriptor) {
        return new PrintWriter(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
    }
}
