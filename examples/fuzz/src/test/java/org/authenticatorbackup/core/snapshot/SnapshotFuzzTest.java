package org.authenticatorbackup.core.snapshot;

import static org.authenticatorbackup.fuzz.Fuzzing.require;
import static org.authenticatorbackup.fuzz.Fuzzing.requireSame;
import static org.authenticatorbackup.fuzz.Fuzzing.requireSilent;
import static org.authenticatorbackup.fuzz.Fuzzing.text;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.core.history.AccountCore;
import org.authenticatorbackup.core.history.LocalView;
import org.authenticatorbackup.core.json.Json;
import org.authenticatorbackup.core.json.JsonException;
import org.authenticatorbackup.core.json.JsonReader;
import org.authenticatorbackup.fuzz.Fuzzing;

class SnapshotFuzzTest {

    /** Of a text that is written in a URI, where three characters stand for a byte, twice, and as it is. */
    private static final int GROWTH = 16;

    private static final int ROOM = 4096;

    @FuzzTest(maxDuration = Fuzzing.EACH)
    void snapshot(byte[] input) throws SnapshotFormatException {
        try {
            Decoded decoded = SnapshotCodec.decode(input);
            decoded.rejected().forEach(account -> requireSilent(account.reason(), text(input)));
            requireStable(decoded, input.length);
        } catch (SnapshotFormatException e) {
            requireSilent(e, input);
        }
    }

    private static void requireStable(Decoded decoded, int length) throws SnapshotFormatException {
        byte[] written = SnapshotCodec.encode(decoded.snapshot());
        require(written.length <= GROWTH * length + ROOM, "the output is bounded");
        Decoded again;
        try {
            again = SnapshotCodec.decode(written);
        } catch (SnapshotFormatException e) {
            throw new AssertionError("what was written cannot be read", e);
        }
        require(again.rejected().isEmpty(), "what was accepted is accepted again");
        requireSame(written, SnapshotCodec.encode(again.snapshot()), "the canonical form is one");
    }

    /** The fuzzer cannot guess an account's id, so it gets the right one. */
    @FuzzTest(maxDuration = Fuzzing.EACH)
    void coreUri(byte[] input) throws SnapshotFormatException {
        String uri = text(input);
        Optional<AccountCore.Known> core;
        try {
            core = CoreUri.parse(uri);
        } catch (CoreFormatException e) {
            requireSilent(e, input);
            return;
        }
        if (!core.isPresent()) {
            return;
        }
        AccountId id =
                LocalView.idOf(new byte[32], core.get().credential(), core.get().enrolledAs());
        String json =
                "{\"format\":\"authbackup-snapshot\",\"version\":1,\"vault\":\"brucekqlaqedexidov6nr7tf5uwcxkfv\","
                        + "\"device\":\"a0a1a2a3a4a5a6a7a8a9aaabacadaeaf\",\"seq\":7,\"created\":\"2026-11-22T10:00:00Z\","
                        + "\"idKey\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\",\"accounts\":[{\"id\":\""
                        + id.value()
                        + "\",\"uri\":" + new Json.Text(uri).canonical() + "}]}";
        try {
            Decoded decoded = SnapshotCodec.decode(json.getBytes(StandardCharsets.UTF_8));
            require(decoded.rejected().isEmpty(), "the id is right");
            requireStable(decoded, json.length());
        } catch (SnapshotFormatException e) {
            require(uri.length() > JsonReader.MAX_STRING_BYTES, "only a long uri is refused");
        }
    }

    @FuzzTest(maxDuration = Fuzzing.EACH)
    void setting(byte[] input) throws JsonException {
        Json value;
        try {
            value = JsonReader.settingOf(text(input));
        } catch (JsonException e) {
            requireSilent(e, input);
            return;
        }
        Json again = JsonReader.settingOf(value.canonical());
        requireSame(value, again, "a value survives its canonical form");
        requireSame(value.canonical(), again.canonical(), "the canonical form is one");
    }
}
