package org.authenticatorbackup.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A phone was lost; the accounts that came back by name are made to work on the new one. */
class VerifyTest {

    private static final Map<String, String> SECRET = Map.of("PASS", "river-abandon-staple-battery-correct-horse");

    @TempDir
    Path directory;

    private Phone phone;
    private Phone fresh;

    @BeforeEach
    void aPhoneIsLost() throws IOException {
        Files.createDirectories(directory.resolve("cloud"));
        Files.createDirectories(directory.resolve("provider/activations"));
        Files.writeString(directory.resolve("provider/password"), "secret of alice\n");
        Files.writeString(directory.resolve("provider/contact"), "alice@elsewhere.example\n");
        Files.writeString(directory.resolve("provider/activations/739105482"), "");
        phone = Phone.initialized(directory.resolve("old"));
        phone.run("add", "--push", "--issuer", "Provider", "--name", "alice", "--kind", "personal")
                .succeeded();
        phone.run(
                        "add",
                        "otpauth://totp/Employer:alice?secret=GEZDGNBVGY3TQOJQ&issuer=Employer",
                        "--kind",
                        "work-or-school")
                .succeeded();
        phone.run("add", "otpauth://totp/Shop:alice?secret=GEZDGNBVGY3TQOJQ&issuer=Shop")
                .succeeded();
        phone.run(SECRET, "enable", "--storage", cloud(), "--passphrase-env", "PASS", "--allow-lone-passphrase")
                .succeeded();
        fresh = new Phone(directory.resolve("new"));
        fresh.run(SECRET, "recover", "--storage", cloud(), "--passphrase-env", "PASS")
                .succeeded();
    }

    private String cloud() {
        return directory.resolve("cloud").toUri().toString();
    }

    private Path file(String text) throws IOException {
        Path file = Files.createTempFile(directory, "given", ".txt");
        return Files.writeString(file, text);
    }

    private Result verify(String name, Object... options) {
        List<String> ids = fresh.json("list").texts("accounts", "id");
        List<String> issuers = fresh.json("list").texts("accounts", "issuer");
        String[] arguments = new String[options.length + 4];
        arguments[0] = "verify";
        arguments[1] = ids.get(issuers.indexOf(name));
        arguments[2] = "--provider";
        arguments[3] = directory.resolve("provider").toUri().toString();
        for (int i = 0; i < options.length; i++) {
            arguments[i + 4] = options[i].toString();
        }
        return fresh.json(arguments);
    }

    @Test
    void s7_theAccountsThatNeedItAreListed() {
        Result tasks = fresh.json("verify").succeeded();

        assertThat(tasks.texts("tasks", "issuer")).containsExactly("Provider", "Employer");
        assertThat(tasks.texts("tasks", "way")).containsExactly("PASSWORD_AND_CONTACT", "PROVIDER_QR");
        assertThat(tasks.texts("tasks", "state")).containsOnly("NAME_ONLY");
        assertThat(phone.json("verify").texts("tasks", "issuer")).isEmpty();
        assertThat(phone.run("verify").succeeded().out()).contains("Every account works");
        assertThat(fresh.run("verify").succeeded().out()).contains("QR code").contains("password");
    }

    @Test
    void s8_aPersonalAccountIsVerifiedByPasswordAndContact() throws IOException {
        verify("Provider", "--proof-file", file("guessed\nalice@elsewhere.example\n"))
                .refusedFor("WRONG_PROOF");
        verify("Provider", "--proof-file", file("only one line\n")).misused();
        assertThat(verify("Provider", "--proof-file", file("secret of alice\r\nalice@elsewhere.example"))
                        .succeeded()
                        .text("state"))
                .isEqualTo("CHALLENGED");
        verify("Provider", "--code-file", file("000000")).refusedFor("WRONG_CODE");
        verify("Provider", "--again", "--proof-file", file("secret of alice\nalice@elsewhere.example\n"))
                .succeeded();
        String code = Files.readString(directory.resolve("provider/sent")).substring(0, 6);

        assertThat(verify("Provider", "--code-file", file(code)).succeeded().text("state"))
                .isEqualTo("REBOUND");
        assertThat(fresh.json("list").texts("accounts", "state")).containsExactly("READY", "NAME_ONLY", "READY");
    }

    @Test
    void s9_aWorkAccountIsVerifiedByQrCodeAndBothPhonesShowCodes() throws IOException {
        String qr = "authbackup://activate_account?code=739105482&url=https%3A%2F%2Fprovider.example%2F";
        verify("Employer", "--qr-file", file("otpauth://totp/x?secret=GEZDGNBV"))
                .refusedFor("MALFORMED_ACTIVATION");
        verify("Employer", "--qr-file", file(qr.replace("739105482", "111111111")))
                .refusedFor("REFUSED");

        assertThat(verify("Employer", "--qr-file", file(qr)).succeeded().text("state"))
                .isEqualTo("REBOUND");

        assertThat(fresh.json("codes").texts("codes", "issuer")).containsExactly("Employer", "Shop");
        String mine = fresh.json("codes", "--at", "0").texts("codes", "code").get(0);
        assertThat(phone.json("codes", "--at", "0").texts("codes", "code").get(0))
                .isNotEqualTo(mine);
        fresh.run("backup").succeeded();
        assertThat(fresh.json("codes", "--at", "0").texts("codes", "code").get(0))
                .isEqualTo(mine);
    }

    @Test
    void s6_aRestoredAccountGetsCodesOfItsOwn() {
        String before = fresh.json("codes", "--at", "0").texts("codes", "code").get(0);

        verify("Shop", "--own-codes").succeeded();

        assertThat(fresh.json("codes", "--at", "0").texts("codes", "code").get(0))
                .isNotEqualTo(before);
        assertThat(phone.json("codes", "--at", "0").texts("codes", "code")).contains(before);
        fresh.run("backup").succeeded();
    }

    @Test
    void withoutAProviderNothingIsVerified() throws IOException {
        String id = fresh.json("list").texts("accounts", "id").get(0);

        fresh.json("verify", id, "--proof-file", file("a\nb\n").toString()).refusedFor("NO_VERIFIER");
        fresh.json("verify", id).misused();
    }
}
