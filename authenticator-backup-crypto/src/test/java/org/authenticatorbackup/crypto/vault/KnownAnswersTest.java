package org.authenticatorbackup.crypto.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.authenticatorbackup.crypto.SharedVectors;
import org.authenticatorbackup.crypto.SharedVectors.Json;
import org.authenticatorbackup.crypto.age.AgeFile;
import org.authenticatorbackup.crypto.age.Stanza;
import org.junit.jupiter.api.Test;

/** The format's known answers, {@code design/kat.json}. */
class KnownAnswersTest {

    private final Json kat = SharedVectors.json("design/kat.json");
    private final byte[] seed = kat.get("seed_hex").hex();
    private final String deviceId = kat.get("device_id_hex").text();
    private final String vaultId = kat.get("vault_id").text();
    private final Sender sender = new Sender(vaultId, deviceId, kat.get("seq").number());

    @Test
    void theHybridIdentityAndItsVaultId() throws Exception {
        VaultIdentity identity = VaultIdentity.ofSeed(VaultSuite.HYBRID, seed);

        assertThat(new String(identity.text())).isEqualTo(kat.get("identity").text());
        assertThat(identity.vaultId()).isEqualTo(vaultId);
        VaultIdentity parsed = VaultIdentity.parse(kat.get("identity").text());
        assertThat(parsed.suite()).isEqualTo(VaultSuite.HYBRID);
        assertThat(parsed.seed()).isEqualTo(seed);
    }

    @Test
    void theHybridRecipient() {
        byte[] digest = Secrets.sha256(Fixtures.utf8(VaultSuite.HYBRID.recipient(seed)));

        assertThat(SharedVectors.hex(digest))
                .isEqualTo(kat.get("recipient_sha256").text());
    }

    @Test
    void theClassicIdentityItsRecipientAndItsVaultId() throws Exception {
        Json classic = kat.get("x25519");

        VaultIdentity identity = VaultIdentity.parse(classic.get("identity").text());

        assertThat(identity.suite()).isEqualTo(VaultSuite.CLASSIC);
        assertThat(identity.vaultId()).isEqualTo(classic.get("vault_id").text());
        assertThat(VaultSuite.CLASSIC.recipient(identity.seed()))
                .isEqualTo(classic.get("recipient").text());
        assertThat(new String(identity.text()))
                .isEqualTo(classic.get("identity").text());
    }

    @Test
    void theWriteKey() {
        byte[] writeKey = SenderTag.writeKey(seed, vaultId, deviceId);

        assertThat(writeKey).isEqualTo(kat.get("write_key_hex").hex());
    }

    @Test
    void theSenderTag() {
        SenderTag tag = new SenderTag(sender, kat.get("write_key_hex").hex());

        assertThat(tag.tag(kat.get("sender_file_key_hex").hex()))
                .isEqualTo(kat.get("sender_tag_hex").hex());
    }

    @Test
    void theSenderStanzaOfAFileWithAKnownKey() throws Exception {
        SenderTag tag = new SenderTag(sender, kat.get("write_key_hex").hex());
        List<Stanza> written = new ArrayList<>();

        AgeFile.seal(
                        new byte[0],
                        VaultSuite.CLASSIC.parseRecipient(
                                kat.get("x25519").get("recipient").text()),
                        fileKey -> {
                            written.add(tag.stanza(fileKey));
                            return written;
                        },
                        new FirstDraw(kat.get("file_key_hex").hex()))
                .close();

        Stanza stanza = written.get(0);
        String text = "-> " + stanza.type() + " " + String.join(" ", stanza.arguments()) + "\n"
                + Base64.getEncoder().withoutPadding().encodeToString(stanza.body()) + "\n";
        assertThat(text).isEqualTo(kat.get("sender_stanza").text());
    }

    @Test
    void theSecretString() {
        byte[] secret = kat.get("secret_string").get("secret_hex").hex();

        byte[] ascii = LockKey.contacts(secret).utf8();

        assertThat(ascii)
                .isEqualTo(Fixtures.utf8(kat.get("secret_string").get("string").text()));
    }

    @Test
    void thePaddingTable() {
        assertThat(kat.get("padding").items()).hasSize(15);
        for (Json row : kat.get("padding").items()) {
            long jsonLength = row.get("json_len").number();

            assertThat(Padding.bucket(jsonLength))
                    .as("bucket of %d", jsonLength)
                    .isEqualTo(row.get("padded_len").number());
        }
    }

    @Test
    void theAccountId() {
        Json answer = kat.get("account_id");
        Json core = answer.get("core");
        AccountIdKey key = AccountIdKey.of(answer.get("id_key_hex").hex());

        byte[] id = key.accountId(
                core.get("type").text(),
                core.get("secret_hex").hex(),
                core.get("algorithm").text(),
                (int) core.get("digits").number(),
                (int) core.get("period").number(),
                core.get("issuer").text(),
                core.get("name").text());

        assertThat(id).isEqualTo(answer.get("id_hex").hex());
    }

    /** Gives known bytes first and random ones after that: a sealer draws the file key before all else. */
    private static final class FirstDraw extends SecureRandom {

        private static final long serialVersionUID = 1L;

        private final byte[] first;
        private boolean drawn;

        FirstDraw(byte[] first) {
            this.first = first;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            if (!drawn && bytes.length == first.length) {
                drawn = true;
                System.arraycopy(first, 0, bytes, 0, first.length);
            } else {
                super.nextBytes(bytes);
            }
        }
    }
}
