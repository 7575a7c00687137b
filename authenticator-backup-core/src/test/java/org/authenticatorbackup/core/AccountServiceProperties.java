package org.authenticatorbackup.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.Size;
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
import org.authenticatorbackup.api.vault.RecoveryKit;
import org.authenticatorbackup.core.storage.InMemoryStorage;
import org.authenticatorbackup.core.testing.TestDevice;

class AccountServiceProperties {

    /** Whatever a person does, in whatever order: the backup has it, and nothing else but what older snapshots still hold. */
    @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED)
    void recoveringWhatWasBackedUpGivesTheSameAccounts(@ForAll @Size(min = 1, max = 25) List<Integer> seeds)
            throws Exception {
        InMemoryStorage storage = new InMemoryStorage();
        TestDevice device = TestDevice.enabled(storage);
        List<AccountId> purged = new ArrayList<>();
        for (int seed : seeds) {
            purged.addAll(edit(device, new Random(seed)));
        }
        backUp(device);

        VaultContents recovered = recovered(storage);

        VaultContents held = device.accounts.contents;
        assertThat(recovered.accounts()).isEqualTo(held.accounts());
        assertThat(recovered.groups()).isEqualTo(held.groups());
        assertThat(recovered.settings()).isEqualTo(held.settings());
        List<Account> trash = new ArrayList<>(recovered.trash());
        trash.removeAll(held.trash());
        assertThat(trash).extracting(Account::id).isSubsetOf(purged);
        assertThat(recovered.trash()).containsAll(held.trash());
    }

    private static List<AccountId> edit(TestDevice device, Random random) throws ProblemException {
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
    private static void backUp(TestDevice device) throws ProblemException {
        try {
            device.library.backups().backUp();
        } catch (BackupRefusedException e) {
            device.library.backups().backUp(e.massChange().orElseThrow(() -> e));
        }
    }

    private static VaultContents recovered(InMemoryStorage storage) throws ProblemException {
        TestDevice other = TestDevice.on(storage);
        try (RecoveryKit kit = TestDevice.kitOfEnabled()) {
            other.recover(kit);
        }
        return other.accounts.contents;
    }
}
