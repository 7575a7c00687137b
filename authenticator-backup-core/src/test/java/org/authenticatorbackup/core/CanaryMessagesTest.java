package org.authenticatorbackup.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.authenticatorbackup.api.DeviceId;
import org.authenticatorbackup.api.SlotId;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.api.account.AccountKind;
import org.authenticatorbackup.api.account.AccountLabel;
import org.authenticatorbackup.api.account.AccountName;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.account.Group;
import org.authenticatorbackup.api.account.GroupId;
import org.authenticatorbackup.api.account.Icon;
import org.authenticatorbackup.api.account.Secret;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.api.backup.EnableOptions;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.vault.Passphrase;
import org.authenticatorbackup.api.vault.RecoveryKit;
import org.authenticatorbackup.api.vault.SlotPlan;
import org.authenticatorbackup.api.vault.TransferCode;
import org.authenticatorbackup.api.vault.TransferOffer;
import org.authenticatorbackup.api.vault.UnlockedVault;
import org.authenticatorbackup.api.vault.WeakLocks;
import org.authenticatorbackup.api.verification.ActivationCode;
import org.authenticatorbackup.api.verification.ConfirmationCode;
import org.authenticatorbackup.api.verification.PersonalProof;
import org.authenticatorbackup.core.interchange.KeyUri;
import org.authenticatorbackup.core.interchange.KeyUriList;
import org.authenticatorbackup.core.json.JsonReader;
import org.authenticatorbackup.core.snapshot.SnapshotCodec;
import org.authenticatorbackup.core.storage.InMemoryStorage;
import org.authenticatorbackup.core.testing.Canary;
import org.authenticatorbackup.core.testing.TestDevice;
import org.authenticatorbackup.core.vault.DeviceMemory;
import org.authenticatorbackup.crypto.age.AgeArmor;
import org.authenticatorbackup.crypto.age.AgeFile;
import org.authenticatorbackup.crypto.age.HybridIdentity;
import org.authenticatorbackup.crypto.age.HybridRecipient;
import org.authenticatorbackup.crypto.age.ScryptIdentity;
import org.authenticatorbackup.crypto.age.ScryptRecipient;
import org.authenticatorbackup.crypto.age.Stanza;
import org.authenticatorbackup.crypto.age.X25519Identity;
import org.authenticatorbackup.crypto.age.X25519Recipient;
import org.authenticatorbackup.crypto.otp.Hotp;
import org.authenticatorbackup.crypto.otp.OtpAlgorithm;
import org.authenticatorbackup.crypto.share.Bip39;
import org.authenticatorbackup.crypto.share.ContactShare;
import org.authenticatorbackup.crypto.share.ContactSlot;
import org.authenticatorbackup.crypto.share.KitCheck;
import org.authenticatorbackup.crypto.share.KitNote;
import org.authenticatorbackup.crypto.share.KitText;
import org.authenticatorbackup.crypto.share.Share;
import org.authenticatorbackup.crypto.share.ShareRequest;
import org.authenticatorbackup.crypto.share.WordLanguage;
import org.authenticatorbackup.crypto.vault.AccountIdKey;
import org.authenticatorbackup.crypto.vault.LockKey;
import org.authenticatorbackup.crypto.vault.PassphraseText;
import org.authenticatorbackup.crypto.vault.ScannedTransfer;
import org.authenticatorbackup.crypto.vault.Sender;
import org.authenticatorbackup.crypto.vault.Slot;
import org.authenticatorbackup.crypto.vault.SnapshotDigest;
import org.authenticatorbackup.crypto.vault.TransferRequest;
import org.authenticatorbackup.crypto.vault.VaultIdentity;
import org.authenticatorbackup.crypto.vault.VaultSuite;
import org.authenticatorbackup.crypto.vault.Witness;
import org.authenticatorbackup.crypto.vault.WriteCapability;
import org.junit.jupiter.api.Test;

/** Threat T17: whatever is refused, no message along the chain of causes repeats the secret or personal text in it. */
class CanaryMessagesTest {

