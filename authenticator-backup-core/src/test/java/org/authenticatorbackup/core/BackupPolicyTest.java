package org.authenticatorbackup.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.RecoveryRefusedException;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.api.account.AccountKind;
import org.authenticatorbackup.api.account.AccountLabel;
import org.authenticatorbackup.api.account.AccountName;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.account.Group;
import org.authenticatorbackup.api.account.Secret;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.api.backup.BackupHealth;
import org.authenticatorbackup.api.backup.BackupPolicy;
import org.authenticatorbackup.api.backup.BackupPolicy.Extent;
import org.authenticatorbackup.api.readiness.SignIn;
import org.authenticatorbackup.api.recovery.RecoveryPreview;
import org.authenticatorbackup.api.recovery.RestoreMode;
import org.authenticatorbackup.api.recovery.RestoreOptions;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.vault.RecoveryKit;
import org.authenticatorbackup.api.vault.UnlockedVault;
import org.authenticatorbackup.core.storage.InMemoryStorage;
import org.authenticatorbackup.core.testing.Canary;
import org.authenticatorbackup.core.testing.FakeProvider;
import org.authenticatorbackup.core.testing.VerifyingPhone;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Behaviour S1: a policy decides how much of each account is backed up. */
class BackupPolicyTest {

    private static final Map<ObjectName, byte[]> OBJECTS = new HashMap<>();
    private static final VerifyingPhone FIRST = new VerifyingPhone(new InMemoryStorage(), new FakeProvider());
    private static final AccountName OWN = new AccountName("Bank", "alice");
    private static final AccountName OTHER = new AccountName("Mail", "alice");
    private static final AccountName LAST = new AccountName("Shop", "alice");
    private static String kitText = "";

    private InMemoryStorage storage = new InMemoryStorage();
    private VerifyingPhone phone = new VerifyingPhone(storage, new FakeProvider());

    /** Deriving keys takes long, so one vault without accounts is made and copied. */
    @BeforeContainer
    @BeforeAll
    static void aVaultIsMade() throws ProblemException {
        if (!OBJECTS.isEmpty()) {
            return;
        }
        InMemoryStorage first = new InMemoryStorage();
        VerifyingPhone maker = new VerifyingPhone(first, new FakeProvider());
        try (RecoveryKit kit = maker.enable()) {
            kitText = new String(kit.text());
        }
        FIRST.become(maker);
        for (ObjectName name : first.list("")) {
            OBJECTS.put(name, first.get(name, StorageProvider.MAX_OBJECT_BYTES).orElseThrow());
        }
    }

    @BeforeEach
    void aPhoneBacksUp() throws ProblemException {
        storage = new InMemoryStorage();
        for (Map.Entry<ObjectName, byte[]> object : OBJECTS.entrySet()) {
            storage.put(object.getKey(), object.getValue());
        }
        phone = new VerifyingPhone(storage, new FakeProvider());
        phone.become(FIRST);
    }

    private static RecoveryKit kit() {
        return RecoveryKit.of(kitText.toCharArray());
    }

    private static Credential codes(String secret) {
        return new Credential.TimeBased(
                Secret.of(secret.getBytes(StandardCharsets.US_ASCII)), Credential.Algorithm.SHA1, 6, 30);
    }

    private VerifyingPhone recovered() throws ProblemException {
        VerifyingPhone other = new VerifyingPhone(storage, new FakeProvider());
        try (RecoveryKit kit = kit()) {
            other.recover(kit, RestoreMode.BLOCK);
        }
        return other;
    }

    private void sync(VerifyingPhone each) throws ProblemException {
        try (RecoveryKit kit = kit();
                UnlockedVault vault = each.library.recovery().unlock(kit)) {
            each.library.upkeep().sync(vault);
        }
    }

    private static List<AccountName> names(VerifyingPhone each) {
        List<AccountName> names = new ArrayList<>();
        each.accounts.contents.accounts().forEach(account -> names.add(account.enrolledAs()));
        return names;
    }

    private static BackupPolicy without(AccountName... excluded) {
        BackupPolicy policy = BackupPolicy.defaults();
        for (AccountName name : excluded) {
            policy = policy.withChoice(name, Extent.EXCLUDED);
        }
        return policy;
    }

