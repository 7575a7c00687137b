package org.authenticatorbackup.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.Size;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.api.vault.RecoveryKit;
import org.authenticatorbackup.core.storage.InMemoryStorage;
import org.authenticatorbackup.core.testing.RandomEdits;
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
            purged.addAll(RandomEdits.edit(device, new Random(seed)));
        }
        RandomEdits.backUp(device);

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

    private static VaultContents recovered(InMemoryStorage storage) throws ProblemException {
        TestDevice other = TestDevice.on(storage);
        try (RecoveryKit kit = TestDevice.kitOfEnabled()) {
            other.recover(kit);
        }
        return other.accounts.contents;
    }
}
