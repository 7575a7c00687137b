package org.authenticatorbackup.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.Size;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.RecoveryRefusedException;
import org.authenticatorbackup.api.SnapshotId;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.api.account.AccountKind;
import org.authenticatorbackup.api.account.AccountName;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.api.recovery.RecoveryPreview;
import org.authenticatorbackup.api.recovery.RestoreMode;
import org.authenticatorbackup.api.recovery.RestoreOptions;
import org.authenticatorbackup.api.recovery.Version;
import org.authenticatorbackup.api.vault.RecoveryKit;
import org.authenticatorbackup.api.vault.UnlockedVault;
import org.authenticatorbackup.core.storage.InMemoryStorage;
import org.authenticatorbackup.core.testing.RandomEdits;
import org.authenticatorbackup.core.testing.TestDevice;

/** Behaviour S10: what BLOCK, MERGE and REPLACE do to a phone that has accounts, whatever was done on it before. */
class RestoreProperties {

    /** A vault with a history, and a phone beside it: one of its own, or one that never backed up. */
    private static final class Scene {

        final InMemoryStorage storage = new InMemoryStorage();
        final TestDevice phone;

        /** What the person has emptied out of the phone's trash, on purpose. */
        final Set<AccountId> purged = new HashSet<>();

        Scene(List<Integer> there, List<Integer> here) throws ProblemException {
            TestDevice other = TestDevice.enabled(storage);
            boolean isMember = here.size() % 2 == 0;
            phone = isMember ? TestDevice.recovered(storage) : TestDevice.on(storage);
            for (int seed : there) {
                RandomEdits.edit(other, new Random(seed));
                if (seed % 3 == 0) {
                    RandomEdits.backUp(other);
                }
            }
            RandomEdits.backUp(other);
            for (int seed : here) {
                Random random = new Random(seed);
                editWithoutBackup(phone, random, isMember);
            }
        }

        private void editWithoutBackup(TestDevice phone, Random random, boolean isMember) throws ProblemException {
            if (isMember) {
                purged.addAll(RandomEdits.edit(phone, random));
            } else if (random.nextInt(4) > 0) {
                String name = random.nextBoolean() ? "alice" : "own" + random.nextInt(5);
                AccountKind kind = random.nextInt(3) == 0 ? AccountKind.WORK_OR_SCHOOL : AccountKind.THIRD_PARTY;
                if (!phone.names().contains(name) && !phone.trash().contains(name)) {
                    phone.add(name, kind, TestDevice.totp(name));
                }
            } else if (!phone.names().isEmpty()) {
                phone.delete(phone.names().get(0));
            }
        }

        RecoveryPreview recover(RestoreOptions options) throws ProblemException {
            try (RecoveryKit kit = TestDevice.kitOfEnabled();
                    UnlockedVault vault = phone.unlock(kit)) {
                RecoveryPreview preview = phone.library.recovery().preview(vault, options);
                phone.library.recovery().commit(vault, preview);
                return preview;
            }
        }

        SnapshotId anyVersion(Random random) throws ProblemException {
            try (RecoveryKit kit = TestDevice.kitOfEnabled();
                    UnlockedVault vault = phone.unlock(kit)) {
                List<Version> versions = phone.library.recovery().history(vault);
                return versions.get(random.nextInt(versions.size())).snapshot();
            }
        }
    }

    private static Map<AccountId, Account> all(VaultContents contents) {
        Map<AccountId, Account> all = new HashMap<>();
        contents.accounts().forEach(each -> all.put(each.id(), each));
        contents.trash().forEach(each -> all.put(each.id(), each));
        return all;
    }

    private static long counter(Optional<Account> account) {
        return account.map(Account::credential)
                .filter(Credential.CounterBased.class::isInstance)
                .map(each -> ((Credential.CounterBased) each).counter())
                .orElse(0L);
    }

    /** By credential and name, since an account of another vault gets another id. */
    private static List<Object> cores(VaultContents contents) {
        List<Object> cores = new ArrayList<>();
        all(contents).values().forEach(each -> cores.add(List.of(each.enrolledAs(), secret(each.credential()))));
        return cores;
    }

    private static List<AccountName> names(VaultContents contents) {
        return all(contents).values().stream().map(Account::enrolledAs).toList();
    }

    private static Object secret(Credential credential) {
        if (credential instanceof Credential.CounterBased counted) {
            return List.of(counted.secret(), counted.algorithm(), counted.digits());
        }
        return credential;
    }

    @Property(tries = 40, shrinking = ShrinkingMode.BOUNDED)
    void s10_blockNeverChangesAnything(
            @ForAll @Size(max = 8) List<Integer> there, @ForAll @Size(min = 1, max = 8) List<Integer> here)
            throws Exception {
        Scene scene = new Scene(there, here);
        if (scene.phone.accounts.contents.isEmpty()) {
            scene.phone.add("one");
        }
        VaultContents before = scene.phone.accounts.contents;
        Map<String, byte[]> state = new HashMap<>(scene.phone.state.documents);
        try {
            scene.recover(RestoreOptions.defaults());
            throw new AssertionError("it was not refused");
        } catch (RecoveryRefusedException e) {
            assertThat(e.reason()).isEqualTo(RecoveryRefusedException.Reason.DEVICE_NOT_EMPTY);
        }
        assertThat(scene.phone.accounts.contents).isEqualTo(before);
        assertThat(scene.phone.state.documents).isEqualTo(state);
    }

