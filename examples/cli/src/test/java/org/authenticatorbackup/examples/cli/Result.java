package org.authenticatorbackup.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * How a run of the program ended.
 *
 * @param code the exit code
 * @param out all of standard output
 * @param err all of standard error
 */
record Result(int code, String out, String err) {

    Result succeeded() {
        assertThat(code)
                .as("exit code; standard error: %s; standard output: %s", err, out)
                .isZero();
        assertThat(err).isEmpty();
        return this;
    }

    /** Checks a refusal in JSON: the reason and a sentence in one document, and nothing else anywhere. */
    Result refusedFor(String reason) {
        assertThat(code).as("exit code; standard output: %s", out).isEqualTo(1);
        assertThat(err).isEmpty();
        JsonMembers error = json("error");
        assertThat(text(error, "reason")).isEqualTo(reason);
        assertThat(text(error, "message")).matches("(?s)\\S.{20,}\\.");
        return this;
    }

    /** Checks a refusal for people: one sentence on standard error, and nothing else anywhere. */
    void refusedInWords() {
        assertThat(code).as("exit code; standard output: %s", out).isEqualTo(1);
        assertThat(out).isEmpty();
        assertThat(err).matches("authbackup: \\S[^\\n]{20,}\\.\\n");
    }

    void misused() {
        assertThat(code).as("exit code; standard output: %s", out).isEqualTo(2);
        assertThat(out).isEmpty();
        assertThat(err).startsWith("authbackup: ").contains("Usage: ");
    }

    /** The one document of standard output. */
    JsonMembers json() {
        assertThat(out).as("one line").matches("[^\\n]+\\n");
        try {
            return Json.parse(out.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError("not one JSON object: " + out, e);
        }
    }

    JsonMembers json(String member) {
        return get(() -> json().object(member));
    }

    String text(String member) {
        return text(json(), member);
    }

    long number(String member) {
        return get(() -> json().number(member));
    }

    boolean truth(String member) {
        return get(() -> json().truth(member));
    }

    /** The text of one member of each object in a list. */
    List<String> texts(String list, String member) {
        return texts(json(), list, member);
    }

    static List<String> texts(JsonMembers json, String list, String member) {
        return get(() -> json.objects(list)).stream().map(o -> text(o, member)).toList();
    }

    static String text(JsonMembers json, String member) {
        return get(() -> json.text(member));
    }

    static <T> T get(Reading<T> reading) {
        try {
            return reading.get();
        } catch (IOException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    interface Reading<T> {
        T get() throws IOException;
    }
}
