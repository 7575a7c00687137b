package org.authenticatorbackup.core.vault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.authenticatorbackup.api.account.AccountName;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.account.Secret;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.core.history.LocalView;
import org.authenticatorbackup.core.interchange.KeyUri;
import org.authenticatorbackup.core.interchange.ParsedAccount;
import org.junit.jupiter.api.Test;

/** The vectors of the format that the crypto module ships and only this one can judge: names of objects, and cores. */
class FormatVectorsTest {

    private static final Path FOLDER =
            Path.of("..", "authenticator-backup-crypto", "src/test/resources/org/authenticatorbackup/crypto/vectors");

    @Test
    void namesAreReadAsTheFormatSays() throws IOException {
        int accepted = 0;
        int refused = 0;
        for (String line : Files.readAllLines(FOLDER.resolve("names.json"))) {
            if (!line.startsWith("{\"")) {
                continue;
            }
            Map<String, String> vector = flat(line);
            Optional<VaultObject> object = parsed(vector.get("name"));
            if (vector.containsKey("comment")) {
                assertThat(object).as(vector.get("comment")).isEmpty();
                refused++;
            } else {
                VaultObject found = object.orElseThrow(() -> new AssertionError(vector.get("name")));
                assertThat(found.name().value()).isEqualTo(vector.get("name"));
                if (found instanceof VaultObject.SnapshotObject snapshot) {
                    assertThat(snapshot.snapshot().device().value()).isEqualTo(vector.get("device"));
                    assertThat(snapshot.snapshot().sequence()).isEqualTo(Long.parseLong(vector.get("seq"), 16));
                } else if (found instanceof VaultObject.SlotObject slot) {
                    assertThat(slot.slot().id().value()).isEqualTo(vector.get("slot"));
                }
                accepted++;
            }
        }
        System.out.println("own vectors: names.json: " + accepted + " accepted, " + refused + " refused");
        assertThat(accepted).isEqualTo(13);
        assertThat(refused).isEqualTo(37);
    }

    @Test
    void coresHaveTheIdsThatTheFormatSays() throws Exception {
        int count = 0;
        for (String line : Files.readAllLines(FOLDER.resolve("accounts.json"))) {
            if (!line.startsWith("{\"id_key\"")) {
                continue;
            }
            Map<String, String> vector = flat(line);
            AccountName name = new AccountName(vector.get("issuer"), vector.get("name"));
            byte[] idKey = HexFormat.of().parseHex(vector.get("id_key"));
            Credential credential = credential(vector);
            assertThat(LocalView.idOf(idKey, credential, name).value()).isEqualTo(vector.get("id"));
            if (vector.containsKey("uri")) {
                ParsedAccount parsed = KeyUri.parse(vector.get("uri"));
                assertThat(LocalView.idOf(idKey, parsed.credential(), parsed.name())
                                .value())
                        .as(vector.get("uri"))
                        .isEqualTo(vector.get("id"));
            }
            count++;
        }
        assertThat(count).isEqualTo(9);
    }

    /** What is no legal name at all is left out of listings already. */
    private static Optional<VaultObject> parsed(String name) {
        return ObjectName.isLegal(name) ? VaultObject.parse(new ObjectName(name)) : Optional.empty();
    }

    private static Credential credential(Map<String, String> vector) {
        int digits = Integer.parseInt(vector.get("digits"));
        byte[] secret = HexFormat.of().parseHex(vector.get("secret"));
        return switch (vector.get("type")) {
            case "totp" ->
                new Credential.TimeBased(
                        Secret.of(secret),
                        Credential.Algorithm.valueOf(vector.get("algorithm")),
                        digits,
                        Integer.parseInt(vector.get("period")));
            case "hotp" -> new Credential.CounterBased(Secret.of(secret), Credential.Algorithm.SHA1, digits, 0);
            case "steam" -> new Credential.Steam(Secret.of(secret));
            case "push" -> new Credential.DeviceBound(Credential.DeviceBound.Binding.PUSH);
            default -> new Credential.DeviceBound(Credential.DeviceBound.Binding.PASSWORDLESS);
        };
    }

    /** The strings and numbers of an object that stands on one line; arrays are passed over. */
    private static Map<String, String> flat(String line) throws IOException {
        Map<String, String> members = new HashMap<>();
        try (JsonParser json = new JsonFactory().createParser(line)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                if (json.nextToken().isScalarValue()) {
                    members.put(name, json.getText());
                } else {
                    json.skipChildren();
                }
            }
        }
        return members;
    }
}