    @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED)
    void s10_mergeNeverLosesOrLowersAnything(
            @ForAll @Size(max = 10) List<Integer> there, @ForAll @Size(max = 10) List<Integer> here) throws Exception {
        Scene scene = new Scene(there, here);
        VaultContents before = scene.phone.accounts.contents;

        RecoveryPreview preview = scene.recover(RestoreOptions.defaults().withMode(RestoreMode.MERGE));

        VaultContents after = scene.phone.accounts.contents;
        assertThat(cores(after)).containsAll(cores(before));
        all(preview.contents()).forEach((id, account) -> {
            if (!scene.purged.contains(id)) {
                assertThat(all(after)).containsKey(id);
                assertThat(counter(Optional.of(all(after).get(id))))
                        .isGreaterThanOrEqualTo(counter(Optional.of(account)));
            }
        });
        all(before)
                .forEach((id, account) -> assertThat(
                                counter(Optional.ofNullable(all(after).get(id))))
                        .isGreaterThanOrEqualTo(all(after).containsKey(id) ? counter(Optional.of(account)) : 0));
        assertThat(preview.outcomes()).hasSize(all(after).size());

        RandomEdits.backUp(scene.phone);
        assertThat(scene.phone.accounts.contents).isEqualTo(after);
        assertThat(names(recovered(scene.storage))).containsAll(names(after)); // work accounts come by name
    }

    private static VaultContents recovered(InMemoryStorage storage) throws ProblemException {
        return TestDevice.recovered(storage).accounts.contents;
    }

    @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED)
    void s10_replaceShowsTheBackupAndWhatWasThereIsInTheTrash(
            @ForAll @Size(max = 10) List<Integer> there, @ForAll @Size(max = 10) List<Integer> here, @ForAll int seed)
            throws Exception {
        Scene scene = new Scene(there, here);
        VaultContents before = scene.phone.accounts.contents;
        SnapshotId version = scene.anyVersion(new Random(seed));
        RestoreOptions options = RestoreOptions.defaults().withMode(RestoreMode.REPLACE);

        RecoveryPreview preview = scene.recover(seed % 2 == 0 ? options : options.at(version));

        VaultContents after = scene.phone.accounts.contents;
        assertThat(after.accounts())
                .extracting(Account::id)
                .containsExactlyElementsOf(
                        preview.contents().accounts().stream().map(Account::id).toList());
        assertThat(after.accounts())
                .extracting(Account::label)
                .containsExactlyElementsOf(preview.contents().accounts().stream()
                        .map(Account::label)
                        .toList());
        assertThat(cores(after)).containsAll(cores(before));

        RandomEdits.backUp(scene.phone);
        VaultContents recovered = recovered(scene.storage);
        assertThat(recovered.accounts())
                .extracting(Account::label)
                .isEqualTo(after.accounts().stream().map(Account::label).toList());
    }

    @Property(tries = 80, shrinking = ShrinkingMode.BOUNDED)
    void s10_undoAfterReplaceOrMergeIsTheIdentity(
            @ForAll @Size(max = 10) List<Integer> there, @ForAll @Size(max = 10) List<Integer> here, @ForAll int seed)
            throws Exception {
        Scene scene = new Scene(there, here);
        VaultContents before = scene.phone.accounts.contents;
        RestoreMode mode = seed % 3 == 0 ? RestoreMode.MERGE : RestoreMode.REPLACE;
        RestoreOptions options = RestoreOptions.defaults().withMode(mode);
        scene.recover(seed % 2 == 0 ? options : options.at(scene.anyVersion(new Random(seed))));
        if (seed % 5 == 0) {
            RandomEdits.backUp(scene.phone);
        }

        assertThat(scene.phone.library.recovery().undo()).isTrue();

        VaultContents after = scene.phone.accounts.contents;
        boolean sameIds = after.accounts().stream()
                .map(Account::id)
                .toList()
                .equals(before.accounts().stream().map(Account::id).toList());
        assertThat(withoutIdsAndCounters(after)).isEqualTo(withoutIdsAndCounters(before));
        assertThat(sameIds || seed % 5 == 0).isTrue(); // a phone that has backed up to the vault keeps its ids
        assertThat(scene.phone.library.recovery().undo()).isFalse();
    }

    private static List<Object> withoutIdsAndCounters(VaultContents contents) {
        List<Object> parts = new ArrayList<>();
        contents.accounts()
                .forEach(each -> parts.add(
                        List.of("account", each.enrolledAs(), secret(each.credential()), each.label(), each.group())));
        contents.trash()
                .forEach(each -> parts.add(
                        List.of("trash", each.enrolledAs(), secret(each.credential()), each.label(), each.group())));
        parts.add(contents.groups());
        parts.add(contents.settings());
        return parts;
    }

    @Property(tries = 40, shrinking = ShrinkingMode.BOUNDED)
    void s13_goingBackToAVersionTwiceChangesNothing(
            @ForAll @Size(max = 10) List<Integer> there, @ForAll @Size(max = 10) List<Integer> here, @ForAll int seed)
            throws Exception {
        Scene scene = new Scene(there, here);
        RestoreOptions options = RestoreOptions.defaults()
                .withMode(seed % 2 == 0 ? RestoreMode.MERGE : RestoreMode.REPLACE)
                .at(scene.anyVersion(new Random(seed)));
        scene.recover(options);
        VaultContents once = scene.phone.accounts.contents;

        RecoveryPreview again = scene.recover(options);

        assertThat(scene.phone.accounts.contents).isEqualTo(once);
        assertThat(again.outcomes())
                .extracting(outcome -> outcome.outcome().name())
                .isSubsetOf("ALREADY_THERE", "IN_TRASH");
    }
}