    /** Recover(backUp(x)) = filter(policy, x), and what is filtered out is in no byte that was stored, here or there. */
    @Property(tries = 40, shrinking = ShrinkingMode.BOUNDED)
    void s1_whatIsRecoveredIsWhatPolicyLetsThrough(
            @ForAll @Size(max = 12) List<@IntRange(max = 1_000_000) Integer> seeds, @ForAll int policySeed)
            throws Exception {
        aPhoneBacksUp();
        BackupPolicy policy = policy(new Random(policySeed));
        phone.under(policy);
        List<Account> accounts = new ArrayList<>();
        List<Account> trash = new ArrayList<>();
        Group group = new Group(phone.library.accounts().addGroup("a group").id(), "a group");
        for (int i = 0; i < seeds.size(); i++) {
            Random random = new Random(seeds.get(i));
            Account account = account(i, random);
            (random.nextInt(4) == 0 ? trash : accounts)
                    .add(random.nextBoolean() ? account.inGroup(group.id()) : account);
        }
        phone.accounts.contents = new VaultContents(accounts, List.of(group), Map.of("app/x", "1"), trash);

        phone.library.backups().backUp();
        VerifyingPhone other = recovered();

        VaultContents after = other.accounts.contents;
        assertThat(after.accounts()).isEqualTo(filtered(policy, accounts));
        assertThat(after.trash()).containsExactlyInAnyOrderElementsOf(filtered(policy, trash));
        assertThat(after.groups()).containsExactly(group);
        assertThat(after.settings()).isEqualTo(Map.of("app/x", "1"));
        List<byte[]> bytes = new ArrayList<>(other.written());
        for (ObjectName name : storage.list("")) {
            bytes.add(storage.get(name, StorageProvider.MAX_OBJECT_BYTES).orElseThrow());
        }
        bytes.addAll(phone.written());
        accounts.addAll(trash);
        for (int i = 0; i < accounts.size(); i++) {
            requireAbsent(policy, accounts.get(i), bytes);
        }
    }

    private static void requireAbsent(BackupPolicy policy, Account account, List<byte[]> bytes) {
        String number = account.enrolledAs().name().substring("user ".length());
        List<Canary> absent = new ArrayList<>();
        if (expected(policy, account) != Extent.FULL) {
            absent.add(Canary.of(secretOf(number)));
        }
        if (expected(policy, account) == Extent.EXCLUDED) {
            absent.add(Canary.of(account.label().note()));
        }
        if (absent.isEmpty()) {
            Canary there = Canary.of(secretOf(number));
            assertThat(bytes)
                    .as("the search finds what is backed up")
                    .anyMatch(each -> there.formIn(new String(each, StandardCharsets.ISO_8859_1))
                            .isPresent());
        }
        for (byte[] document : bytes) {
            String text = new String(document, StandardCharsets.ISO_8859_1);
            absent.forEach(canary -> assertThat(canary.formIn(text)).isEmpty());
        }
    }

    private static String secretOf(String number) {
        return drawn(Long.parseLong(number));
    }

