package org.authenticatorbackup.core.history;

import java.util.Arrays;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.account.Secret;

/** Copies of credentials: whoever closes a secret closes its own. */
final class Credentials {

    private Credentials() {}

    static Credential copyOf(Credential credential) {
        if (credential instanceof Credential.TimeBased c) {
            return new Credential.TimeBased(copyOf(c.secret()), c.algorithm(), c.digits(), c.periodSeconds());
        }
        if (credential instanceof Credential.CounterBased c) {
            return new Credential.CounterBased(copyOf(c.secret()), c.algorithm(), c.digits(), c.counter());
        }
        return credential instanceof Credential.Steam c ? new Credential.Steam(copyOf(c.secret())) : credential;
    }

    /** A copy with a counter, if it is counter-based. */
    static Credential copyOf(Credential credential, long counter) {
        return credential instanceof Credential.CounterBased c
                ? new Credential.CounterBased(copyOf(c.secret()), c.algorithm(), c.digits(), counter)
                : copyOf(credential);
    }

    /** Whether two credentials make the same codes, wherever a counter stands. */
    static boolean isSame(Credential one, Credential other) {
        if (one instanceof Credential.CounterBased left && other instanceof Credential.CounterBased right) {
            return left.secret().equals(right.secret())
                    && left.algorithm() == right.algorithm()
                    && left.digits() == right.digits();
        }
        return one.equals(other);
    }

    /** What is left of a credential that is backed up by name alone. */
    static Credential withheld(Credential credential) {
        if (credential instanceof Credential.TimeBased) {
            return new Credential.Withheld("totp");
        }
        if (credential instanceof Credential.CounterBased) {
            return new Credential.Withheld("hotp");
        }
        return credential instanceof Credential.Steam ? new Credential.Withheld("steam") : credential;
    }

    private static Secret copyOf(Secret secret) {
        byte[] raw = secret.bytes();
        try {
            return Secret.of(raw);
        } finally {
            Arrays.fill(raw, (byte) 0);
        }
    }
}
