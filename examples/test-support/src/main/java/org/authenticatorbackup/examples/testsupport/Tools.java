package org.authenticatorbackup.examples.testsupport;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.opentest4j.TestAbortedException;

/** The programs that tests start, where they are installed. */
public final class Tools {

    /** The environment variable that makes the absence of a program a failure: {@code required}. */
    public static final String SERVERS = "AUTHBACKUP_SERVERS";

    private Tools() {}

    /**
     * Finds a program, or skips the test that needs it.
     *
     * @param name the program's name
     * @return where it is
     * @throws TestAbortedException if it is not installed and need not be
     */
    public static Path require(String name) {
        List<String> folders =
                new ArrayList<>(List.of(System.getenv().getOrDefault("PATH", "").split(":")));
        folders.addAll(List.of("/usr/sbin", "/usr/local/sbin"));
        for (String folder : folders) {
            Path program = Path.of(folder, name);
            if (Files.isExecutable(program)) {
                return program;
            }
        }
        throw missing(name + " is not installed");
    }

    /**
     * What to throw where something is missing that a test needs.
     *
     * @param what what is missing, as a sentence
     * @return never
     * @throws TestAbortedException if it need not be there
     */
    public static AssertionError missing(String what) {
        if ("required".equals(System.getenv(SERVERS))) {
            throw new AssertionError(what + ", and " + SERVERS + " says that it has to be");
        }
        throw new TestAbortedException(what);
    }
}
