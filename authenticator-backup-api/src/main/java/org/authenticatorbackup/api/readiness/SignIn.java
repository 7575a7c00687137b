package org.authenticatorbackup.api.readiness;

import java.util.Optional;
import org.authenticatorbackup.api.account.AccountName;

/**
 * An account that the person signs in to before they can recover. The app tells of it, so that the library can see when
 * the only second factor of that account is in the very vault that it is needed for.
 *
 * @param destination the name of the destination that asks for it; empty if it is the recovery account
 * @param account issuer and user name as that provider writes them where it sets up an authenticator app
 * @param otherFactors whether the person can sign in there without this app
 */
public record SignIn(Optional<String> destination, AccountName account, OtherFactors otherFactors) {

    /** Whether there is a second factor beside this app. */
    public enum OtherFactors {

        /** The person has one at hand without this phone, such as printed codes or a security key. */
        EXIST,

        /** Nobody has said so: the app counts as the only one. */
        UNKNOWN
    }

    /**
     * A sign-in to the recovery account of which no other second factor is known.
     *
     * @param account issuer and user name
     * @return the sign-in
     */
    public static SignIn toRecoveryAccount(AccountName account) {
        return new SignIn(Optional.empty(), account, OtherFactors.UNKNOWN);
    }

    /**
     * A sign-in to a storage of which no other second factor is known.
     *
     * @param destination the name of the destination, as the builder was given it
     * @param account issuer and user name
     * @return the sign-in
     */
    public static SignIn toStorage(String destination, AccountName account) {
        return new SignIn(Optional.of(destination), account, OtherFactors.UNKNOWN);
    }

    /**
     * A copy that says whether there is a second factor beside this app.
     *
     * @param other what is known
     * @return the copy
     */
    public SignIn withOtherFactors(OtherFactors other) {
        return new SignIn(destination, account, other);
    }

    /** Shows what the sign-in is for; whose it is, is personal. */
    @Override
    public String toString() {
        return "SignIn[" + destination.orElse("recovery account") + ", " + otherFactors + "]";
    }
}
