package org.authenticatorbackup.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A home directory and the program run on it, in this process. No run may ever show a secret of the sample accounts.
 *
 * @param home the directory
 */
record Phone(Path home) {

    static final Path SAMPLE = Path.of("sample", "accounts.txt");

    static final List<String> SAMPLE_SECRETS = Samples.secrets(SAMPLE);

    Result run(String... args) {
        return run(Map.of(), args);
    }

    Result run(Map<String, String> environment, String... args) {
        return runWithInput(environment, "", args);
    }

    Result runWithInput(Map<String, String> environment, String input, String... args) {
        List<String> all = new ArrayList<>(List.of("--home", home.toString()));
        all.addAll(List.of(args));
        return runBare(environment, input, all.toArray(String[]::new));
    }

    Result json(String... args) {
        return json(Map.of(), args);
    }

    Result json(Map<String, String> environment, String... args) {
        List<String> all = new ArrayList<>(List.of("--json"));
        all.addAll(List.of(args));
        return run(environment, all.toArray(String[]::new));
    }

    static Result runBare(Map<String, String> environment, String input, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        ByteArrayInputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        int code = CommandLoop.run(
                new Terminal(in, new PrintWriter(out), new PrintWriter(err), environment, Language.ENGLISH), args);
        assertThat(SAMPLE_SECRETS).noneMatch(out.toString()::contains).noneMatch(err.toString()::contains);
        return new Result(code, out.toString(), err.toString());
    }

    static Phone initialized(Path home) {
        Phone phone = new Phone(home);
        phone.run("init").succeeded();
        return phone;
    }

    /** The ids of the accounts, in order. */
    List<String> ids() {
        return json("list").succeeded().texts("accounts", "id");
    }

    /** The list and the codes of one moment, as text. */
    String looks() {
        return json("list").succeeded().out()
                + json("codes", "--at", "1800000000").succeeded().out();
    }

    /** The id of the sample's counter-based account. */
    String counterId() {
        List<String> types = json("list").succeeded().texts("accounts", "type");
        return ids().get(types.indexOf("hotp"));
    }
}
