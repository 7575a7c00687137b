package org.authenticatorbackup.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.api.account.AccountName;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.account.Secret;
import org.authenticatorbackup.core.history.AccountCore;
import org.authenticatorbackup.core.history.AccountRecord;
import org.authenticatorbackup.core.history.Contents;
import org.authenticatorbackup.core.history.LocalView;
import org.authenticatorbackup.core.history.VaultArbitraries;
import org.authenticatorbackup.core.json.Members;

/** What was read from other snapshots changes nothing in what is read from one, whoever wrote them. */
class KnownCoresProperties {

    /** What a writer may do to a snapshot: nothing, another key for the ids, another credential or name under the same id. */
    private static final List<Tuple2<String, String>> CHANGES = List.of(
            Tuple.of("", ""),
            Tuple.of("4OHi4+Tl5ufo6err7O3u7/Dx8vP09fb3+Pn6+/z9/v8", "4OHi4+Tl5ufo6err7O3u7/Dx8vP09fb3+Pn6+/z9/v4"),
            Tuple.of("secret=AE", "secret=AI"),
            Tuple.of("secret=AI", "secret=AE"),
            Tuple.of("Caf%C3%A9", "Cafe"),
            Tuple.of("\"uri\":\"otpauth", "\"uri\":\"otpauth:"),
            Tuple.of("\"core\":{", "\"x-core\":{"));

    @Provide
    Arbitrary<List<byte[]>> documents() {
        return Combinators.combine(VaultArbitraries.contents(), Arbitraries.of(CHANGES))
                .as((contents, change) -> new String(VaultArbitraries.document(contents), StandardCharsets.UTF_8)
                        .replace(change.get1(), change.get2())
                        .getBytes(StandardCharsets.UTF_8))
                .list()
                .ofMinSize(2)
                .ofMaxSize(6);
    }

    /** Whoever writes snapshots cannot fill the heap of the one who reads them all with URIs: P29 leaves 64 MiB in all. */
    @Example
    void ofTheLongestUrisFewAreKept() throws Exception {
        SortedMap<AccountId, AccountRecord> accounts = new TreeMap<>();
        AccountName name = new AccountName("", "n".repeat(60_000));
        for (int i = 0; i < 400; i++) {
            Credential credential = new Credential.Steam(
                    Secret.of(ByteBuffer.allocate(4).putInt(i).array()));
            accounts.put(
                    LocalView.idOf(VaultArbitraries.idKey(), credential, name),
                    AccountRecord.of(AccountCore.Known.of(credential, name)));
        }
        Contents contents = Contents.of(VaultArbitraries.idKey(), accounts, Map.of(), Map.of(), Members.none());
        byte[] document = VaultArbitraries.document(contents);
        KnownCores cores = new KnownCores();

        for (int i = 0; i < 2; i++) {
            Decoded decoded = SnapshotCodec.decode(document, cores);
            assertThat(decoded.rejected()).isEmpty();
            assertThat(decoded.snapshot().contents()).isEqualTo(contents);
        }

        int most = 16 * 1024 * 1024 / 60_000;
        assertThat(cores.toString()).matches("KnownCores\\[\\d+ cores]");
        assertThat(Integer.parseInt(cores.toString().replaceAll("\\D", ""))).isBetween(1, most);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void eachIsReadAsIfItWereAlone(@ForAll("documents") List<byte[]> documents) throws Exception {
        KnownCores cores = new KnownCores();
        for (byte[] document : documents) {
            Decoded alone = SnapshotCodec.decode(document);

            Decoded amongOthers = SnapshotCodec.decode(document, cores);

            assertThat(amongOthers.snapshot()).isEqualTo(alone.snapshot());
            assertThat(amongOthers.rejected()).isEqualTo(alone.rejected());
        }
        assertThat(cores.toString()).matches("KnownCores\\[\\d+ cores]");
    }
}