    private static final String ROOT = "org.authenticatorbackup";
    private static final String DATE = "2026-11-25";

    /** Have no words of their own, or are thrown for reasons that no secret has a part in. */
    private static final Set<String> NOT_PROVOKED = Set.of(
            ROOT + ".api.RecoveryAccountException",
            ROOT + ".api.StorageException",
            ROOT + ".core.history.DifferentIdKeyException",
            ROOT + ".core.snapshot.CoreFormatException",
            ROOT + ".core.storage.DurableFiles$OversizeException");

    private final Map<String, ThrowingCallable> attempts = new LinkedHashMap<>();
    private final byte[] bytes = Canary.bytes();
    private final VaultIdentity vault = VaultIdentity.ofSeed(VaultSuite.CLASSIC, bytes);
    private final String identity = new String(vault.text());
    private final String hybrid =
            new String(VaultIdentity.ofSeed(VaultSuite.HYBRID, bytes).text());
    private final String words = Specimens.words(bytes);

    @Test
    void noMessageShowsACanary() throws Exception {
        everything();
        List<Canary> canaries = List.of(
                Canary.common(),
                Canary.of(identity),
                Canary.of(hybrid),
                Canary.of(words),
                Canary.of(TestDevice.STRONG));
        List<String> leaks = new ArrayList<>();
        Set<String> provoked = new TreeSet<>();

        attempts.forEach((what, attempt) -> {
            Throwable thrown = catchThrowable(attempt);
            assertThat(thrown).as("%s is accepted", what).isNotNull();
            for (Throwable each : chain(thrown)) {
                provoked.add(each.getClass().getName());
                for (Canary canary : canaries) {
                    canary.formIn(String.valueOf(each))
                            .ifPresent(form -> leaks.add(what + ": " + form + " in " + each));
                }
            }
        });

        assertThat(leaks).isEmpty();
        Set<String> missed = exceptionsOfTheLibrary();
        missed.removeAll(provoked);
        missed.removeAll(NOT_PROVOKED);
        assertThat(missed).as("exceptions that no attempt provokes").isEmpty();
    }

    @Test
    void whatAnImportOrARecoveryRejectsIsToldWithoutItsText() throws Exception {
        Canary canary = Canary.common();
        KeyUriList.Imported imported = KeyUriList.parse("otpauth://totp/" + Canary.TEXT + "?secret=" + Canary.TEXT);

        assertThat(imported.rejected()).hasSize(1);
        assertThat(canary.formIn(imported.rejected().toString())).isEmpty();
        for (String core : List.of(
                "{\"type\":\"totp\",\"secret\":\"" + Canary.TEXT + "\"}",
                "{\"type\":\"totp\",\"secret\":\"aaaaaaaa\",\"issuer\":\"" + Canary.TEXT + "\"}")) {
            var decoded = SnapshotCodec.decode(snapshotWith(core));
            assertThat(decoded.rejected()).hasSize(1);
            assertThat(canary.formIn(decoded + " " + decoded.rejected())).isEmpty();
        }
    }

    private static byte[] snapshotWith(String core) {
        String account = "{\"id\":\"" + "01".repeat(16) + "\",\"core\":" + core + "}";
        return utf8("{\"format\":\"authbackup-snapshot\",\"version\":1,\"vault\":\"" + "a".repeat(32)
                + "\",\"device\":\""
                + Specimens.DEVICE + "\",\"seq\":1,\"created\":\"2026-11-25T00:00:00Z\",\"app\":\"\",\"platform\":\"\","
                + "\"idKey\":\"" + "A".repeat(43) + "\",\"accounts\":[" + account + "]}");
    }

    private void everything() throws Exception {
        values();
        ageFiles();
        keys();
        kitsAndWords();
        slotsAndSnapshots();
        sharesAndTransfers();
        texts();
        device();
        services();
    }

