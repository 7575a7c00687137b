package org.authenticatorbackup.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An old phone that is still at hand lets a new one in. */
@Timeout(120)
class TransferTest {

    @TempDir
    Path directory;

    private LostPhone here;
    private Phone old;
    private Phone fresh;
    private String vault;

    @BeforeEach
    void anOldPhoneAndANewOne() throws Exception {
        here = LostPhone.copyTo(Files.createDirectory(directory.resolve("old")));
        old = here.phone();
        fresh = new Phone(directory.resolve("fresh"));
        vault = old.json("status").text("vault");
    }

    private WaitingPhone waiting(InputStream in, String... options) {
        List<String> all = new ArrayList<>(List.of("--json", "transfer", "offer", "--storage", here.uri()));
        all.addAll(List.of(options));
        return new WaitingPhone(fresh, Language.ENGLISH, in, all.toArray(String[]::new));
    }

    private Path scanned(WaitingPhone phone) throws Exception {
        Path code = directory.resolve("code.txt");
        phone.scanned(code);
        return code;
    }

    private Result accept(Path code, String... options) {
        List<String> all = new ArrayList<>(List.of(
                "transfer",
                "accept",
                "--code-file",
                code.toString(),
                "--kit-file",
                here.kit().toString()));
        all.addAll(List.of(options));
        return old.json(all.toArray(String[]::new));
    }

    @Test
    void theNewPhoneHasTheSameCodes() throws Exception {
        String relay = "file://" + Files.createDirectory(directory.resolve("relay"));
        WaitingPhone waiting = waiting(new ByteArrayInputStream(new byte[0]), "--relay", relay, "--vault", vault);

        Result accepted = accept(scanned(waiting), "--relay", relay).succeeded();

        waiting.result().succeeded();
        assertThat(accepted.text("vault")).isEqualTo(vault);
        assertThat(fresh.looks()).isEqualTo(old.looks());
        fresh.run("backup").succeeded();
    }

    @Test
    void theAnswerCanBeCarriedByHand() throws Exception {
        try (PipedInputStream in = new PipedInputStream();
                PipedOutputStream hand = new PipedOutputStream(in)) {
            WaitingPhone waiting = waiting(in, "--vault", vault);

            String answer = accept(scanned(waiting)).succeeded().text("answer");
            hand.write((answer + "\n").getBytes(UTF_8));
            hand.flush();

            waiting.result().succeeded();
        }
        assertThat(fresh.looks()).isEqualTo(old.looks());
    }

    @Test
    void anotherVaultThanTheOldPhoneShowsBringsNothing() throws Exception {
        String relay = "file://" + Files.createDirectory(directory.resolve("relay"));
        WaitingPhone waiting =
                waiting(new ByteArrayInputStream(new byte[0]), "--relay", relay, "--vault", "a".repeat(32));

        accept(scanned(waiting), "--relay", relay).succeeded();

        waiting.result().refusedFor("OTHER_VAULT");
        assertThat(fresh.ids()).isEmpty();
    }

    @Test
    void whereNobodyCanCompareTheVaultHasToBeNamed() throws Exception {
        String relay = "file://" + Files.createDirectory(directory.resolve("relay"));
        WaitingPhone waiting = waiting(new ByteArrayInputStream(new byte[0]), "--relay", relay);

        accept(scanned(waiting), "--relay", relay).succeeded();

        assertThat(waiting.result().code()).isEqualTo(2);
        assertThat(fresh.ids()).isEmpty();
    }

    @Test
    void whatIsNoAnswerIsRefused() throws Exception {
        byte[] nonsense = "not base64!\n".getBytes(UTF_8);
        assertThat(waiting(new ByteArrayInputStream(nonsense), "--vault", vault)
                        .result()
                        .code())
                .isEqualTo(2);
        byte[] other = "AAAA\n".getBytes(UTF_8);
        waiting(new ByteArrayInputStream(other), "--vault", vault).result().refusedFor("WRONG_ANSWER");
    }

    @Test
    void aLineWithoutEndIsNoAnswer() throws Exception {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'A';
            }
        };

        assertThat(waiting(endless, "--vault", vault).result().code()).isEqualTo(2);
    }

    @Test
    void anotherCodeAsksForNoTransfer() throws Exception {
        Path code = Files.writeString(directory.resolve("code.txt"), "otpauth://totp/a?secret=AAAA\n");

        accept(code).refusedFor("NOT_A_TRANSFER");
        accept(Files.writeString(code, "")).refusedFor("FILE_UNREADABLE");
    }
}
