package org.authenticatorbackup.api.account;

/**
 * What makes an account's codes or approves its pushes.
 *
 * <p>Equal credentials that make codes make equal codes. Kinds are added with time: write a default branch.
 */
public sealed interface Credential {

    /** The hash function of a code's HMAC. */
    enum Algorithm {
        /** HMAC-SHA-1, the usual one. */
        SHA1,
        /** HMAC-SHA-256. */
        SHA256,
        /** HMAC-SHA-512. */
        SHA512
    }

    /**
     * Codes that change with time, as in RFC 6238.
     *
     * @param secret the shared secret
     * @param algorithm the hash function
     * @param digits the length of a code, 1 to 10
     * @param periodSeconds how long a code lasts, 1 to 86,400 seconds
     */
    record TimeBased(Secret secret, Algorithm algorithm, int digits, int periodSeconds) implements Credential {

        /** The longest period, in seconds: a day. */
        public static final int MAX_PERIOD_SECONDS = 86_400;

        /**
         * Checks the ranges.
         *
         * @param secret the shared secret
         * @param algorithm the hash function
         * @param digits the length of a code
         * @param periodSeconds how long a code lasts
         * @throws IllegalArgumentException if a number is out of range
         */
        public TimeBased {
            requireDigits(digits);
            if (periodSeconds < 1 || periodSeconds > MAX_PERIOD_SECONDS) {
                throw new IllegalArgumentException("a period is 1 to 86400 seconds, not " + periodSeconds);
            }
        }
    }

    /**
     * Codes that change with each use, as in RFC 4226.
     *
     * @param secret the shared secret
     * @param algorithm the hash function
     * @param digits the length of a code, 1 to 10
     * @param counter the counter of the next code to show, 0 or more; it never goes back
     */
    record CounterBased(Secret secret, Algorithm algorithm, int digits, long counter) implements Credential {

        /**
         * Checks the ranges.
         *
         * @param secret the shared secret
         * @param algorithm the hash function
         * @param digits the length of a code
         * @param counter the counter of the next code
         * @throws IllegalArgumentException if a number is out of range
         */
        public CounterBased {
            requireDigits(digits);
            if (counter < 0) {
                throw new IllegalArgumentException("a counter is 0 or more, not " + counter);
            }
        }

        /**
         * The same credential after its code was shown. Store it <b>before</b> showing the code: a crash may then skip
         * a code and never repeats one.
         *
         * @return a copy whose counter is one higher
         * @throws IllegalStateException if the counter is at its largest value
         */
        public CounterBased advanced() {
            if (counter == Long.MAX_VALUE) {
                throw new IllegalStateException("the counter is used up");
            }
            return new CounterBased(secret, algorithm, digits, counter + 1);
        }
    }

    /**
     * Steam Guard codes: five letters or digits, for 30 seconds each.
     *
     * @param secret the shared secret
     */
    record Steam(Secret secret) implements Credential {}

    /**
     * A credential that never leaves the device it was made on, not even encrypted. A backup holds the account's name
     * alone; after a recovery the account needs its provider's verification.
     *
     * @param binding what is bound to the device
     */
    record DeviceBound(Binding binding) implements Credential {

        /** What is bound to a device. */
        public enum Binding {
            /** A key that approves pushes. */
            PUSH,
            /** A key that signs in without a password. */
            PASSWORDLESS
        }
    }

    /**
     * A credential that exists on another device and that policy backs up by name alone. The account is known here
     * and makes no codes until its provider has verified it.
     *
     * @param type the kind of credential that was left out, such as {@code totp}: 1 to 32 characters of {@code a-z 0-9 -}
     */
    record Withheld(String type) implements Credential {

        /**
         * Checks the form.
         *
         * @param type the kind of credential that was left out
         * @throws IllegalArgumentException if {@code type} has another form
         */
        public Withheld {
            if (!type.matches("[a-z0-9-]{1,32}")) {
                throw new IllegalArgumentException("not a credential type");
            }
        }
    }

    /**
     * Codes that the account's provider has given to this device alone, beside those that are backed up. Other devices
     * of the person show other codes, and all are valid. {@code own} never leaves this device, not even encrypted; a
     * backup says of the account what it would say without it.
     *
     * @param own what makes this device's codes: a {@link TimeBased} or {@link Steam} credential
     * @param shared what the backup knows of the account, and its id is made of: a {@link TimeBased}, {@link
     *     CounterBased}, {@link Steam} or {@link Withheld} credential
     */
    record DeviceUnique(Credential own, Credential shared) implements Credential {

        /**
         * Checks both.
         *
         * @param own what makes this device's codes
         * @param shared what the backup knows of the account
         * @throws IllegalArgumentException if one is of another sort
         */
        public DeviceUnique {
            if (!(own instanceof TimeBased) && !(own instanceof Steam)) {
                throw new IllegalArgumentException("a device's own credential is time-based");
            }
            if (shared instanceof DeviceBound || shared instanceof DeviceUnique) {
                throw new IllegalArgumentException("nothing of a device is shared");
            }
        }
    }

    private static void requireDigits(int digits) {
        if (digits < 1 || digits > 10) {
            throw new IllegalArgumentException("a code has 1 to 10 digits, not " + digits);
        }
    }
}
