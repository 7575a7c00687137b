package org.authenticatorbackup.core.readiness;

import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.api.backup.BackupHealth;
import org.authenticatorbackup.api.backup.DestinationHealth;
import org.authenticatorbackup.api.readiness.LockOut;
import org.authenticatorbackup.api.readiness.LockOut.WayAround;
import org.authenticatorbackup.api.readiness.SignIn;
import org.authenticatorbackup.api.readiness.SignIn.OtherFactors;
import org.authenticatorbackup.api.vault.SlotSummary.Lock;
import org.authenticatorbackup.core.policy.LockOutRule;
import org.authenticatorbackup.core.policy.LockOutRule.OtherWay;
import org.authenticatorbackup.core.policy.ReadinessRule.Kit;

/** The sign-ins that recovery needs and whose second factor is in the vault. */
final class Circles {

    private final List<SignIn> signIns;
    private final BackupHealth health;
    private final Kit kit;
    private final VaultContents contents;

    Circles(List<SignIn> signIns, BackupHealth health, Kit kit, VaultContents contents) {
        this.signIns = signIns;
        this.health = health;
        this.kit = kit;
        this.contents = contents;
    }

    List<LockOut> lockOuts() {
        List<LockOut> lockOuts = new ArrayList<>();
        for (SignIn signIn : signIns) {
            Optional<Account> factor = factor(signIn);
            if (factor.isPresent()) {
                LockOutRule.decide(signIn.otherFactors(), otherWay(signIn))
                        .ifPresent(way ->
                                lockOuts.add(new LockOut(signIn, factor.get().id(), way)));
            }
        }
        return lockOuts;
    }

    List<WayAround> waysAround() {
        return lockOuts().stream().map(LockOut::wayAround).collect(toList());
    }

    /** An account that is known here by name alone makes no codes here, so another device does. */
    private Optional<Account> factor(SignIn signIn) {
        return contents.accounts().stream()
                .filter(account -> !(account.credential() instanceof Credential.Withheld))
                .filter(account -> LockOutRule.isFactorFor(signIn.account(), account))
                .findFirst();
    }

    private OtherWay otherWay(SignIn signIn) {
        boolean known = signIn.destination().isPresent() ? elsewhere() : withoutAccount();
        return known ? OtherWay.KNOWN : OtherWay.NONE;
    }

    private boolean withoutAccount() {
        return kit == Kit.REHEARSED
                || health.slots().stream().anyMatch(slot -> !slot.locks().contains(Lock.ACCOUNT));
    }

    /** Whether a copy lies where no circle is in the way. */
    private boolean elsewhere() {
        Set<String> closed = signIns.stream()
                .filter(each -> each.otherFactors() == OtherFactors.UNKNOWN)
                .filter(each -> factor(each).isPresent())
                .map(SignIn::destination)
                .filter(Optional::isPresent)
                .map(Optional::get)
                .collect(toSet());
        return health.destinations().stream()
                .filter(each -> each.state() != DestinationHealth.State.NO_COPY)
                .anyMatch(each -> !closed.contains(each.name()));
    }
}
