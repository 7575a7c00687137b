package org.authenticatorbackup.core.testing;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.authenticatorbackup.api.AccountService;
import org.authenticatorbackup.api.BackupRefusedException;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.api.account.AccountKind;
import org.authenticatorbackup.api.account.AccountLabel;
import org.authenticatorbackup.api.account.AccountName;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.account.Group;
import org.authenticatorbackup.api.account.Secret;
import org.authenticatorbackup.api.account.VaultContents;

/** What a person does on a phone, at random. */
public final class RandomEdits {

    private RandomEdits() {}

    /** {@return the accounts that were purged} */
    public static List<AccountId> edit(TestDevice device, Random random) throws ProblemException {
        AccountService accounts = device.library.accounts();
        VaultContents now = device.accounts.contents;
        switch (random.nextInt(13)) {
            case 0, 1 ->
                accounts.add(credential(random), new AccountName("Example", "n" + random.nextInt(6)), kind(random));
            case 2 -> accounts.relabel(one(now.accounts(), random), label(random));
            case 3 -> accounts.move(one(now.accounts(), random), random.nextInt(8));
            case 4 -> accounts.delete(one(now.accounts(), random));
            case 5 -> accounts.restore(one(now.trash(), random));
            case 6 -> {
                AccountId id = one(now.trash(), random);
                accounts.purge(Set.of(id));
                return List.of(id);
            }
            case 7 -> accounts.addGroup("g" + random.nextInt(4));
            case 8 ->
                accounts.assign(
                        one(now.accounts(), random),
                        now.groups().stream().map(Group::id).findAny());
            case 9 -> deleteAGroup(accounts, now.groups(), random);
            case 10 -> accounts.putSetting("app/s" + random.nextInt(3), "" + random.nextInt(3));
            case 11 -> accounts.removeSetting("app/s" + random.nextInt(3));
            default -> {
                accounts.useCode(one(now.accounts(), random));
                backUp(device);
            }
        }
        return List.of();
    }

    private static void deleteAGroup(AccountService accounts, List<Group> groups, Random random)
            throws ProblemException {
        if (!groups.isEmpty()) {
            accounts.deleteGroup(groups.get(random.nextInt(groups.size())).id());
        }
    }

    private static AccountId one(List<Account> accounts, Random random) {
        return accounts.isEmpty()
                ? new AccountId("00000000000000000000000000000000")
                : accounts.get(random.nextInt(accounts.size())).id();
    }

    private static Credential credential(Random random) {
        Secret secret = Secret.of(new byte[] {1, (byte) random.nextInt(4)});
        return random.nextBoolean()
                ? new Credential.TimeBased(secret, Credential.Algorithm.SHA1, 6, 30)
                : new Credential.CounterBased(secret, Credential.Algorithm.SHA1, 6, random.nextInt(5));
    }

    private static AccountKind kind(Random random) {
        return random.nextBoolean() ? AccountKind.THIRD_PARTY : AccountKind.PERSONAL;
    }

    private static AccountLabel label(Random random) {
        return new AccountLabel(
                new AccountName("Example", "l" + random.nextInt(4)),
                AccountKind.THIRD_PARTY,
                "note " + random.nextInt(3),
                random.nextBoolean(),
                Optional.empty());
    }

    /** Confirms what the person has done. */
    public static void backUp(TestDevice device) throws ProblemException {
        try {
            device.library.backups().backUp();
        } catch (BackupRefusedException e) {
            device.library.backups().backUp(e.massChange().orElseThrow(() -> e));
        }
    }
}