    /** A text of which no two share a piece. */
    private static String drawn(long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            text.append((char) ('a' + random.nextInt(26)));
        }
        return text.toString();
    }

    /** Names and secrets are of one number each, so that no two accounts share a piece of them. */
    private Account account(int index, Random random) throws ProblemException {
        String number = Long.toString(10_000_000L + index * 1_000_000L + random.nextInt(1_000_000));
        Secret secret = Secret.of(secretOf(number).getBytes(StandardCharsets.US_ASCII));
        Credential own = new Credential.TimeBased(
                Secret.of(("own " + Canary.TEXT).getBytes(StandardCharsets.US_ASCII)),
                Credential.Algorithm.SHA1,
                6,
                30);
        Credential credential = List.of(
                        new Credential.TimeBased(secret, Credential.Algorithm.SHA256, 8, 60),
                        new Credential.CounterBased(secret, Credential.Algorithm.SHA1, 6, random.nextInt(9)),
                        new Credential.Steam(secret),
                        new Credential.DeviceBound(Credential.DeviceBound.Binding.PUSH))
                .get(random.nextInt(4));
        AccountKind kind = List.of(AccountKind.values()).get(random.nextInt(3));
        AccountName name = new AccountName("Issuer " + random.nextInt(3), "user " + number);
        Account account = phone.library.backups().enroll(credential, name, kind);
        Account noted = account.withLabel(
                new AccountLabel(name, kind, drawn(-Long.parseLong(number)), random.nextBoolean(), Optional.empty()));
        boolean isUnique = random.nextInt(4) == 0 && !(credential instanceof Credential.DeviceBound);
        return isUnique ? noted.withCredential(new Credential.DeviceUnique(own, credential)) : noted;
    }

    private static BackupPolicy policy(Random random) {
        BackupPolicy policy = BackupPolicy.defaults();
        for (AccountKind kind : AccountKind.values()) {
            policy = policy.with(kind, List.of(Extent.values()).get(random.nextInt(3)));
        }
        policy = policy.withDeviceBound(random.nextBoolean() ? Extent.NAME_ONLY : Extent.EXCLUDED);
        return policy.withLimit("Issuer 0", List.of(Extent.values()).get(random.nextInt(3)));
    }

    private static Extent expected(BackupPolicy policy, Account account) {
        if (account.credential() instanceof Credential.DeviceBound) {
            boolean isForbidden = policy.limit(account.enrolledAs().issuer()) == Extent.EXCLUDED;
            return isForbidden ? Extent.EXCLUDED : policy.deviceBound();
        }
        Extent wanted = policy.extent(account.label().kind());
        Extent allowed = policy.limit(account.enrolledAs().issuer());
        return wanted.compareTo(allowed) > 0 ? wanted : allowed;
    }

    private static List<Account> filtered(BackupPolicy policy, List<Account> accounts) {
        List<Account> filtered = new ArrayList<>();
        for (Account account : accounts) {
            Credential shared = account.credential() instanceof Credential.DeviceUnique unique
                    ? unique.shared()
                    : account.credential();
            switch (expected(policy, account)) {
                case FULL -> filtered.add(account.withCredential(shared));
                case NAME_ONLY -> filtered.add(account.withCredential(withheld(shared)));
                case EXCLUDED -> {}
            }
        }
        return filtered;
    }

    private static Credential withheld(Credential credential) {
        if (credential instanceof Credential.DeviceBound) {
            return credential;
        }
        return new Credential.Withheld(
                credential instanceof Credential.TimeBased
                        ? "totp"
                        : credential instanceof Credential.CounterBased ? "hotp" : "steam");
    }

    @Test
    void s1_whatIsExcludedIsLeftAloneByBackupSyncRecoveryAndUndo() throws ProblemException {
        phone.under(without(OWN));
        phone.add(OTHER, AccountKind.PERSONAL, codes("other"));
        phone.add(OWN, AccountKind.PERSONAL, codes("own"));
        phone.add(LAST, AccountKind.PERSONAL, codes("last"));
        phone.library.backups().backUp();
        VerifyingPhone other = recovered();
        assertThat(names(other)).containsExactly(OTHER, LAST);
        other.library.accounts().move(other.account(LAST).id(), 0);
        other.library.accounts().delete(other.account(OTHER).id());
        other.library.backups().backUp();

        sync(phone);
        assertThat(names(phone)).containsExactly(OWN, LAST);
        VaultContents before = phone.accounts.contents;
        try (RecoveryKit kit = kit()) {
            phone.recover(kit, RestoreMode.REPLACE);
        }
        assertThat(names(phone)).containsExactly(OWN, LAST);
        assertThat(phone.library.recovery().undo()).isTrue();
        assertThat(phone.accounts.contents).isEqualTo(before);
        BackupHealth health = phone.library.backups().health();
        assertThat(health.changes()).isEqualTo(BackupHealth.Changes.NONE);
    }

    /** The old phone excludes one of three accounts, in the middle; another phone has the other two. */
    private VerifyingPhone another() throws ProblemException {
        phone.under(without(OWN));
        phone.add(OTHER, AccountKind.PERSONAL, codes("other"));
        phone.add(OWN, AccountKind.PERSONAL, codes("own"));
        phone.add(LAST, AccountKind.PERSONAL, codes("last"));
        phone.library.backups().backUp();
        return recovered();
    }

    @Test
    void s1_whatIsExcludedStaysBehindTheAccountThatItStoodBehind() throws ProblemException {
        VerifyingPhone other = another();
        Account first = other.account(OTHER);
        other.library.accounts().relabel(first.id(), first.label().withName(new AccountName("Mail", "renamed")));
        other.library.accounts().move(first.id(), 1);
        other.library.backups().backUp();

        sync(phone);

        assertThat(names(phone)).containsExactly(LAST, OTHER, OWN);
        assertThat(phone.account(OTHER).label().name().name()).isEqualTo("renamed");
    }

    @Test
    void s1_whatIsExcludedAndInTheTrashStaysThereThoughAnotherDeviceUsesIt() throws ProblemException {
        VerifyingPhone other = another();
        other.add(OWN, AccountKind.PERSONAL, codes("own"));
        other.library.backups().backUp();
        phone.library.accounts().delete(phone.account(OWN).id());

        sync(phone);

        assertThat(names(phone)).containsExactly(OTHER, LAST);
        assertThat(phone.accounts.contents.trash())
                .extracting(Account::enrolledAs)
                .containsExactly(OWN);
    }

    @Test
    void s1_whatIsExcludedStaysInItsGroupAsLongAsThatIsThere() throws ProblemException {
        Group group = phone.library.accounts().addGroup("mine");
        VerifyingPhone other = another();
        phone.library.accounts().assign(phone.account(OWN).id(), Optional.of(group.id()));
        other.library.accounts().delete(other.account(LAST).id());
        other.library.backups().backUp();
        sync(phone);
        assertThat(phone.account(OWN).group()).contains(group.id());

        other.library.accounts().deleteGroup(group.id());
        other.library.backups().backUp();
        sync(phone);

        assertThat(phone.accounts.contents.groups()).isEmpty();
        assertThat(phone.account(OWN).group()).isEmpty();
    }

    @Test
    void s1_whatTheAppChangesMeanwhileIsNotOverwritten() throws ProblemException {
        VerifyingPhone other = another();
        other.library.accounts().delete(other.account(LAST).id());
        other.library.backups().backUp();
        AccountName added = new AccountName("Added", "meanwhile");
        Account meanwhile = phone.library.backups().enroll(codes("meanwhile"), added, AccountKind.PERSONAL);
        phone.accounts.beforeReplace = () -> {
            phone.accounts.beforeReplace = () -> {};
            List<Account> all = new ArrayList<>(phone.accounts.contents.accounts());
            all.add(meanwhile);
            phone.accounts.contents = phone.accounts.contents.withAccounts(all);
        };

        sync(phone);

        assertThat(names(phone)).containsExactly(OTHER, OWN, added);
    }

    @Test
    void s1_whatWasChangedSinceAPreviewIsNotOverwritten() throws ProblemException {
        another();
        try (RecoveryKit kit = kit();
                UnlockedVault vault = phone.library.recovery().unlock(kit)) {
            RecoveryPreview preview = phone.library
                    .recovery()
                    .preview(vault, RestoreOptions.defaults().withMode(RestoreMode.MERGE));
            phone.library.accounts().delete(phone.account(LAST).id());

            assertThatExceptionOfType(RecoveryRefusedException.class)
                    .isThrownBy(() -> phone.library.recovery().commit(vault, preview))
                    .satisfies(
                            e -> assertThat(e.reason()).isEqualTo(RecoveryRefusedException.Reason.CHANGED_MEANWHILE));
        }
        assertThat(names(phone)).containsExactly(OTHER, OWN);
    }

    @Test
    void s1_aPhoneWithExcludedAccountsOnlyMayRecover() throws ProblemException {
        phone.add(OTHER, AccountKind.PERSONAL, codes("other"));
        phone.library.backups().backUp();
        VerifyingPhone other = new VerifyingPhone(storage, new FakeProvider()).under(without(OWN));
        other.add(OWN, AccountKind.PERSONAL, codes("own"));

        try (RecoveryKit kit = kit()) {
            other.recover(kit, RestoreMode.BLOCK);
        }

        assertThat(names(other)).containsExactly(OWN, OTHER);
    }

    @Test
    void s1_whatAnotherDeviceBacksUpComesBackButNeverOverOnesOwn() throws ProblemException {
        Account theirs = phone.add(
                OWN, AccountKind.PERSONAL, new Credential.CounterBased(secret(), Credential.Algorithm.SHA1, 6, 1));
        phone.add(LAST, AccountKind.PERSONAL, codes("last"));
        phone.library.backups().backUp();
        VerifyingPhone other = recovered().under(without(OWN));
        assertThat(names(other)).containsExactly(OWN, LAST);
        for (int i = 0; i < 5; i++) {
            other.library.accounts().useCode(theirs.id());
        }

        sync(other);

        assertThat(((Credential.CounterBased) other.account(OWN).credential()).counter())
                .as("no counter goes back")
                .isEqualTo(6);
        assertThat(names(other)).containsExactly(OWN, LAST);
    }

    private static Secret secret() {
        return Secret.of(new byte[] {1, 2, 3});
    }

    @Test
    void s1_anExcludedAccountIsEditedAndDeletedLikeAnyOtherAndLeavesNoTrace() throws ProblemException {
        phone.under(without(OWN));
        Account own = phone.add(OWN, AccountKind.PERSONAL, codes("own-" + Canary.TEXT));
        Group group = phone.library.accounts().addGroup("mine");
        assertThat(phone.library.accounts().assign(own.id(), Optional.of(group.id())))
                .isTrue();
        phone.library.backups().backUp();
        assertThat(phone.library.accounts().deleteGroup(group.id())).isTrue();
        assertThat(phone.account(OWN).group()).isEmpty();
        assertThat(phone.library.accounts().delete(own.id())).isTrue();
        phone.library.backups().backUp();
        assertThat(phone.library.accounts().purge(Set.of(own.id()))).isEqualTo(1);
        phone.library.backups().backUp();

        assertThat(phone.accounts.contents.trash()).isEmpty();
        List<byte[]> everything = new ArrayList<>(phone.written());
        everything.addAll(recovered().written());
        for (byte[] document : everything) {
            String text = new String(document, StandardCharsets.ISO_8859_1);
            assertThat(Canary.common().formIn(text)).isEmpty();
            assertThat(text).doesNotContain(own.id().value());
        }
    }

    @Test
    void s1_anExcludedAccountThatIsIncludedLaterIsBackedUpInWhicheverVault() throws ProblemException {
        VerifyingPhone other = new VerifyingPhone(storage, new FakeProvider()).under(without(OWN));
        AccountId before = other.add(OWN, AccountKind.PERSONAL, codes("own")).id();
        try (RecoveryKit kit = kit()) {
            other.recover(kit, RestoreMode.BLOCK);
        }
        other.under(BackupPolicy.defaults());
        other.library.backups().backUp();

        assertThat(names(recovered())).containsExactly(OWN);
        assertThat(other.account(OWN).id()).as("the vault's ids").isNotEqualTo(before);
    }

    @Test
    void s1_b6_aPhoneWhoseAccountsAreAllExcludedHasNotLostThem() throws ProblemException {
        phone.add(OWN, AccountKind.PERSONAL, codes("own"));
        phone.library.backups().backUp();
        phone.under(without(OWN));

        phone.library.backups().backUp();
        sync(phone);

        phone.accounts.beforeReplace = () -> {
            throw new AssertionError("nothing has changed");
        };
        sync(phone);
        assertThat(names(phone)).containsExactly(OWN);
        assertThat(names(recovered())).as("what was backed up before").containsExactly(OWN);
    }

    @Test
    void s1_anOrganisationForbidsAndThePersonCannotAllow() throws ProblemException {
        phone.under(BackupPolicy.defaults()
                .withLimit(OWN.issuer(), Extent.NAME_ONLY)
                .withChoice(OWN, Extent.FULL)
                .withLimit(OTHER.issuer(), Extent.EXCLUDED)
                .withChoice(OTHER, Extent.FULL));
        phone.add(OWN, AccountKind.PERSONAL, codes("own"));
        phone.add(OTHER, AccountKind.PERSONAL, codes("other"));
        phone.library.backups().backUp();
        assertThat(phone.library.backups().health().nameOnly())
                .extracting(Account::enrolledAs)
                .containsExactly(OWN);

        VerifyingPhone other = recovered();

        assertThat(names(other)).containsExactly(OWN);
        assertThat(other.account(OWN).credential()).isEqualTo(new Credential.Withheld("totp"));
        assertThat(other.library.verification().tasks()).hasSize(1);
    }

    @Test
    void s1_b10_aSecondFactorThatIsExcludedLocksThePersonOutAllTheSame() throws ProblemException {
        VerifyingPhone locked = new VerifyingPhone(storage, new FakeProvider());
        locked.become(FIRST);
        locked.signIn = Optional.of(SignIn.toRecoveryAccount(OWN));
        locked.under(without(OWN));
        locked.add(OWN, AccountKind.PERSONAL, codes("own"));

        assertThat(locked.library.readiness().readiness().lockOuts()).hasSize(1);
    }
}
