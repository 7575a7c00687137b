package org.authenticatorbackup.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.account.VaultContents;
import org.bouncycastle.crypto.generators.SCrypt;

/**
 * How most apps do it: one JSON file with all accounts, encrypted whole with AES-GCM, written over the former one and believed.
 * The key comes from the passphrase by scrypt with N = 2^15, r = 8, p = 1, as in Aegis.
 */
final class OneFile {

    private static final int LOG2_N = 15;
    private static final int NONCE_BYTES = 12;

    private final JsonFactory json = new JsonFactory();
    private final SecureRandom random = new SecureRandom();
    private final byte[] key;

    OneFile() {
        key = derive();
    }

    static byte[] derive() {
        return SCrypt.generate(
                SampleApp.PASSPHRASE.getBytes(StandardCharsets.UTF_8), new byte[32], 1 << LOG2_N, 8, 1, 32);
    }

    byte[] write(VaultContents contents) throws IOException, GeneralSecurityException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator generator = json.createGenerator(out)) {
            generator.writeStartArray();
            for (Account account : contents.accounts()) {
                Credential.TimeBased credential = (Credential.TimeBased) account.credential();
                generator.writeStartObject();
                generator.writeStringField("type", "totp");
                generator.writeStringField("uuid", account.id().value());
                generator.writeStringField("name", account.label().name().name());
                generator.writeStringField("issuer", account.label().name().issuer());
                generator.writeStringField("note", account.label().note());
                generator.writeStringField(
                        "secret",
                        Base64.getEncoder().encodeToString(credential.secret().bytes()));
                generator.writeNumberField("digits", credential.digits());
                generator.writeNumberField("period", credential.periodSeconds());
                generator.writeEndObject();
            }
            generator.writeEndArray();
        }
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, key).doFinal(out.toByteArray());
        byte[] file = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
        System.arraycopy(sealed, 0, file, NONCE_BYTES, sealed.length);
        return file;
    }

    /** {@return how many texts are in it} */
    int recover(byte[] file) throws IOException, GeneralSecurityException {
        byte[] derived = derive();
        byte[] nonce = Arrays.copyOf(file, NONCE_BYTES);
        byte[] plain =
                cipher(Cipher.DECRYPT_MODE, nonce, derived).doFinal(file, NONCE_BYTES, file.length - NONCE_BYTES);
        int texts = 0;
        try (JsonParser parser = json.createParser(plain)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                texts += token == JsonToken.VALUE_STRING && !parser.getText().isEmpty() ? 1 : 0;
            }
        }
        return texts;
    }

    private static Cipher cipher(int mode, byte[] nonce, byte[] key) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
        return cipher;
    }
}
