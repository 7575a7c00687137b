package org.authenticatorbackup.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoryTest {

    @TempDir
    Path directory;

    private Path cloud;

    @BeforeEach
    void makeCloud() throws IOException {
        cloud = Files.createDirectory(directory.resolve("cloud"));
    }

    private String storage() {
        return cloud.toUri().toString();
    }

    private Phone phone(String name) {
        return Phone.initialized(directory.resolve(name));
    }

    @Test
    void aLostPhoneComesBackByPassphraseOrByKit() throws IOException {
        LostPhone lost = LostPhone.copyTo(Files.createDirectory(directory.resolve("lost")));
        String looks = lost.phone().looks();

        Phone byPassphrase = new Phone(directory.resolve("B"));
        Result report = lost.recoverByPassphrase(byPassphrase).succeeded();
        Phone byKit = new Phone(directory.resolve("C"));
        lost.recoverByKit(byKit).succeeded();

        assertThat(byPassphrase.looks()).isEqualTo(looks);
        assertThat(byKit.looks()).isEqualTo(looks);
        assertThat(Result.texts(report.json("report"), "restored", "id"))
                .containsExactlyElementsOf(lost.phone().ids());
        assertThat(report.text("freshness")).isEqualTo("FRESHNESS_UNVERIFIED");
        assertThat(report.truth("adopted")).isTrue();
        for (Phone phone : List.of(byPassphrase, byKit)) {
            phone.run("add", "otpauth://totp/New:x?secret=GEZDGNBVGY3TQOJQ&issuer=New")
                    .succeeded();
            Result backup = phone.json("backup").succeeded();
            assertThat(backup.number("verifiedCopies")).isEqualTo(1);
            assertThat(phone.json("status").truth("protected")).isTrue();
        }
    }

    @Test
    void aPreviewShowsTheSameAndChangesNothing() throws IOException {
        Path place = Files.createDirectory(directory.resolve("lost"));
        LostPhone lost = LostPhone.copyTo(place);
        Phone fresh = phone("B");

        Result preview = fresh.json(
                        "recover",
                        "--storage",
                        lost.uri(),
                        "--kit-file",
                        lost.kit().toString(),
                        "--preview")
                .succeeded();

        assertThat(Result.texts(preview.json("report"), "restored", "id"))
                .containsExactlyElementsOf(lost.phone().ids());
        assertThat(preview.truth("adopted")).isFalse();
        assertThat(fresh.ids()).isEmpty();
        assertThat(fresh.json("status").text("status")).isEqualTo("OFF");
    }

    @Test
    void aGeneratedPassphraseAndARecoveryAccountOpenTogetherOnly() throws IOException {
        Phone phone = phone("A");
        phone.run("import", Phone.SAMPLE.toString()).succeeded();
        phone.run("add", "--push", "--issuer", "Work", "--name", "alice", "--kind", "work-or-school")
                .succeeded();
        String account = directory.resolve("account").toUri().toString();

        Result enabled = phone.json(
                        "enable", "--storage", storage(), "--generate-passphrase", "--recovery-account", account)
                .succeeded();

        String passphrase = enabled.text("passphrase");
        assertThat(passphrase).matches("([a-z]+-){6}[a-z]+");
        assertThat(enabled.number("verifiedCopies")).isEqualTo(1);
        assertThat(Permissions.open(phone.home())).isEmpty();
        assertThat(Permissions.open(directory.resolve("account"))).isEmpty();
        Map<String, String> secret = Map.of("PW", passphrase);
        Phone fresh = new Phone(directory.resolve("B"));
        fresh.json(secret, "recover", "--storage", storage(), "--passphrase-env", "PW")
                .refusedFor("RECOVERY_ACCOUNT_NEEDED");
        String empty = directory.resolve("other").toUri().toString();
        fresh.json(secret, "recover", "--storage", storage(), "--passphrase-env", "PW", "--recovery-account", empty)
                .refusedFor("WRONG_ACCOUNT");
        Result report = fresh.json(
                        secret,
                        "recover",
                        "--storage",
                        storage(),
                        "--passphrase-env",
                        "PW",
                        "--recovery-account",
                        account)
                .succeeded();
        assertThat(Result.texts(report.json("report"), "needsVerification", "name"))
                .containsExactly("alice");
        assertThat(fresh.json("list").texts("accounts", "state")).containsOnlyOnce("NAME_ONLY");
        assertThat(phone.json("list").texts("accounts", "state")).containsOnly("READY");
    }

    @Test
    void aThiefOfTheRecoveryAccountIsSeenAndVetoed() {
        Phone phone = phone("A");
        phone.run("import", Phone.SAMPLE.toString()).succeeded();
        String account = directory.resolve("account").toUri() + "?delay=PT72H";
        Map<String, String> secret = Map.of(
                "PW",
                phone.json("enable", "--storage", storage(), "--generate-passphrase", "--recovery-account", account)
                        .succeeded()
                        .text("passphrase"));
        Phone thief = new Phone(directory.resolve("B"));
        String[] recover = {"recover", "--storage", storage(), "--passphrase-env", "PW", "--recovery-account", account};
        thief.json(secret, recover).refusedFor("RELEASE_PENDING");
        thief.json(secret, recover).refusedFor("RELEASE_PENDING");
        thief.json("veto").succeeded();

        Result status = phone.json("status").succeeded();
        assertThat(status.texts("releases", "id")).hasSize(1);
        assertThat(status.texts("warnings", "code")).contains("RELEASE_PENDING");
        phone.json("veto", "none-of-this-name").succeeded();
        assertThat(phone.json("status").texts("releases", "id")).hasSize(1);
        phone.json("veto", status.texts("releases", "id").get(0).substring(0, 8))
                .succeeded();

        Result after = phone.json("status").succeeded();
        assertThat(after.texts("releases", "id")).isEmpty();
        assertThat(after.texts("warnings", "code")).doesNotContain("RELEASE_PENDING");
        thief.json(secret, recover).refusedFor("RELEASE_VETOED");
        thief.json(secret, recover).refusedFor("RELEASE_PENDING");
        phone.run("veto").succeeded();
        assertThat(phone.json("drill", "--passphrase-env", "PW").code())
                .as("its own sign-in")
                .isNotZero();
        phone.json(secret, "drill", "--passphrase-env", "PW").succeeded();
    }

    @Test
    void aClassicVaultIsLikeAnyOther() {
        Phone phone = phone("A");
        phone.run("import", Phone.SAMPLE.toString()).succeeded();
        Map<String, String> secret = Map.of(
                "PW",
                phone.json("enable", "--storage", storage(), "--generate-passphrase", "--suite", "classic")
                        .succeeded()
                        .text("passphrase"));
        Path kit = directory.resolve("kit");
        phone.run(secret, "kit", "--out", kit.toString(), "--passphrase-env", "PW")
                .succeeded();

        Phone fresh = new Phone(directory.resolve("B"));
        fresh.run("recover", "--storage", storage(), "--kit-file", kit.toString())
                .succeeded();

        assertThat(fresh.looks()).isEqualTo(phone.looks());
    }

    @Test
    void statusFollowsWhatHappens() throws IOException {
        LostPhone lost = LostPhone.copyTo(Files.createDirectory(directory.resolve("lost")));
        Phone phone = lost.phone();
        Result calm = phone.json("status").succeeded();
        assertThat(calm.truth("protected")).isTrue();
        assertThat(calm.truth("dirty")).isFalse();
        assertThat(calm.texts("slots", "id")).hasSize(1);
        assertThat(calm.texts("destinations", "storage")).containsExactly(lost.uri());
        assertThat(calm.text("lastVerified")).matches("20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");

        phone.run("add", "otpauth://totp/New:x?secret=GEZDGNBVGY3TQOJQ&issuer=New")
                .succeeded();
        assertThat(phone.json("status").truth("dirty")).isTrue();

        lost.connect(directory.resolve("gone"));
        phone.json("backup").refusedFor("MISSING_PLACE");
        Result failed = phone.json("status").succeeded();
        assertThat(failed.truth("protected")).isFalse();
        assertThat(failed.texts("warnings", "code")).contains("LAST_BACKUP_FAILED");
        assertThat(phone.run("status").succeeded().out()).contains("Last failure");

        lost.connect(lost.storage());
        phone.run("backup").succeeded();
        assertThat(phone.json("status").truth("protected")).isTrue();
    }

    /** S10, S13 and B7: a phone that has accounts. */
    @Test
    void s10_aPhoneWithAccountsMergesLooksBackAndUndoes() throws IOException {
        LostPhone lost = LostPhone.copyTo(Files.createDirectory(directory.resolve("lost")));
        String kit = lost.kit().toString();
        Phone used = new Phone(directory.resolve("used"));
        used.run("init").succeeded();
        used.run("add", "otpauth://totp/Own:carol?secret=GEZDGNBVGY3TQOJQ&issuer=Own")
                .succeeded();
        String before = used.looks();
        String[] recover = {"recover", "--storage", lost.uri(), "--kit-file", kit};

        used.json(recover).refusedFor("DEVICE_NOT_EMPTY");
        assertThat(used.looks()).isEqualTo(before);

        Result preview =
                used.json(with(recover, "--mode", "replace", "--preview")).succeeded();
        assertThat(Result.texts(preview.json("report"), "movedToTrash", "name")).containsExactly("carol");
        assertThat(used.looks()).isEqualTo(before);

        Result merged = used.json(with(recover, "--mode", "merge")).succeeded();
        assertThat(Result.texts(merged.json("report"), "alreadyThere", "name")).containsExactly("carol");
        assertThat(used.json("list").texts("accounts", "name"))
                .contains("carol")
                .containsAll(lost.phone().json("list").texts("accounts", "name"));

        Result history = used.json("history", "--kit-file", kit).succeeded();
        String version = history.texts("snapshots", "version").get(0);
        assertThat(used.run("history", "--kit-file", kit).succeeded().out()).contains(version);

        assertThat(used.json("undo").succeeded().truth("undone")).isTrue();
        assertThat(used.looks()).isEqualTo(before);
        assertThat(used.run("undo").succeeded().out()).contains("no recovery to undo");

        used.json(with(recover, "--mode", "replace", "--at", version)).succeeded();
        assertThat(used.looks()).isEqualTo(lost.phone().looks());
        used.run(with(recover, "--mode", "sideways")).misused();
        used.run(with(recover, "--at", "yesterday")).misused();
        used.run(with(recover, "--account", "ab")).misused();
        used.run(with(recover, "--mode", "merge", "--account", "ab")).misused();
        used.json(with(recover, "--mode", "merge", "--at", version.replaceAll("/.*", "/99")))
                .refusedFor("NO_SUCH_VERSION");
    }

    private static String[] with(String[] command, String... more) {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of(more));
        return all.toArray(new String[0]);
    }

    @Test
    void b3_aDrillRehearsesWithoutChangingAnything() throws IOException {
        LostPhone lost = LostPhone.copyTo(Files.createDirectory(directory.resolve("lost")));
        Phone phone = lost.phone();
        String kit = lost.kit().toString();
        assertThat(phone.json("status").texts("warnings", "code")).contains("ONE_WAY_IN");

        Result drill = phone.json("drill", "--kit-file", kit).succeeded();

        assertThat(drill.truth("recoverable")).isTrue();
        assertThat(drill.number("accounts")).isPositive();
        assertThat(phone.json("status").texts("warnings", "code")).doesNotContain("ONE_WAY_IN");
        assertThat(phone.run("status").succeeded().out()).contains("Last drill");
        phone.run("add", "otpauth://totp/New:x?secret=GEZDGNBVGY3TQOJQ&issuer=New")
                .succeeded();
        assertThat(phone.run("drill", "--kit-file", kit).succeeded().out())
                .contains("NOT everything", "Missing", "1 account");
        Files.writeString(directory.resolve("wrong"), "a passphrase that is not it");
        phone.json("drill", "--passphrase-file", directory.resolve("wrong").toString())
                .refusedFor("WRONG_SECRET");
        assertThat(phone.json("status").texts("warnings", "code")).contains("DRILL_FAILED");
    }

    @Test
    void vaultsAreListedByName() throws IOException {
        LostPhone lost = LostPhone.copyTo(Files.createDirectory(directory.resolve("lost")));

        Result vaults = Phone.runBare(Map.of(), "", "--json", "vaults", "--storage", lost.uri())
                .succeeded();

        assertThat(vaults.texts("vaults", "vault"))
                .containsExactly(lost.phone().json("status").text("vault"));
        JsonMembers vault = Result.get(() -> vaults.json().objects("vaults")).get(0);
        String device = Result.get(() -> vault.texts("devices")).get(0);
        assertThat(Result.get(() -> vault.object("newest").number(device))).isEqualTo(2);
        Phone.runBare(Map.of(), "", "--json", "vaults", "--storage", storage()).refusedFor("NO_VAULT");
    }

    @Test
    void ofSeveralVaultsAKitFindsItsOwnAndAPassphraseAsks() throws IOException {
        LostPhone lost = LostPhone.copyTo(Files.createDirectory(directory.resolve("lost")));
        Phone other = phone("other");
        other.run("import", Phone.SAMPLE.toString()).succeeded();
        other.run("enable", "--storage", lost.uri(), "--generate-passphrase", "--suite", "classic")
                .succeeded();

        Phone byKit = new Phone(directory.resolve("B"));
        lost.recoverByKit(byKit).succeeded();
        assertThat(byKit.ids()).isEqualTo(lost.phone().ids());

        Phone byPassphrase = new Phone(directory.resolve("C"));
        lost.recoverByPassphrase(byPassphrase).refusedFor("SEVERAL_VAULTS");
        String vault = lost.phone().json("status").text("vault");
        byPassphrase
                .run(
                        LostPhone.PASSPHRASE,
                        "recover",
                        "--storage",
                        lost.uri(),
                        "--passphrase-env",
                        "PW",
                        "--vault",
                        vault)
                .succeeded();
        assertThat(byPassphrase.ids()).isEqualTo(lost.phone().ids());
    }

    @Test
    void backupIsTurnedOffAndOnAgain() throws IOException {
        LostPhone lost = LostPhone.copyTo(Files.createDirectory(directory.resolve("lost")));
        Phone phone = lost.phone();
        phone.json("enable", "--storage", storage(), "--generate-passphrase").refusedFor("ALREADY_ENABLED");
        assertThat(phone.json("status").texts("destinations", "storage")).containsExactly(lost.uri());

        phone.run("disable").succeeded();

        phone.json("backup").refusedFor("NOT_ENABLED");
        phone.run(LostPhone.PASSPHRASE, "kit", "--out", "x", "--passphrase-env", "PW")
                .refusedInWords();
        Phone fresh = new Phone(directory.resolve("B"));
        lost.recoverByKit(fresh).succeeded();
        assertThat(fresh.ids()).isEqualTo(phone.ids());
        phone.run("enable", "--storage", storage(), "--generate-passphrase").succeeded();
    }
}
