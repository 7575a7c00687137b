package org.authenticatorbackup.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.api.account.AccountName;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.core.history.AccountCore;
import org.authenticatorbackup.core.history.AccountRecord;
import org.authenticatorbackup.core.history.Contents;
import org.authenticatorbackup.core.history.DifferentIdKeyException;
import org.authenticatorbackup.core.history.VaultArbitraries;
import org.authenticatorbackup.core.json.Json;
import org.authenticatorbackup.core.json.Members;
import org.authenticatorbackup.core.snapshot.SnapshotFormatException.Reason;

/** An encoder that remembers writes the same bytes, and comes to the same verdict, as one that does not. */
class SnapshotEncoderProperties {

    @Provide
    Arbitrary<List<Contents>> histories() {
        return VaultArbitraries.contents().list().ofMinSize(1).ofMaxSize(6);
    }

    private static Snapshot snapshot(long sequence, Contents contents) {
        return new Snapshot(
                "brucekqlaqedexidov6nr7tf5uwcxkfv",
                "a0a1a2a3a4a5a6a7a8a9aaabacadaeaf",
                sequence,
                Instant.ofEpochSecond(sequence),
                "app",
                "test",
                contents,
                new TreeMap<>(Map.of("ff".repeat(16), sequence)));
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void p13_theBytesAreTheSame(@ForAll("histories") @Size(max = 6) List<Contents> states) throws Exception {
        SnapshotEncoder encoder = new SnapshotEncoder();
        Contents known = states.get(0);
        for (int i = 0; i < states.size(); i++) {
            known = joined(known, states.get(i));
            Snapshot snapshot = snapshot(i + 1, known);
            byte[] expected = SnapshotCodec.encode(snapshot);

            assertThat(encoder.encode(snapshot)).isEqualTo(expected);
            assertThat(encoder.encodeProven(snapshot)).hasValue(expected);
            assertThat(encoder.encodeProven(snapshot(i + 7, known)))
                    .hasValue(SnapshotCodec.encode(snapshot(i + 7, known)));
        }
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void digestsAreTheSameIfTheBytesAre(@ForAll("histories") @Size(max = 6) List<Contents> states) {
        SnapshotEncoder encoder = new SnapshotEncoder();
        Map<String, String> bytesByDigest = new TreeMap<>();
        for (Contents each : states) {
            Snapshot snapshot = snapshot(1, each);
            String bytes = new String(SnapshotCodec.encode(snapshot), StandardCharsets.UTF_8);
            String digest = Arrays.toString(encoder.digest(snapshot));

            assertThat(Arrays.toString(new SnapshotEncoder().digest(snapshot))).isEqualTo(digest);
            assertThat(bytesByDigest.merge(digest, bytes, (before, now) -> before))
                    .isEqualTo(bytes);
            assertThat(bytesByDigest.entrySet().stream()
                            .filter(known -> known.getValue().equals(bytes))
                            .map(Map.Entry::getKey))
                    .containsExactly(digest);
        }
    }

    /** Of what was read, nothing is read a second time; of anything else, all is. */
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void whatWasReadIsProven(@ForAll("histories") List<Contents> states) throws Exception {
        Snapshot read = snapshot(1, states.get(0));
        byte[] document = SnapshotCodec.encode(read);
        SnapshotEncoder encoder = new SnapshotEncoder();

        encoder.learn(SnapshotCodec.decode(document).snapshot(), document);

        Snapshot next = snapshot(2, SnapshotCodec.decode(document).snapshot().contents());
        assertThat(encoder.encodeProven(next)).hasValue(SnapshotCodec.encode(next));
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void whatWasReadFromOtherBytesIsNotProven(@ForAll("histories") List<Contents> states) throws Exception {
        Contents sound = states.get(0);
        if (sound.accounts().isEmpty()) {
            return;
        }
        SortedMap<AccountId, AccountRecord> accounts = new TreeMap<>(sound.accounts());
        accounts.put(new AccountId("12".repeat(16)), accounts.get(accounts.firstKey()));
        Contents broken = Contents.of(sound.idKey(), accounts, sound.groups(), sound.settings(), sound.unknown());
        SnapshotEncoder encoder = new SnapshotEncoder();

        encoder.learn(snapshot(1, broken), SnapshotCodec.encode(snapshot(1, sound)));

        assertThat(encoder.encodeProven(snapshot(2, broken)).isPresent()).isEqualTo(readsBack(broken));
    }

    private static Contents joined(Contents one, Contents other) throws DifferentIdKeyException {
        return one.idKey().length == 0 || Arrays.equals(one.idKey(), other.idKey()) ? one.join(other) : other;
    }

    /** One account that does not read back is found, though all others were read before. */
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void whatDoesNotReadBackIsFoundAmongWhatHas(@ForAll("histories") List<Contents> states) throws Exception {
        Contents sound = states.get(0);
        if (sound.accounts().isEmpty()) {
            return;
        }
        SnapshotEncoder encoder = new SnapshotEncoder();
        assertThat(encoder.encodeProven(snapshot(1, sound))).isPresent();
        SortedMap<AccountId, AccountRecord> accounts = new TreeMap<>(sound.accounts());
        AccountRecord one = accounts.get(accounts.firstKey());
        accounts.put(new AccountId("12".repeat(16)), one); // an id that its core does not make
        Contents broken = Contents.of(sound.idKey(), accounts, sound.groups(), sound.settings(), sound.unknown());
        boolean readsBack = readsBack(broken);

        assertThat(encoder.encodeProven(snapshot(2, broken)).isPresent()).isEqualTo(readsBack);
        assertThat(encoder.encodeProven(snapshot(3, sound))).isPresent();
    }

    private static boolean readsBack(Contents contents) throws SnapshotFormatException {
        Decoded decoded = SnapshotCodec.decode(SnapshotCodec.encode(snapshot(2, contents)));
        return decoded.rejected().isEmpty() && decoded.snapshot().contents().equals(contents);
    }

    private static Contents withValues(int lists, int values) {
        SortedMap<String, Json> members = new TreeMap<>();
        for (int list = 0; list < lists; list++) {
            List<Json> numbers = new ArrayList<>();
            for (int i = 0; i < values; i++) {
                numbers.add(new Json.Num("1"));
            }
            members.put("x-" + list, new Json.Arr(numbers));
        }
        return Contents.of(new byte[0], Map.of(), Map.of(), Map.of(), Members.copyOf(members));
    }

    @Example
    void theLimitsOfReadersAreKept() throws Exception {
        SnapshotEncoder encoder = new SnapshotEncoder();
        assertThat(encoder.encodeProven(snapshot(1, withValues(10, 149_000)))).isPresent(); // more than the easy bound
        assertThatExceptionOfType(SnapshotFormatException.class)
                .isThrownBy(() -> encoder.encodeProven(snapshot(1, withValues(10, 151_000))))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE));
    }

    /** This device's own document is read whatever it holds, so that it was read proves nothing about others' limits. */
    @Example
    void moreAccountsThanReadersTakeAreRefusedThoughTheyWereReadBefore() throws Exception {
        byte[] document = SnapshotCodec.encode(snapshot(1, withNames(Contents.MAX_ACCOUNTS + 1)));
        Snapshot own = SnapshotCodec.decodeOwn(document).snapshot();
        SnapshotEncoder encoder = new SnapshotEncoder();
        encoder.learn(own, document);

        assertThatExceptionOfType(SnapshotFormatException.class)
                .isThrownBy(() -> SnapshotCodec.decode(document))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE));
        assertThatExceptionOfType(SnapshotFormatException.class)
                .isThrownBy(() -> encoder.encodeProven(snapshot(2, own.contents())))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE));
    }

    /** Nor does it that all but one were proven, as long as there was room for them. */
    @Example
    void theAccountThatIsOneTooManyIsRefused() throws Exception {
        SnapshotEncoder encoder = new SnapshotEncoder();
        Contents more = withNames(Contents.MAX_ACCOUNTS + 1);
        Contents most = more.withOnly(more.accounts().headMap(more.accounts().lastKey()));
        assertThat(encoder.encodeProven(snapshot(1, most))).isPresent();

        assertThatExceptionOfType(SnapshotFormatException.class)
                .isThrownBy(() -> encoder.encodeProven(snapshot(2, more)))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE));
    }

    private static Contents withNames(int accounts) {
        SortedMap<AccountId, AccountRecord> all = new TreeMap<>();
        for (int i = 0; i < accounts; i++) {
            AccountName name = new AccountName("", "");
            all.put(
                    new AccountId(String.format("%032x", i)),
                    AccountRecord.of(AccountCore.Known.of(new Credential.Withheld("totp"), name)));
        }
        return Contents.of(VaultArbitraries.idKey(), all, Map.of(), Map.of(), Members.none());
    }

    @Example
    void aDocumentIsAtMost31MiB() throws Exception {
        SnapshotEncoder encoder = new SnapshotEncoder();
        int text = 60_000;
        int before = encoder.encode(snapshot(1, withTexts(0, text))).length;
        int each = encoder.encode(snapshot(1, withTexts(101, text))).length
                - encoder.encode(snapshot(1, withTexts(100, text))).length;
        int fitting = (SnapshotCodec.MAX_BYTES - before - 1_000) / each;

        Optional<byte[]> largest = encoder.encodeProven(snapshot(1, withTexts(fitting, text)));
        assertThat(largest).isPresent();
        assertThatExceptionOfType(SnapshotFormatException.class)
                .isThrownBy(() -> encoder.encodeProven(snapshot(1, withTexts(fitting + 1, text))))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE));
    }

    private static Contents withTexts(int texts, int length) {
        SortedMap<String, Json> members = new TreeMap<>();
        for (int i = 0; i < texts; i++) {
            members.put("x-" + (100_000 + i), new Json.Text("t".repeat(length)));
        }
        return Contents.of(new byte[0], Map.of(), Map.of(), Map.of(), Members.copyOf(members));
    }
}
