package org.authenticatorbackup.crypto.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.authenticatorbackup.crypto.SharedVectors;
import org.authenticatorbackup.crypto.SharedVectors.Json;
import org.authenticatorbackup.crypto.vault.ObjectRejectedException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WitnessTest {

    private static final String ONE = "1".repeat(64);
    private static final String TWO = "2".repeat(64);
    private static final String TEXT = """
            authbackup-witness v1
            vault brucekqlaqedexidov6nr7tf5uwcxkfv
            device a0a1a2a3a4a5a6a7a8a9aaabacadaeaf
            seq 0000000000000007
            sha256 657d04ba03f08b6301b45336615dc9d46881ce6a0f18b83c18dad26b2af7a66d
            f43GVWENfgTX94upOsXIKPTozJ3IsTLSmbh+BNUNb80
            """;

    private final VaultIdentity vault = Fixtures.vault(VaultSuite.CLASSIC, 1);
    private final WriteCapability capability = vault.writeCapability(Fixtures.DEVICE);
    private final Witness witness = Witness.of(capability, new SnapshotDigest(7, ONE));

    @Test
    void agreesWithTheKnownWitness() throws Exception {
        Json kat = SharedVectors.json("design/kat.json");
        Json answer = kat.get("witness");
        VaultIdentity identity = VaultIdentity.parse(kat.get("identity").text());
        String deviceId = kat.get("device_id_hex").text();
        SnapshotDigest snapshot = new SnapshotDigest(
                kat.get("seq").number(), answer.get("file_sha256").text());

        Witness made = Witness.of(identity.writeCapability(deviceId), snapshot);
        Witness read = Witness.parse(answer.get("text").text());

        assertThat(made.format()).isEqualTo(answer.get("text").text()).isEqualTo(TEXT);
        assertThat(read.format()).isEqualTo(TEXT);
        assertThat(read.judge(identity, deviceId, List.of(snapshot))).isEqualTo(Freshness.FRESHNESS_VERIFIED);
        assertThat(read.judge(identity.writeCapability(deviceId), List.of(snapshot)))
                .isEqualTo(Freshness.FRESHNESS_VERIFIED);
    }

    @Test
    void theWitnessOfTheSampleVaultIsOfItsSnapshot() {
        byte[] object = SharedVectors.bytes("design/vault/brucekqlaqedexidov6nr7tf5uwcxkfv/snap/"
                + "a0a1a2a3a4a5a6a7a8a9aaabacadaeaf/0000000000000007-b0b1b2b3b4b5b6b7.age");

        SnapshotDigest digest = SnapshotDigest.of(7, object);

        assertThat(digest.sha256()).isEqualTo(SharedVectors.hex(Secrets.sha256(object)));
    }

    /** The lane as numbers and digests: 7a is the snapshot of the witness, 7b another one. */
    @ParameterizedTest
    @CsvSource({
        "nothing left,               '',       ROLLBACK_SUSPECTED",
        "an old one,                 6a,       ROLLBACK_SUSPECTED",
        "old ones,                   1b 6a 5a, ROLLBACK_SUSPECTED",
        "the very one,               7a,       FRESHNESS_VERIFIED",
        "and old ones,               5b 7a 6b, FRESHNESS_VERIFIED",
        "and newer ones,             7a 8b,    FRESHNESS_VERIFIED",
        "only newer ones,            8b 9b,    FRESHNESS_VERIFIED",
        "another of that number,     7b,       EQUIVOCATION",
        "both of that number,        7a 7b,    EQUIVOCATION",
        "another one and newer ones, 8a 7b 9a, EQUIVOCATION",
    })
    void aLaneIsJudgedByItsWitness(String fault, String lane, Freshness expected) {
        List<SnapshotDigest> seen = new ArrayList<>();
        for (String item : lane.split(" ", -1)) {
            if (!item.isEmpty()) {
                seen.add(new SnapshotDigest(item.charAt(0) - '0', item.endsWith("a") ? ONE : TWO));
            }
        }

        assertThat(witness.judge(vault, Fixtures.DEVICE, seen)).as(fault).isEqualTo(expected);
        assertThat(witness.judge(capability, seen)).as(fault).isEqualTo(expected);
    }

    @Test
    void aForgedOrForeignWitnessIsIgnoredAndReported() throws Exception {
        List<SnapshotDigest> lane = List.of(new SnapshotDigest(7, ONE));
        VaultIdentity other = Fixtures.vault(VaultSuite.CLASSIC, 2);
        List<String> forged = List.of(
                witness.format().replace("seq 0000000000000007", "seq 0000000000000008"),
                witness.format().replace(ONE, TWO),
                witness.format().replace(Fixtures.DEVICE, Fixtures.OTHER_DEVICE),
                witness.format().replace(vault.vaultId(), other.vaultId()));
        for (String text : forged) {
            assertThat(Witness.parse(text).judge(vault, Fixtures.DEVICE, lane)).isEqualTo(Freshness.WITNESS_REJECTED);
            assertThat(Witness.parse(text).judge(capability, lane)).isEqualTo(Freshness.WITNESS_REJECTED);
        }
        assertThat(witness.judge(vault, Fixtures.OTHER_DEVICE, lane)).isEqualTo(Freshness.WITNESS_REJECTED);
        assertThat(witness.judge(other, Fixtures.DEVICE, lane)).isEqualTo(Freshness.WITNESS_REJECTED);
        assertThat(witness.judge(vault.writeCapability(Fixtures.OTHER_DEVICE), lane))
                .isEqualTo(Freshness.WITNESS_REJECTED);
    }

    @Test
    void onlyALaterOneOfTheSameDeviceSupersedes() {
        Witness later = Witness.of(capability, new SnapshotDigest(8, TWO));
        Witness foreign =
                Witness.of(vault.writeCapability(Fixtures.OTHER_DEVICE), new SnapshotDigest(Long.MAX_VALUE, ONE));
        Witness otherVault = Witness.of(
                Fixtures.vault(VaultSuite.CLASSIC, 2).writeCapability(Fixtures.DEVICE), new SnapshotDigest(9, ONE));

        assertThat(later.supersedes(witness)).isTrue();
        assertThat(witness.supersedes(later)).isFalse();
        assertThat(witness.supersedes(witness)).isFalse();
        assertThat(foreign.supersedes(witness)).isFalse();
        assertThat(otherVault.supersedes(witness)).isFalse();
    }

    /** One fault per row: what is replaced, and by what; \n stands for itself. */
    @ParameterizedTest
    @CsvSource({
        "witness v1, witness v2",
        "authbackup-, AUTHBACKUP-",
        "vault b, vault B",
        "vault b, vault",
        "vault b, vault 1",
        "vault b, 'vault  b'",
        "device a0, device A0",
        "device a0, device a0a0",
        "device a0, device a",
        "seq 00, seq 0",
        "seq 00, seq 000",
        "seq 00, seq F0",
        "seq 00, seq f0",
        "seq 00, seq 80",
        "seq 00, seq -0",
        "000000007, 000000000",
        "sha256 65, sha256 6",
        "sha256 65, sha256 G5",
        "sha256 65, sha1 65",
        "f43, f4",
        "f43, ff43",
        "f43, f-3",
        "b80, b81",
        "b80, b80=",
        "b80\\n, b80",
        "b80\\n, b80\\r\\n",
        "b80\\n, b80\\n\\n",
        "b80\\n, 'b80\\n '",
        "v1\\n, v1\\r\\n",
        "v1\\n, v1\\n\\n",
    })
    void onlyTheExactTextIsRead(String part, String replacement) {
        String altered = TEXT.replace(unescape(part), unescape(replacement));

        assertThat(altered).isNotEqualTo(TEXT);
        assertThat(Fixtures.rejection(() -> Witness.parse(altered))).isEqualTo(Reason.MALFORMED);
    }

    private static String unescape(String text) {
        return text.replace("\\n", "\n").replace("\\r", "\r");
    }

    @Property(tries = 200)
    void whatIsWrittenIsRead(@ForAll @LongRange(min = 1) long seq, @ForAll @Size(32) byte[] sha256) throws Exception {
        SnapshotDigest snapshot = new SnapshotDigest(seq, SharedVectors.hex(sha256));
        Witness made = Witness.of(capability, snapshot);

        Witness read = Witness.parse(made.format());

        assertThat(read.snapshot()).isEqualTo(snapshot);
        assertThat(read.sender()).isEqualTo(new Sender(vault.vaultId(), Fixtures.DEVICE, seq));
        assertThat(read.format()).isEqualTo(made.format());
        assertThat(read.judge(vault, Fixtures.DEVICE, List.of(snapshot))).isEqualTo(Freshness.FRESHNESS_VERIFIED);
    }

    /** A false alarm is a chance of 2^-256. */
    @Property(tries = 1000)
    void everyCharacterMatters(@ForAll int at, @ForAll char other) {
        StringBuilder text = new StringBuilder(witness.format());
        int position = Math.floorMod(at, text.length());
        if (text.charAt(position) != other) {
            text.setCharAt(position, other);
            try {
                assertThat(Witness.parse(text).judge(capability, List.of())).isEqualTo(Freshness.WITNESS_REJECTED);
            } catch (ObjectRejectedException e) {
                assertThat(e.reason()).isEqualTo(Reason.MALFORMED);
            }
        }
    }

    @Property(tries = 500)
    void anyTextIsRejectedByType(@ForAll String text) {
        assertThat(Fixtures.rejection(() -> Witness.parse(text))).isEqualTo(Reason.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "A"})
    void onlyADigestIsWitnessed(String sha256) {
        assertThatThrownBy(() -> new SnapshotDigest(1, sha256)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SnapshotDigest(0, ONE)).isInstanceOf(IllegalArgumentException.class);
        assertThat(witness.toString()).startsWith("Witness[Sender[vaultId=");
    }
}
