package org.authenticatorbackup.core.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.core.history.Contents;
import org.authenticatorbackup.core.history.Device;
import org.authenticatorbackup.core.history.VaultArbitraries;

class SnapshotCodecProperties {

    @Provide
    Arbitrary<Snapshot> snapshots() {
        Arbitrary<Long> sequences = Arbitraries.longs().greaterOrEqual(0);
        return Combinators.combine(
                        sequences,
                        Arbitraries.longs().between(0, 253_402_300_799L).map(Instant::ofEpochSecond),
                        VaultArbitraries.texts(),
                        VaultArbitraries.contents(),
                        VaultArbitraries.maps(Arbitraries.of("00", "ff").map(hex -> hex.repeat(16)), sequences, 2))
                .as((sequence, created, app, contents, seen) -> new Snapshot(
                        "brucekqlaqedexidov6nr7tf5uwcxkfv",
                        "a0a1a2a3a4a5a6a7a8a9aaabacadaeaf",
                        sequence,
                        created,
                        app,
                        app,
                        contents,
                        new TreeMap<>(seen)));
    }

    @Provide
    Arbitrary<VaultContents> vaults() {
        return VaultArbitraries.vaults();
    }

    @Provide
    Arbitrary<byte[]> mutated() {
        Arbitrary<Integer> places = Arbitraries.integers().between(0, 4_000);
        Arbitrary<byte[]> pieces = Arbitraries.oneOf(
                Arbitraries.bytes().array(byte[].class).ofMaxSize(3),
                Arbitraries.of("\"", "{", "}", "[", "]", ",", ":", "1", "null", "\\ud800", "\"a\":1,", "%", "&")
                        .map(piece -> piece.getBytes(UTF_8)));
        return Combinators.combine(snapshots(), places, places, pieces).as((snapshot, from, length, piece) -> {
            byte[] bytes = SnapshotCodec.encode(snapshot);
            int start = from % bytes.length;
            int end = Math.min(bytes.length, start + length % 5);
            byte[] result = new byte[bytes.length - (end - start) + piece.length];
            System.arraycopy(bytes, 0, result, 0, start);
            System.arraycopy(piece, 0, result, start, piece.length);
            System.arraycopy(bytes, end, result, start + piece.length, bytes.length - end);
            return result;
        });
    }

    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
    void p13WhatWasEncodedIsDecoded(@ForAll("snapshots") Snapshot snapshot) throws SnapshotFormatException {
        byte[] json = SnapshotCodec.encode(snapshot);

        Decoded decoded = SnapshotCodec.decode(json);

        assertThat(decoded.rejected()).isEmpty();
        assertThat(new String(SnapshotCodec.encode(decoded.snapshot()), UTF_8)).isEqualTo(new String(json, UTF_8));
        assertThat(decoded.snapshot()).isEqualTo(snapshot);
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void p13AnAppsAccountsSurviveASnapshot(@ForAll("vaults") VaultContents vault) throws Exception {
        Device device = Device.fresh();
        Contents contents = device.absorb(vault);
        Snapshot snapshot = new Snapshot(
                "brucekqlaqedexidov6nr7tf5uwcxkfv",
                "a0a1a2a3a4a5a6a7a8a9aaabacadaeaf",
                1,
                Instant.EPOCH,
                "",
                "",
                contents,
                new TreeMap<>());

        Decoded decoded = SnapshotCodec.decode(SnapshotCodec.encode(snapshot));

        assertThat(decoded.rejected()).isEmpty();
        assertThat(decoded.snapshot().contents()).isEqualTo(contents);
        assertThat(new Device(8, decoded.snapshot().contents()).view()).isEqualTo(vault);
    }

    @Property(tries = 500)
    void arbitraryBytesGiveATypedAnswer(@ForAll byte[] bytes) {
        assertThat(answer(bytes)).isNotEmpty();
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void mutatedSnapshotsGiveATypedAnswer(@ForAll("mutated") byte[] bytes) {
        assertThat(answer(bytes)).isNotEmpty();
    }

    private static String answer(byte[] bytes) {
        try {
            Decoded decoded = SnapshotCodec.decode(bytes);
            byte[] canonical = SnapshotCodec.encode(decoded.snapshot());
            assertThat(SnapshotCodec.decode(canonical).snapshot()).isEqualTo(decoded.snapshot());
            return "read";
        } catch (SnapshotFormatException e) {
            assertThat(e).hasNoCause();
            return e.reason().name();
        }
    }
}
