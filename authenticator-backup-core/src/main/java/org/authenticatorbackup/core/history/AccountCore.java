package org.authenticatorbackup.core.history;

import java.util.Optional;
import java.util.SortedMap;
import org.authenticatorbackup.api.account.AccountName;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.core.json.Json;
import org.authenticatorbackup.core.json.Members;
import org.authenticatorbackup.core.json.Utf8Order;

/** The immutable part of an account: what its id is made of, as far as it is known here. */
public sealed interface AccountCore {

    /**
     * A core that this version understands.
     *
     * @param credential a counter-based one has counter 0 here: the counter belongs to the account
     * @param enrolledAs issuer and user name at enrollment
     * @param unknown unknown members of the core
     */
    record Known(Credential credential, AccountName enrolledAs, SortedMap<String, Json> unknown)
            implements AccountCore {

        /**
         * Copies the members, sets a counter to 0, and refuses what never leaves a device.
         *
         * @param credential what makes the codes
         * @param enrolledAs issuer and user name at enrollment
         * @param unknown unknown members of the core
         */
        public Known {
            if (credential instanceof Credential.DeviceUnique) {
                throw new IllegalArgumentException("what is a device's own is in no vault");
            }
            if (credential instanceof Credential.CounterBased counting && counting.counter() != 0) {
                credential = new Credential.CounterBased(counting.secret(), counting.algorithm(), counting.digits(), 0);
            }
            unknown = Members.copyOf(unknown);
        }

        /**
         * A core without unknown members.
         *
         * @param credential what makes the codes
         * @param enrolledAs issuer and user name at enrollment
         * @return the core
         */
        public static Known of(Credential credential, AccountName enrolledAs) {
            return new Known(credential, enrolledAs, Members.none());
        }

        /** {@return whether the credential is left out of the backup} */
        public boolean isWithheld() {
            return credential instanceof Credential.Withheld;
        }

        @Override
        public String toString() {
            return "Known[" + credential.getClass().getSimpleName() + "]";
        }
    }

    /**
     * A core of a type that this version does not know: kept and written back, never shown.
     *
     * @param members the members of the account that make up its core, as read
     */
    record Opaque(SortedMap<String, Json> members) implements AccountCore {

        /**
         * Copies the members.
         *
         * @param members as read
         */
        public Opaque {
            members = Members.copyOf(members);
        }

        @Override
        public String toString() {
            return "Opaque[hidden]";
        }
    }

    /** The core of an account that was purged. */
    enum Dropped implements AccountCore {
        /** The one instance. */
        DROPPED
    }

    /**
     * Joins two states of the core of one account.
     *
     * @param other another state
     * @return a full core before one of an unknown type, that before a withheld one, that before a dropped one
     */
    default AccountCore join(AccountCore other) {
        if (this instanceof Known left && other instanceof Known right) {
            Known winner = Cores.compare(left, right) >= 0 ? left : right;
            SortedMap<String, Json> unknown = Members.join(left.unknown, right.unknown);
            return unknown.equals(winner.unknown) ? winner : new Known(winner.credential, winner.enrolledAs, unknown);
        }
        if (this instanceof Opaque left && other instanceof Opaque right) {
            String ours = new Json.Obj(left.members).canonical();
            String theirs = new Json.Obj(right.members).canonical();
            return Utf8Order.BY_BYTES.compare(ours, theirs) >= 0 ? left : right;
        }
        return Cores.rank(this) >= Cores.rank(other) ? this : other;
    }

    /** {@return the core, if this version understands it} */
    default Optional<Known> known() {
        return this instanceof Known known ? Optional.of(known) : Optional.empty();
    }
}
