package org.authenticatorbackup.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A new phone that shows the code of a transfer and waits, in another thread, for its answer. */
final class WaitingPhone {

    private static final Pattern CODE = Pattern.compile("AUTHBACKUP:TRANSFER:1:[0-9A-Za-z:-]{100,}");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CompletableFuture<Integer> exit;

    WaitingPhone(Phone phone, Language language, InputStream in, String... args) {
        List<String> all = new ArrayList<>(List.of("--home", phone.home().toString()));
        all.addAll(List.of(args));
        Terminal terminal = new Terminal(in, new PrintWriter(out), new PrintWriter(err), Map.of(), language);
        exit = CompletableFuture.supplyAsync(() -> CommandLoop.run(terminal, all.toArray(String[]::new)));
    }

    /** Writes what it shows to a file, for the other phone to scan. */
    String scanned(Path file) throws Exception {
        Matcher shown = CODE.matcher("");
        while (!shown.reset(out.toString()).find()) {
            assertThat(exit.isDone()).as("%s%s", out, err).isFalse();
            Thread.sleep(20);
        }
        Files.writeString(file, shown.group() + "\n");
        return shown.group();
    }

    Result result() throws Exception {
        return new Result(exit.get(60, TimeUnit.SECONDS), out.toString(), err.toString());
    }
}
