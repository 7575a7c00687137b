package org.authenticatorbackup.crypto.vault;

import java.util.Arrays;
import org.authenticatorbackup.crypto.age.HybridIdentity;
import org.authenticatorbackup.crypto.age.HybridRecipient;
import org.authenticatorbackup.crypto.age.Identity;
import org.authenticatorbackup.crypto.age.MalformedKeyException;
import org.authenticatorbackup.crypto.age.Recipient;
import org.authenticatorbackup.crypto.age.X25519Identity;
import org.authenticatorbackup.crypto.age.X25519Recipient;

/** The key agreement that a vault was created with; it never changes during the life of a vault. */
public enum VaultSuite {
    /**
     * ML-KEM-768 with X25519: safe against a quantum computer of the future. Stock {@code age} opens it from
     * version 1.3.
     */
    HYBRID {
        @Override
        String stanzaType() {
            return "mlkem768x25519";
        }

        @Override
        Identity identity(byte[] seed) {
            return HybridIdentity.ofSeed(seed);
        }

        @Override
        Recipient recipient(Identity identity) {
            return ((HybridIdentity) identity).recipient();
        }

        @Override
        String text(Recipient recipient) {
            return ((HybridRecipient) recipient).text();
        }

        @Override
        Recipient parseRecipient(String text) throws MalformedKeyException {
            return HybridRecipient.parse(text);
        }
    },

    /** X25519 alone, for people whose stock tools are older. */
    CLASSIC {
        @Override
        String stanzaType() {
            return "X25519";
        }

        @Override
        Identity identity(byte[] seed) {
            return X25519Identity.ofSeed(seed);
        }

        @Override
        Recipient recipient(Identity identity) {
            return ((X25519Identity) identity).recipient();
        }

        @Override
        String text(Recipient recipient) {
            return ((X25519Recipient) recipient).text();
        }

        @Override
        Recipient parseRecipient(String text) throws MalformedKeyException {
            return X25519Recipient.parse(text);
        }
    };

    private static final String VAULT_ID_LABEL = "authbackup/v1/vault-id";
    private static final int VAULT_ID_BYTES = 20;

    /** The type of the one encryption stanza in a snapshot. */
    abstract String stanzaType();

    /** The age identity of a seed, which is copied; the caller closes it. */
    abstract Identity identity(byte[] seed);

    /** The recipient of an identity of this suite, which stays open. */
    abstract Recipient recipient(Identity identity);

    /** The text of a recipient of this suite. */
    abstract String text(Recipient recipient);

    /** The text of the age recipient that belongs to a seed. */
    String recipient(byte[] seed) {
        try (Identity identity = identity(seed)) {
            return text(recipient(identity));
        }
    }

    abstract Recipient parseRecipient(String text) throws MalformedKeyException;

    /** The public name of the vault that has this recipient. */
    static String vaultId(String recipient) {
        byte[] hash = Secrets.sha256(Secrets.label(VAULT_ID_LABEL), Secrets.ascii(recipient));
        return Base32.text(Arrays.copyOf(hash, VAULT_ID_BYTES));
    }
}