    private void attempt(String what, ThrowingCallable attempt) {
        assertThat(attempts.put(what, attempt)).isNull();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String tooLong(int length) {
        return Canary.TEXT.repeat(length / Canary.TEXT.length() + 1);
    }

    private void values() {
        String lone = Canary.TEXT + "\ud800";
        attempt("long secret", () -> Secret.of(utf8(tooLong(1024))));
        attempt("closed secret", () -> {
            Secret secret = Specimens.secret();
            secret.close();
            secret.bytes();
        });
        attempt("issuer", () -> new AccountName(lone, ""));
        attempt("long name", () -> new AccountName("", tooLong(65_536)));
        attempt("note", () -> new AccountLabel(Specimens.NAME, AccountKind.PERSONAL, lone, true, Optional.empty()));
        attempt("group name", () -> new Group(new GroupId("01".repeat(16)), lone));
        attempt("long icon name", () -> new Icon.Named(tooLong(128)));
        attempt("media type", () -> new Icon.Image(Canary.TEXT, bytes));
        attempt("large icon", () -> new Icon.Image("image/png", utf8(tooLong(16_384))));
        attempt("credential type", () -> new Credential.Withheld(Canary.TEXT));
        attempt("digits", () -> new Credential.TimeBased(Specimens.secret(), Credential.Algorithm.SHA1, 0, 30));
        attempt("period", () -> new Credential.TimeBased(Specimens.secret(), Credential.Algorithm.SHA1, 6, 0));
        attempt("counter", () -> new Credential.CounterBased(Specimens.secret(), Credential.Algorithm.SHA1, 6, -1));
        attempt("no counter", () -> Specimens.account().advanced());
        attempt("account twice", () -> VaultContents.of(List.of(Specimens.account(), Specimens.account())));
        attempt("setting", () -> new VaultContents(List.of(), List.of(), Map.of(Canary.TEXT, Canary.TEXT), List.of()));
        attempt("account id", () -> new AccountId(Canary.TEXT));
        attempt("group id", () -> new GroupId(Canary.TEXT));
        attempt("vault id", () -> new VaultId(Canary.TEXT));
        attempt("slot id", () -> new SlotId(Canary.TEXT));
        attempt("device id", () -> new DeviceId(Canary.TEXT));
        attempt("object name", () -> new ObjectName(Canary.TEXT));
        attempt("long kit", () -> RecoveryKit.of(tooLong(65_536).toCharArray()));
        attempt("closed passphrase", () -> {
            Passphrase passphrase = Passphrase.typed(Canary.TEXT.toCharArray());
            passphrase.close();
            passphrase.characters();
        });
        attempt("closed kit", () -> {
            RecoveryKit kit = RecoveryKit.of(Canary.TEXT.toCharArray());
            kit.close();
            kit.text();
        });
        for (String scanned : List.of(
                Canary.TEXT,
                "authbackup://activate_account?code=" + Canary.TEXT + "&url=http://example.com/",
                "authbackup://activate_account?code=1&url=https://" + Canary.TEXT + "@example.com/",
                "authbackup://activate_account?code=1&url=https://example.com/" + Canary.TEXT + "[",
                "authbackup://activate_account?code=1&url=https://example.com/&expires=" + Canary.TEXT,
                "authbackup://activate_account?" + Canary.TEXT + "=1&" + Canary.TEXT + "=1",
                "authbackup://activate_account?code=" + Canary.TEXT + "%zz&url=https://example.com/")) {
            attempt("activation " + scanned, () -> ActivationCode.parse(scanned.toCharArray()));
        }
        attempt("long confirmation code", () -> ConfirmationCode.of(tooLong(256).toCharArray()));
        attempt(
                "long password",
                () -> PersonalProof.of(
                        tooLong(1024).toCharArray(), PersonalProof.Contact.EMAIL, Canary.TEXT.toCharArray()));
        attempt("closed proof", () -> {
            PersonalProof proof =
                    PersonalProof.of(Canary.TEXT.toCharArray(), PersonalProof.Contact.EMAIL, Canary.TEXT.toCharArray());
            proof.close();
            proof.password();
        });
        attempt("closed confirmation code", () -> {
            ConfirmationCode code = ConfirmationCode.of(Canary.TEXT.toCharArray());
            code.close();
            code.characters();
        });
        attempt(
                "own credential",
                () -> new Credential.DeviceUnique(
                        new Credential.Withheld("totp"), Specimens.account().credential()));
        attempt("passphrase bits", () -> Passphrase.drawn(Canary.TEXT.toCharArray(), -1));
        attempt("code", () -> Hotp.code(bytes, OtpAlgorithm.SHA1, 99, 1));
    }

    private void ageFiles() {
        attempt("file", () -> AgeFile.parse(bytes));
        attempt("stanza of a file", () -> AgeFile.parse(utf8("age-encryption.org/v1\n-> " + Canary.TEXT + "\n\u00e9")));
        attempt("armor", () -> AgeArmor.decode(utf8("-----BEGIN AGE ENCRYPTED FILE-----\n" + Canary.TEXT + "!\n")));
        attempt("stanza type", () -> new Stanza(Canary.TEXT + " ", List.of(), bytes));
        attempt("stanza argument", () -> new Stanza("x", List.of(Canary.TEXT + "\n"), bytes));
        attempt("empty passphrase", () -> ScryptRecipient.of(new byte[0], 10));
        attempt("wrong passphrase", () -> {
            byte[] file = AgeFile.seal(bytes, ScryptRecipient.of(bytes, 2), new SecureRandom());
            AgeFile.open(file, ScryptIdentity.of(utf8(Canary.TEXT + "."), 2));
        });
        attempt(
                "label",
                () -> AgeFile.seal(
                                bytes, X25519Identity.ofSeed(bytes).recipient(), key -> List.of(), new SecureRandom())
                        .fileKey()
                        .derive(Canary.TEXT + " "));
    }

    private void keys() {
        attempt("seed", () -> X25519Identity.ofSeed(utf8(Canary.TEXT + ".")));
        attempt("hybrid seed", () -> HybridIdentity.ofSeed(utf8(Canary.TEXT + ".")));
        attempt("vault seed", () -> VaultIdentity.ofSeed(VaultSuite.HYBRID, utf8(Canary.TEXT + ".")));
        for (String key : List.of(identity, hybrid)) {
            String half = key.substring(0, 30);
            for (String typed : List.of(key + "Q", key.replace('9', '8') + "7", mistyped(key), half, key + "\u00e9")) {
                attempt("identity " + typed, () -> VaultIdentity.parse(typed));
                attempt("classic " + typed, () -> X25519Identity.parse(typed));
                attempt("hybrid " + typed, () -> HybridIdentity.parse(typed));
                attempt("recipient " + typed, () -> X25519Recipient.parse(typed));
                attempt("hybrid recipient " + typed, () -> HybridRecipient.parse(typed));
            }
        }
        attempt("identity", () -> VaultIdentity.parse(Canary.TEXT));
        attempt("account lock", () -> LockKey.account(utf8(Canary.TEXT + ".")));
        attempt("contacts lock", () -> LockKey.contacts(utf8(Canary.TEXT + ".")));
        attempt("passphrase lock", () -> LockKey.passphrase((Canary.TEXT + "\ud800").toCharArray()));
        attempt("passphrase", () -> PassphraseText.atCreation((Canary.TEXT + "\u0007").toCharArray()));
        attempt("paired passphrase", () -> PassphraseText.atCreation((Canary.TEXT + "\udc00").toCharArray()));
        attempt("id key", () -> AccountIdKey.of(utf8(Canary.TEXT + ".")));
        String capability = new String(vault.writeCapability(Specimens.DEVICE).encode(), StandardCharsets.US_ASCII);
        attempt("capability", () -> WriteCapability.decode(utf8(capability + "\n")));
        attempt("capability's recipient", () -> WriteCapability.decode(utf8(capability.replace("age1", "age2"))));
        attempt("capability's device", () -> WriteCapability.decode(utf8(capability.replace("0f0f", "0g0f"))));
        attempt("vault of a device", () -> vault.writeCapability(Canary.TEXT));
        attempt("sender", () -> new Sender(Canary.TEXT, Specimens.DEVICE, 1));
        attempt("digest", () -> new SnapshotDigest(1, Canary.TEXT));
    }

    private static String mistyped(String key) {
        char last = key.charAt(key.length() - 1);
        return key.substring(0, key.length() - 1) + (last == 'Q' ? 'P' : 'Q');
    }

    private void kitsAndWords() {
        String swapped = words.substring(words.indexOf(' ') + 1) + " " + words.substring(0, words.indexOf(' '));
        String foreign = words.substring(0, words.lastIndexOf(' ')) + " " + Canary.TEXT;
        String few = words.substring(0, words.lastIndexOf(' '));
        for (String typed : List.of(swapped, foreign, few, Canary.TEXT, mistyped(identity), mistyped(hybrid))) {
            attempt("words " + typed, () -> Bip39.decode(typed));
            attempt("kit " + typed, () -> KitText.parse(typed));
            attempt("kit check " + typed, () -> KitCheck.isFor(typed, vault.vaultId()));
        }
        attempt("secret of words", () -> Bip39.encode(utf8(Canary.TEXT + ".")));
        attempt("date of a kit", () -> new KitNote("", Canary.TEXT, WordLanguage.ENGLISH));
        attempt("kit of another vault", () -> KitCheck.isFor(words, Canary.TEXT));
    }

    private void slotsAndSnapshots() {
        LockKey key = LockKey.account(bytes);
        LockKey other = LockKey.contacts(utf8(Canary.TEXT.substring(1) + "."));
        byte[] slot = Slot.seal(vault, DATE, List.of(key), new SecureRandom());
        attempt("slot", () -> Slot.open(bytes, vault.vaultId(), List.of(key), 18));
        attempt("slot with another key", () -> Slot.open(slot, vault.vaultId(), List.of(other), 18));
        attempt("slot of another vault", () -> Slot.open(slot, "b".repeat(32), List.of(key), 18));
        attempt("slot of no vault", () -> Slot.open(slot, Canary.TEXT, List.of(key), 18));
        for (String plaintext : List.of(
                Canary.TEXT,
                "# authbackup identity v1\n# vault: " + vault.vaultId() + "\n# created: " + DATE + "\n"
                        + mistyped(identity) + "\n",
                "# authbackup identity v1\n# vault: " + Canary.TEXT + "\n# created: " + DATE + "\n" + identity
                        + "\n")) {
            attempt("slot holding " + plaintext, () -> {
                byte[] lock = utf8(Canary.base32(bytes));
                byte[] forged = AgeFile.seal(utf8(plaintext), ScryptRecipient.of(lock, 2), new SecureRandom());
                Slot.open(forged, vault.vaultId(), List.of(LockKey.passphrase(chars(lock))), 18);
            });
        }
        attempt("slot without a date", () -> Slot.seal(vault, Canary.TEXT, List.of(key), new SecureRandom()));
        WriteCapability capability = vault.writeCapability(Specimens.DEVICE);
        attempt("snapshot", () -> vault.openSnapshot(bytes, new Sender(vault.vaultId(), Specimens.DEVICE, 1)));
        attempt("no json", () -> capability.seal(1, bytes, new SecureRandom()));
        attempt("closed capability", () -> {
            WriteCapability closed = vault.writeCapability(Specimens.DEVICE);
            closed.close();
            closed.encode();
        });
        attempt(
                "read back",
                () -> capability
                        .seal(1, utf8("{\"" + Canary.TEXT + "\":1}"), new SecureRandom())
                        .verify(bytes));
        attempt("witness", () -> Witness.parse(Canary.TEXT));
    }

    private static char[] chars(byte[] ascii) {
        return new String(ascii, StandardCharsets.US_ASCII).toCharArray();
    }

    private void sharesAndTransfers() {
        List<Share> shares = Share.split(bytes, 2, 3, new SecureRandom());
        List<Share> others = Share.split(bytes, 2, 3, new SecureRandom());
        String share = new String(shares.get(0).words());
        attempt("share", () -> Share.parse(Canary.TEXT));
        attempt("mistyped share", () -> Share.parse(share.substring(0, share.lastIndexOf(' ')) + " " + Canary.TEXT));
        attempt("one share", () -> Share.combine(shares.subList(0, 1)));
        attempt("foreign shares", () -> Share.combine(List.of(shares.get(0), others.get(1))));
        attempt("secret to share", () -> Share.split(utf8(Canary.TEXT + "."), 2, 3, new SecureRandom()));
        attempt("share file", () -> ContactShare.parse(bytes));
        attempt(
                "share file of words",
                () -> ContactShare.parse(utf8("# authbackup share v1\n# vault: "
                        + vault.vaultId() + "\n# slot: " + "01".repeat(8) + "\n# threshold: 2 of 3\n" + share + " "
                        + Canary.TEXT + "\n")));
        attempt("sealed share", () -> ContactShare.open(bytes, X25519Identity.ofSeed(bytes)));
        attempt("slot of shares", () -> new ContactSlot(vault.vaultId(), Canary.TEXT, 2, 3));
        attempt("request for shares", () -> ShareRequest.of("01".repeat(8), Canary.TEXT));
        TransferRequest request = TransferRequest.generate(new SecureRandom(), Instant.EPOCH);
        attempt("answer", () -> request.open(bytes, Instant.EPOCH));
        attempt("transfer", () -> ScannedTransfer.parse(Canary.TEXT));
        attempt("transfer of another version", () -> ScannedTransfer.parse("AUTHBACKUP:TRANSFER:9:" + Canary.TEXT));
        attempt("mistyped transfer", () -> {
            char[] payload = request.qrPayload();
            payload[40] = payload[40] == 'q' ? 'p' : 'q';
            ScannedTransfer.parse(CharBuffer.wrap(payload));
        });
        attempt("transfer key", () -> {
            char[] payload = request.qrPayload();
            Canary.TEXT.getChars(0, 32, payload, payload.length - 32);
            ScannedTransfer.parse(CharBuffer.wrap(payload));
        });
    }

    private void texts() {
        for (String uri : List.of(
                Canary.TEXT,
                "otpauth://" + Canary.TEXT,
                "otpauth://totp/" + Canary.TEXT,
                "otpauth://totp/a?secret=" + Canary.TEXT,
                "otpauth://totp/" + Canary.TEXT + "%zz?secret=aaaaaaaa",
                "otpauth://totp/a?secret=aaaaaaaa&algorithm=" + Canary.TEXT,
                "otpauth://totp/a?secret=aaaaaaaa&digits=" + Canary.TEXT,
                "otpauth://totp/a?secret=aaaaaaaa&period=" + Canary.TEXT)) {
            attempt(uri, () -> KeyUri.parse(uri));
        }
        for (String json : List.of(
                Canary.TEXT,
                "{\"" + Canary.TEXT + "\":1,\"" + Canary.TEXT + "\":2}",
                "{\"a\":\"" + Canary.TEXT + "\\u0\"}",
                "{\"a\":\"" + Canary.TEXT + "\"} x",
                "{\"a\":\"" + Canary.TEXT,
                "[\"" + Canary.TEXT + "\", tru]",
                "[\"" + Canary.TEXT + "\", \"\\ud800\"]",
                "[12345678901234567890123456789012345678901234567890.x]")) {
            attempt("json " + json, () -> {
                JsonReader reader = JsonReader.of(utf8(json), JsonReader.Limit.FOREIGN);
                reader.value();
                reader.end();
            });
            attempt("setting " + json, () -> JsonReader.settingOf(json));
            attempt("snapshot " + json, () -> SnapshotCodec.decode(utf8(json)));
        }
        attempt(
                "bytes",
                () -> JsonReader.of(Arrays.copyOf(new byte[] {'"', (byte) 0xff}, 40), JsonReader.Limit.FOREIGN));
    }

    private void device() {
        for (String document : List.of(
                Canary.TEXT,
                "{\"version\":\"" + Canary.TEXT + "\"}",
                "{\"version\":\"1\",\"idKey\":\"" + Canary.TEXT + "\"}",
                "{\"version\":\"1\",\"vault\":\"" + Canary.TEXT + "\",\"seen\":\"\",\"slots\":\"\"}",
                "{\"version\":\"1\",\"idKey\":\"" + Canary.TEXT)) {
            TestDevice.State state = new TestDevice.State();
            for (String key : List.of("device", "outbox", "contents")) {
                state.documents.put(key, utf8(document));
            }
            attempt("device " + document, () -> new DeviceMemory(state).device());
        }
    }

    private void services() throws Exception {
        InMemoryStorage storage = new InMemoryStorage();
        TestDevice owner = TestDevice.enabled(storage);
        TestDevice fresh = TestDevice.on(storage);
        attempt("wrong passphrase at recovery", () -> fresh.recover(Passphrase.typed(Canary.TEXT.toCharArray())));
        attempt("wrong kit", () -> fresh.recover(RecoveryKit.of(words.toCharArray())));
        attempt("no kit", () -> fresh.recover(RecoveryKit.of(Canary.TEXT.toCharArray())));
        attempt(
                "mistyped kit",
                () -> fresh.recover(RecoveryKit.of(mistyped(identity).toCharArray())));
        attempt(
                "kit of words",
                () -> fresh.library.recovery().unlock(RecoveryKit.of((words + " " + Canary.TEXT).toCharArray())));
        TestDevice other = TestDevice.on(new InMemoryStorage());
        attempt(
                "weak passphrase",
                () -> other.library
                        .backups()
                        .enable(Passphrase.typed(Canary.TEXT.toCharArray()), EnableOptions.defaults()));
        attempt(
                "unusable passphrase",
                () -> other.library
                        .backups()
                        .enable(
                                Passphrase.drawn((Canary.TEXT + "\u0007").toCharArray(), 99),
                                EnableOptions.defaults()));
        attempt("weak passphrase for a slot", () -> {
            try (UnlockedVault vault = fresh.unlock(TestDevice.kitOfEnabled())) {
                owner.library
                        .vault()
                        .addSlot(
                                vault,
                                new SlotPlan.PassphraseAlone(Passphrase.typed(Canary.TEXT.toCharArray())),
                                WeakLocks.REFUSE);
            }
        });
        for (String scanned :
                List.of(Canary.TEXT, "AUTHBACKUP:TRANSFER:1:" + Canary.TEXT, "AUTHBACKUP:TRANSFER:" + words)) {
            attempt("transfer code " + scanned, () -> {
                try (UnlockedVault vault = fresh.unlock(TestDevice.kitOfEnabled());
                        TransferCode code = TransferCode.of(scanned.toCharArray())) {
                    owner.library.transfers().accept(vault, code);
                }
            });
        }
        attempt("transfer answer", () -> {
            try (TransferOffer offer = fresh.library.transfers().offer()) {
                fresh.library.transfers().open(offer, utf8(identity));
            }
        });
        attempt("account with a foreign id", () -> {
            owner.accounts.contents = VaultContents.of(List.of(Specimens.account()));
            owner.library.backups().backUp();
        });
        attempt("malformed setting", () -> {
            owner.accounts.contents =
                    new VaultContents(List.of(), List.of(), Map.of("app/" + Canary.TEXT, Canary.TEXT), List.of());
            owner.library.backups().backUp();
        });
    }

    private static List<Throwable> chain(Throwable thrown) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable each = thrown; each != null && !chain.contains(each); each = each.getCause()) {
            chain.add(each);
            for (Throwable suppressed : each.getSuppressed()) {
                chain.addAll(chain(suppressed));
            }
        }
        return chain;
    }

    private static Set<String> exceptionsOfTheLibrary() throws ClassNotFoundException {
        Set<String> names = new TreeSet<>();
        for (var found : new ClassFileImporter()
                .withImportOption(location -> !location.contains("/test-classes/"))
                .importPackages(ROOT + ".api", ROOT + ".crypto", ROOT + ".core")) {
            if (found.isAssignableTo(Throwable.class)
                    && !found.getModifiers().contains(com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT)) {
                names.add(found.getName());
            }
        }
        return names;
    }
}
