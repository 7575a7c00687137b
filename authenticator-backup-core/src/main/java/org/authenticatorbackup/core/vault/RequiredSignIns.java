package org.authenticatorbackup.core.vault;

import static java.util.stream.Collectors.toList;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.authenticatorbackup.api.RecoveryAccountException;
import org.authenticatorbackup.api.RecoveryRefusedException;
import org.authenticatorbackup.api.SlotId;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.spi.RecoveryAccount;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.spi.StorageTraits;
import org.authenticatorbackup.core.policy.SignInRule;
import org.authenticatorbackup.core.policy.SignInRule.Account;
import org.authenticatorbackup.core.policy.SignInRule.Step;

/** Asks the accounts that the app's policy wants a person to be signed in to. */
public final class RequiredSignIns {

    private static final String ID_LETTERS = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int VAULT_LETTERS = 32;
    private static final int SLOT_BYTES = 8;

    private final Surroundings here;
    private final Step step;

    /** For something that the person is about to do. */
    public RequiredSignIns(Surroundings here, Step step) {
        this.here = here;
        this.step = step;
    }

    /** Refuses to open a vault without the accounts that are wanted for that. */
    public static void requireToOpen(Surroundings here)
            throws RecoveryRefusedException, StorageException, RecoveryAccountException {
        RequiredSignIns required = new RequiredSignIns(here, Step.OPEN);
        switch (required.decide()) {
            case STORAGE_ACCOUNT_REQUIRED ->
                throw new RecoveryRefusedException(
                        RecoveryRefusedException.Reason.STORAGE_ACCOUNT_REQUIRED,
                        "a storage account has to be connected");
            case RECOVERY_ACCOUNT_REQUIRED ->
                throw new RecoveryRefusedException(
                        RecoveryRefusedException.Reason.RECOVERY_ACCOUNT_REQUIRED,
                        "a recovery account has to be connected");
            case ALLOW -> required.check();
        }
    }

    /** {@return whether all are connected} */
    public SignInRule.Decision decide() {
        return SignInRule.decide(
                here.signIns(),
                step,
                storageAccounts().isEmpty() ? Account.NONE : Account.CONNECTED,
                here.recoveryAccount().isPresent() ? Account.CONNECTED : Account.NONE);
    }

    /** Lets those that are needed say that the sign-in holds, or why not. Nothing is stored, and no secret is asked for. */
    public void check() throws StorageException, RecoveryAccountException {
        if (SignInRule.isNeeded(here.signIns().storageAccount(), step)) {
            checkStorages();
        }
        Optional<RecoveryAccount> account = here.recoveryAccount();
        if (account.isPresent() && SignInRule.isNeeded(here.signIns().recoveryAccount(), step)) {
            Optional<byte[]> none =
                    account.get().getSecret(new VaultId(absentVault()), new SlotId(here.randomHex(SLOT_BYTES)));
            none.ifPresent(bytes -> Arrays.fill(bytes, (byte) 0));
        }
    }

    /** One that answers is enough, as one verified copy is. */
    private void checkStorages() throws StorageException {
        Optional<StorageException> first = Optional.empty();
        for (StorageProvider each : storageAccounts()) {
            try {
                each.list(absentVault() + "/");
                return;
            } catch (StorageException e) {
                first = first.isPresent() ? first : Optional.of(e);
            }
        }
        if (first.isPresent()) {
            throw first.get();
        }
    }

    private List<StorageProvider> storageAccounts() {
        return here.storage().destinations().stream()
                .map(destination -> destination.storage())
                .filter(storage -> !storage.traits().operator().equals(StorageTraits.SELF))
                .collect(toList());
    }

    private String absentVault() {
        StringBuilder id = new StringBuilder();
        for (byte random : here.randomBytes(VAULT_LETTERS)) {
            id.append(ID_LETTERS.charAt(random & (ID_LETTERS.length() - 1)));
        }
        return id.toString();
    }
}
