package org.authenticatorbackup.core.policy;

import java.util.Locale;
import java.util.Optional;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountName;
import org.authenticatorbackup.api.readiness.LockOut.WayAround;
import org.authenticatorbackup.api.readiness.SignIn.OtherFactors;

/** Whether a sign-in that recovery needs has its only second factor in the vault (behaviour B10). */
public final class LockOutRule {

    private LockOutRule() {}

    /** Whether there is another way to the backup than through the sign-in. */
    public enum OtherWay {
        /** None is known. */
        NONE,
        /** One is known. */
        KNOWN
    }

    /**
     * Decides of a sign-in that an account of the vault makes the codes for.
     *
     * @return what to tell the person, or empty if there is no circle
     */
    public static Optional<WayAround> decide(OtherFactors factors, OtherWay way) {
        if (factors == OtherFactors.EXIST) {
            return Optional.empty();
        }
        return Optional.of(way == OtherWay.KNOWN ? WayAround.KNOWN : WayAround.NONE);
    }

    /**
     * Whether an account makes the codes for a sign-in: issuer and user name are the same, as they were enrolled or as the
     * person sees them, apart from case and white space around them.
     */
    public static boolean isFactorFor(AccountName signIn, Account account) {
        return same(signIn, account.enrolledAs())
                || same(signIn, account.label().name());
    }

    private static boolean same(AccountName one, AccountName other) {
        return folded(one.issuer()).equals(folded(other.issuer()))
                && folded(one.name()).equals(folded(other.name()));
    }

    private static String folded(String text) {
        return text.trim().toLowerCase(Locale.ROOT);
    }
}
