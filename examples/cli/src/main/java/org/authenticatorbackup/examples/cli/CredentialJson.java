package org.authenticatorbackup.examples.cli;

import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.account.Credential.CounterBased;
import org.authenticatorbackup.api.account.Credential.DeviceBound;
import org.authenticatorbackup.api.account.Credential.DeviceUnique;
import org.authenticatorbackup.api.account.Credential.Steam;
import org.authenticatorbackup.api.account.Credential.TimeBased;
import org.authenticatorbackup.api.account.Credential.Withheld;
import org.authenticatorbackup.api.account.Secret;

/** The form of a credential in the accounts file. */
final class CredentialJson {

    private CredentialJson() {}

    static Map<String, Object> encode(Credential credential) {
        Map<String, Object> json = new LinkedHashMap<>();
        if (credential instanceof TimeBased totp) {
            json.put("type", "totp");
            putCode(json, totp.secret(), totp.algorithm(), totp.digits());
            json.put("periodSeconds", totp.periodSeconds());
        } else if (credential instanceof CounterBased hotp) {
            json.put("type", "hotp");
            putCode(json, hotp.secret(), hotp.algorithm(), hotp.digits());
            json.put("counter", hotp.counter());
        } else if (credential instanceof Steam steam) {
            json.put("type", "steam");
            json.put("secret", format(steam.secret()));
        } else if (credential instanceof DeviceBound bound) {
            json.put("type", "device-bound");
            json.put("binding", Words.of(bound.binding()));
        } else if (credential instanceof Withheld withheld) {
            json.put("type", "withheld");
            json.put("of", withheld.type());
        } else if (credential instanceof DeviceUnique unique) {
            json.put("type", "device-unique");
            json.put("own", encode(unique.own()));
            json.put("shared", encode(unique.shared()));
        }
        return json;
    }

    static Credential decode(JsonMembers json) throws IOException {
        return switch (json.text("type")) {
            case "totp" ->
                new TimeBased(secret(json), algorithm(json), whole(json, "digits"), whole(json, "periodSeconds"));
            case "hotp" ->
                new CounterBased(secret(json), algorithm(json), whole(json, "digits"), json.number("counter"));
            case "steam" -> new Steam(secret(json));
            case "device-bound" -> new DeviceBound(Words.parse(DeviceBound.Binding.class, json.text("binding")));
            case "withheld" -> new Withheld(json.text("of"));
            case "device-unique" -> unique(json);
            default -> throw new IOException("unknown type of credential");
        };
    }

    private static Credential unique(JsonMembers json) throws IOException {
        for (String half : List.of("own", "shared")) {
            if (json.object(half).text("type").equals("device-unique")) {
                throw new IOException("a credential within a credential within a credential");
            }
        }
        return new DeviceUnique(decode(json.object("own")), decode(json.object("shared")));
    }

    private static void putCode(Map<String, Object> json, Secret secret, Credential.Algorithm algorithm, int digits) {
        json.put("secret", format(secret));
        json.put("algorithm", Words.of(algorithm));
        json.put("digits", digits);
    }

    private static String format(Secret secret) {
        byte[] bytes = secret.bytes();
        try {
            return Base64.getEncoder().encodeToString(bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static Secret secret(JsonMembers json) throws IOException {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(json.text("secret"));
        } catch (IllegalArgumentException e) {
            // its message would show a character of the secret
            throw new IOException("a secret is not in base64");
        }
        try {
            return Secret.of(bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static Credential.Algorithm algorithm(JsonMembers json) throws IOException {
        return Words.parse(Credential.Algorithm.class, json.text("algorithm"));
    }

    private static int whole(JsonMembers json, String name) throws IOException {
        long number = json.number(name);
        if (number != (int) number) {
            throw new IOException("member " + name + " is out of range");
        }
        return (int) number;
    }
}
