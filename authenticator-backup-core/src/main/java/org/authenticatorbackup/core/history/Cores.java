package org.authenticatorbackup.core.history;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Locale;
import org.authenticatorbackup.api.account.Credential;

/** The order of cores, and what it and their ids are made of. */
final class Cores {

    private Cores() {}

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
        Fields fields = Fields.of(credential);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        put(out, fields.type.getBytes(US_ASCII));
        put(out, fields.secret);
        put(out, fields.algorithm.getBytes(US_ASCII));
        put(out, Integer.toString(fields.digits).getBytes(US_ASCII));
        put(out, Integer.toString(fields.period).getBytes(US_ASCII));
        put(out, issuer.getBytes(UTF_8));
        put(out, name.getBytes(UTF_8));
        Arrays.fill(fields.secret, (byte) 0);
        return out.toByteArray();
    }

    private static void put(ByteArrayOutputStream out, byte[] field) {
        out.write(field.length >>> 24);
        out.write(field.length >>> 16);
        out.write(field.length >>> 8);
        out.write(field.length);
        out.write(field, 0, field.length);
    }

    /** What an id is made of besides the names. The secret is a copy. */
    static final class Fields {

        final String type;
        final byte[] secret;
        final String algorithm;
        final int digits;
        final int period;

        private Fields(String type, byte[] secret, String algorithm, int digits, int period) {
            this.type = type;
            this.secret = secret;
            this.algorithm = algorithm;
            this.digits = digits;
            this.period = period;
        }

        static Fields of(Credential credential) {
            if (credential instanceof Credential.TimeBased c) {
                return new Fields("totp", c.secret().bytes(), c.algorithm().name(), c.digits(), c.periodSeconds());
            }
            if (credential instanceof Credential.CounterBased c) {
                return new Fields("hotp", c.secret().bytes(), c.algorithm().name(), c.digits(), 0);
            }
            if (credential instanceof Credential.Steam c) {
                return new Fields("steam", c.secret().bytes(), "SHA1", 5, 30);
            }
            if (credential instanceof Credential.DeviceBound c) {
                return new Fields(c.binding().name().toLowerCase(Locale.ROOT), new byte[0], "", 0, 0);
            }
            if (credential instanceof Credential.Withheld c) {
                return new Fields(c.type(), new byte[0], "", 0, 0);
            }
            throw new AssertionError("Credential is sealed");
        }
    }
}
