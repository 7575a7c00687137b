package org.authenticatorbackup.core.history;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.api.account.AccountName;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.account.Secret;

/** Ids and the order of cores. */
final class Cores {

    private static final byte[] LABEL = "authbackup/v1/account-id\0".getBytes(US_ASCII);
    private static final byte[] EMPTY = {};

    private Cores() {}

    /** The account id of a full core: the first 16 bytes of the HMAC over its fields, text in NFC. */
    static AccountId idOf(byte[] idKey, Credential credential, AccountName enrolledAs) {
        if (credential instanceof Credential.Withheld) {
            throw new IllegalArgumentException("a withheld credential has no id of its own");
        }
        byte[] fields = fields(
                credential,
                Normalizer.normalize(enrolledAs.issuer(), Normalizer.Form.NFC),
                Normalizer.normalize(enrolledAs.name(), Normalizer.Form.NFC));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(idKey, "HmacSHA256"));
            mac.update(LABEL);
            byte[] digest = mac.doFinal(fields);
            return new AccountId(Tag.of(digest).format());
        } catch (GeneralSecurityException e) {
            throw new AssertionError("HmacSHA256 is required of every Java platform", e);
        } finally {
            Arrays.fill(fields, (byte) 0);
        }
    }

    static int rank(AccountCore core) {
        if (core instanceof AccountCore.Known known) {
            return known.isWithheld() ? 1 : 3;
        }
        return core instanceof AccountCore.Opaque ? 2 : 0;
    }

    /** A total order, consistent with equality but for unknown members: a full core is larger than a withheld one. */
    static int compare(AccountCore.Known left, AccountCore.Known right) {
        int order = Integer.compare(rank(left), rank(right));
        if (order != 0) {
            return order;
        }
        byte[] ours = fields(
                left.credential(), left.enrolledAs().issuer(), left.enrolledAs().name());
        byte[] theirs = fields(
                right.credential(),
                right.enrolledAs().issuer(),
                right.enrolledAs().name());
        for (int i = 0; i < Math.min(ours.length, theirs.length); i++) {
            if (ours[i] != theirs[i]) {
                return Integer.compare(ours[i] & 0xff, theirs[i] & 0xff);
            }
        }
        return Integer.compare(ours.length, theirs.length);
    }

    /** Type, secret, algorithm, digits, period, issuer and name, each behind its length. */
    private static byte[] fields(Credential credential, String issuer, String name) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (credential instanceof Credential.TimeBased c) {
            put(out, "totp", c.secret(), c.algorithm().name(), c.digits(), c.periodSeconds());
        } else if (credential instanceof Credential.CounterBased c) {
            put(out, "hotp", c.secret(), c.algorithm().name(), c.digits(), 0);
        } else if (credential instanceof Credential.Steam c) {
            put(out, "steam", c.secret(), "SHA1", 5, 30);
        } else if (credential instanceof Credential.DeviceBound c) {
            putNamed(out, c.binding().name().toLowerCase(Locale.ROOT));
        } else if (credential instanceof Credential.Withheld c) {
            putNamed(out, c.type());
        }
        put(out, issuer.getBytes(UTF_8));
        put(out, name.getBytes(UTF_8));
        return out.toByteArray();
    }

    private static void put(
            ByteArrayOutputStream out, String type, Secret secret, String algorithm, int digits, int period) {
        byte[] raw = secret.bytes();
        put(out, type.getBytes(US_ASCII));
        put(out, raw);
        put(out, algorithm.getBytes(US_ASCII));
        put(out, Integer.toString(digits).getBytes(US_ASCII));
        put(out, Integer.toString(period).getBytes(US_ASCII));
        Arrays.fill(raw, (byte) 0);
    }

    private static void putNamed(ByteArrayOutputStream out, String type) {
        put(out, type.getBytes(US_ASCII));
        put(out, EMPTY);
        put(out, EMPTY);
        put(out, new byte[] {'0'});
        put(out, new byte[] {'0'});
    }

    private static void put(ByteArrayOutputStream out, byte[] field) {
        out.write(field.length >>> 24);
        out.write(field.length >>> 16);
        out.write(field.length >>> 8);
        out.write(field.length);
        out.write(field, 0, field.length);
    }
}
