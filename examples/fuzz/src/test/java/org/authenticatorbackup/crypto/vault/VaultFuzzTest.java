package org.authenticatorbackup.crypto.vault;

import static org.authenticatorbackup.fuzz.Fuzzing.require;
import static org.authenticatorbackup.fuzz.Fuzzing.requireSame;
import static org.authenticatorbackup.fuzz.Fuzzing.requireSilent;
import static org.authenticatorbackup.fuzz.Fuzzing.text;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.authenticatorbackup.crypto.age.X25519Identity;
import org.authenticatorbackup.fuzz.Fuzzing;

class VaultFuzzTest {

    private static final String VAULT = "d5nufk6c2yz3udtenwraforu7rxtkwcv";
    private static final String DEVICE = "a0a1a2a3a4a5a6a7a8a9aaabacadaeaf";
    private static final int MAX_LOG2N = 4;
    private static final String[] PREFIXES = {"AGE-SECRET-KEY-PQ-1", "AGE-SECRET-KEY-1", "age1pq1", "age1"};
    private static final byte[] SEED = new byte[32];
    private static final VaultIdentity IDENTITY;
    private static final LockKey LOCK;

    static {
        for (int i = 0; i < SEED.length; i++) {
            SEED[i] = (byte) (0x20 + i);
        }
        IDENTITY = VaultIdentity.ofSeed(VaultSuite.CLASSIC, SEED);
        LOCK = LockKey.passphrase("correct-horse-battery-staple-river-abandon-zoo".toCharArray());
    }

    @FuzzTest(maxDuration = Fuzzing.EACH)
    void identityFile(byte[] input) {
        try (VaultIdentity identity = IdentityFile.parse(input)) {
            byte[] written = IdentityFile.format(identity, "2026-11-22");
            try (VaultIdentity again = IdentityFile.parse(written, identity.vaultId())) {
                requireSame(identity.seed(), again.seed(), "an identity survives its file");
            }
        } catch (ObjectRejectedException e) {
            requireSilent(e, input, PREFIXES);
        }
        try (VaultIdentity identity = IdentityFile.parse(input, VAULT)) {
            requireSame(VAULT, identity.vaultId(), "the file is of the expected vault");
        } catch (ObjectRejectedException e) {
            requireSilent(e, input, PREFIXES);
        }
    }

    @FuzzTest(maxDuration = Fuzzing.EACH)
    void capability(byte[] input) {
        try (WriteCapability capability = WriteCapability.decode(input)) {
            requireSame(input, capability.encode(), "a capability has one form");
        } catch (ObjectRejectedException e) {
            requireSilent(e, input, "age1pq1", "write capability");
        }
    }

    @FuzzTest(maxDuration = Fuzzing.EACH)
    void slot(byte[] input) {
        try (VaultIdentity identity = Slot.open(input, VAULT, List.of(LOCK), MAX_LOG2N)) {
            requireSame(VAULT, identity.vaultId(), "the slot is of the expected vault");
        } catch (ObjectRejectedException e) {
            requireSilent(e, input, PREFIXES);
        }
    }

    @FuzzTest(maxDuration = Fuzzing.EACH)
    void snapshotObject(byte[] input) throws ObjectRejectedException {
        try {
            byte[] json = IDENTITY.openSnapshot(input, new Sender(VAULT, DEVICE, 0x1a));
            require(json.length < input.length, "an object is longer than its JSON");
        } catch (ObjectRejectedException e) {
            requireSilent(e, input);
        }
        plaintext(input, input);
        byte[] padded = Arrays.copyOf(input, (int) Padding.bucket(input.length));
        Arrays.fill(padded, input.length, padded.length, (byte) ' ');
        padded[padded.length - 1] = '\n';
        plaintext(padded, input);
    }

    private static void plaintext(byte[] padded, byte[] input) {
        try {
            requireSame(padded, Padding.pad(Padding.unpad(padded)), "padding has one form");
        } catch (ObjectRejectedException e) {
            requireSilent(e, input);
        }
    }

    @FuzzTest(maxDuration = Fuzzing.EACH)
    void witness(byte[] input) {
        String text = text(input);
        try {
            Witness witness = Witness.parse(text);
            requireSame(text, witness.format(), "a witness has one form");
            Freshness freshness = witness.judge(IDENTITY, DEVICE, List.of());
            require(
                    freshness == Freshness.WITNESS_REJECTED || freshness == Freshness.ROLLBACK_SUSPECTED,
                    "a witness without a snapshot is forged, or the storage old");
        } catch (ObjectRejectedException e) {
            requireSilent(e, input);
        }
    }

    @FuzzTest(maxDuration = Fuzzing.EACH)
    void transfer(byte[] input) throws MalformedTransferException {
        String text = text(input);
        try (ScannedTransfer transfer = ScannedTransfer.parse(text)) {
            require(transfer.transferId().matches("[0-9a-f]{32}"), "the name at the relay has its form");
            require(text.length() == 137, "a transfer has one length");
        } catch (MalformedTransferException e) {
            requireSilent(e, input, PREFIXES);
        }
        byte[] seed = Arrays.copyOf(input, 32);
        byte[] key = Arrays.copyOfRange(Arrays.copyOf(input, 64), 32, 64);
        try (TransferRequest request =
                new TransferRequest(X25519Identity.ofSeed(seed), new TransferKey(key), Instant.EPOCH)) {
            try (ScannedTransfer transfer = ScannedTransfer.parse(new String(request.qrPayload()))) {
                requireSame(request.transferId(), transfer.transferId(), "any request can be scanned");
            }
            try (VaultIdentity identity = request.open(input, Instant.EPOCH)) {
                throw new AssertionError("nobody answered, but this was opened: " + identity);
            } catch (ObjectRejectedException e) {
                requireSilent(e, input);
            }
        }
    }
}
