package org.authenticatorbackup.crypto.age;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.Stream;
import org.authenticatorbackup.crypto.SharedVectors;
import org.authenticatorbackup.crypto.SharedVectors.Json;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Files and keys of other age implementations. */
class InteropTest {

    @TestFactory
    Stream<DynamicTest> aFileOfAnotherImplementationGivesItsPlaintext() {
        return SharedVectors.json("interop/index.json").get("files").items().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.get("file").text(), () -> check(entry)));
    }

    private static void check(Json entry) throws Exception {
        byte[] stored = SharedVectors.bytes("interop/" + entry.get("file").text());
        byte[] file = entry.get("armored").flag() ? AgeArmor.decode(stored) : stored;

        byte[] plaintext;
        try (Identity identity = identity(entry)) {
            plaintext = AgeFile.open(file, identity);
        }

        byte[] digest = MessageDigest.getInstance("SHA-256").digest(plaintext);
        assertThat(plaintext).hasSize((int) entry.get("plaintext_len").number());
        assertThat(SharedVectors.hex(digest)).isEqualTo(entry.get("sha256").text());
    }

    private static Identity identity(Json entry) throws MalformedKeyException {
        if (!entry.get("passphrase").isNull()) {
            return ScryptIdentity.of(entry.get("passphrase").text().getBytes(StandardCharsets.UTF_8), 18);
        }
        String key = entry.get("identity").text();
        return key.startsWith("pq")
                ? HybridIdentity.parse(SharedVectors.text("interop/" + key).strip())
                : X25519Identity.parse(SharedVectors.text("interop/" + key).strip());
    }

    @Test
    void theIdentitiesOfTheInteropFilesHaveTheirRecipients() throws Exception {
        try (HybridIdentity hybrid = HybridIdentity.parse(
                        SharedVectors.text("interop/pq.key").strip());
                X25519Identity classic = X25519Identity.parse(
                        SharedVectors.text("interop/x25519.key").strip())) {
            assertThat(hybrid.recipient().text())
                    .isEqualTo(SharedVectors.text("interop/pq.pub").strip());
            assertThat(classic.recipient().text())
                    .isEqualTo(SharedVectors.text("interop/x25519.pub").strip());
        }
    }

    @Test
    void theExampleOfAgeItselfOpens() throws Exception {
        String key = line("age/testdata/example_keys.txt", "AGE-SECRET-KEY-");

        try (X25519Identity identity = X25519Identity.parse(key)) {
            byte[] plaintext = AgeFile.open(SharedVectors.bytes("age/testdata/example.age"), identity);

            assertThat(new String(plaintext, StandardCharsets.UTF_8)).isEqualTo("Black lives matter.");
        }
    }

    @Test
    void anIdentityFromAgesOwnTestsHasTheRecipientItSays() throws Exception {
        String script = "age/cmd/age/testdata/hybrid.txt";
        String recipient = line(script, "# public key: ").substring("# public key: ".length());

        try (HybridIdentity identity = HybridIdentity.parse(line(script, "AGE-SECRET-KEY-PQ-1"))) {
            assertThat(identity.recipient().text()).isEqualTo(recipient);
            assertThat(HybridRecipient.parse(recipient).text()).isEqualTo(recipient);
        }
    }

    private static String line(String file, String prefix) {
        List<String> lines = SharedVectors.text(file)
                .lines()
                .filter(line -> line.startsWith(prefix))
                .toList();
        assertThat(lines).isNotEmpty();
        return lines.get(0);
    }
}
