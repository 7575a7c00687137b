package org.authenticatorbackup.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.api.account.AccountKind;
import org.authenticatorbackup.api.account.AccountLabel;
import org.authenticatorbackup.api.account.AccountName;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.account.Credential.Algorithm;
import org.authenticatorbackup.api.account.Secret;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.api.backup.BackupPolicy;
import org.authenticatorbackup.api.backup.BackupPolicy.Extent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Behaviour S1: how much of an account is backed up, as a table. */
class BackupScopeTest {

    private static final Secret SECRET = Secret.of(new byte[] {1});
    private static final Credential CODES = new Credential.Steam(SECRET);
    private static final AccountName NAME = new AccountName("Example", "alice");

    /** What a credential is to a policy. */
    private enum Sort {
        CODES,
        BOUND,
        WITHHELD
    }

    private static final Map<Credential, Sort> CREDENTIALS = new LinkedHashMap<>();

    static {
        CREDENTIALS.put(new Credential.TimeBased(SECRET, Algorithm.SHA1, 6, 30), Sort.CODES);
        CREDENTIALS.put(new Credential.CounterBased(SECRET, Algorithm.SHA1, 6, 1), Sort.CODES);
        CREDENTIALS.put(CODES, Sort.CODES);
        CREDENTIALS.put(new Credential.DeviceUnique(CODES, CODES), Sort.CODES);
        for (Credential.DeviceBound.Binding binding : Credential.DeviceBound.Binding.values()) {
            CREDENTIALS.put(new Credential.DeviceBound(binding), Sort.BOUND);
        }
        CREDENTIALS.put(new Credential.Withheld("totp"), Sort.WITHHELD);
        CREDENTIALS.put(new Credential.DeviceUnique(CODES, new Credential.Withheld("totp")), Sort.WITHHELD);
    }

    /** A star stands for every value. */
    private static final List<String> TABLE = List.of(
            // credential, what the app says of the kind, of what is bound, the person's choice, the limit: what is
            // backed up
            "*, *, *, *, EXCLUDED: EXCLUDED",
            "*, *, *, EXCLUDED, FULL: EXCLUDED",
            "*, *, *, EXCLUDED, NAME_ONLY: EXCLUDED",
            "CODES, *, *, FULL, FULL: FULL",
            "CODES, *, *, FULL, NAME_ONLY: NAME_ONLY",
            "CODES, *, *, NAME_ONLY, FULL: NAME_ONLY",
            "CODES, *, *, NAME_ONLY, NAME_ONLY: NAME_ONLY",
            "CODES, FULL, *, -, FULL: FULL",
            "CODES, FULL, *, -, NAME_ONLY: NAME_ONLY",
            "CODES, NAME_ONLY, *, -, FULL: NAME_ONLY",
            "CODES, NAME_ONLY, *, -, NAME_ONLY: NAME_ONLY",
            "CODES, EXCLUDED, *, -, FULL: EXCLUDED",
            "CODES, EXCLUDED, *, -, NAME_ONLY: EXCLUDED",
            "WITHHELD, *, *, FULL, FULL: NAME_ONLY",
            "WITHHELD, *, *, FULL, NAME_ONLY: NAME_ONLY",
            "WITHHELD, *, *, NAME_ONLY, FULL: NAME_ONLY",
            "WITHHELD, *, *, NAME_ONLY, NAME_ONLY: NAME_ONLY",
            "WITHHELD, FULL, *, -, FULL: NAME_ONLY",
            "WITHHELD, FULL, *, -, NAME_ONLY: NAME_ONLY",
            "WITHHELD, NAME_ONLY, *, -, FULL: NAME_ONLY",
            "WITHHELD, NAME_ONLY, *, -, NAME_ONLY: NAME_ONLY",
            "WITHHELD, EXCLUDED, *, -, FULL: EXCLUDED",
            "WITHHELD, EXCLUDED, *, -, NAME_ONLY: EXCLUDED",
            "BOUND, *, *, FULL, FULL: NAME_ONLY",
            "BOUND, *, *, FULL, NAME_ONLY: NAME_ONLY",
            "BOUND, *, *, NAME_ONLY, FULL: NAME_ONLY",
            "BOUND, *, *, NAME_ONLY, NAME_ONLY: NAME_ONLY",
            "BOUND, *, NAME_ONLY, -, FULL: NAME_ONLY",
            "BOUND, *, NAME_ONLY, -, NAME_ONLY: NAME_ONLY",
            "BOUND, *, EXCLUDED, -, FULL: EXCLUDED",
            "BOUND, *, EXCLUDED, -, NAME_ONLY: EXCLUDED");

    @Test
    void s1_everyCombinationIsDecidedByOneLineOfTheTable() {
        Set<String> used = new HashSet<>();
        List<Optional<Extent>> choices = new ArrayList<>(List.of(Optional.empty()));
        Arrays.stream(Extent.values()).forEach(extent -> choices.add(Optional.of(extent)));
        int combinations = 0;
        for (AccountKind kind : AccountKind.values()) {
            for (Map.Entry<Credential, Sort> credential : CREDENTIALS.entrySet()) {
                for (Extent ofKind : Extent.values()) {
                    for (Extent bound : List.of(Extent.NAME_ONLY, Extent.EXCLUDED)) {
                        for (Optional<Extent> choice : choices) {
                            for (Extent limit : Extent.values()) {
                                BackupPolicy policy = BackupPolicy.defaults()
                                        .with(kind, ofKind)
                                        .withDeviceBound(bound)
                                        .withLimit(NAME.issuer(), limit);
                                if (choice.isPresent()) {
                                    policy = policy.withChoice(NAME, choice.get());
                                }
                                String line = line(
                                        credential.getValue(),
                                        ofKind,
                                        bound,
                                        choice.map(Extent::name).orElse("-"),
                                        limit);
                                used.add(line);
                                combinations++;
                                assertThat(BackupScope.of(policy, account(credential.getKey(), kind)))
                                        .as(line)
                                        .isEqualTo(Extent.valueOf(line.substring(line.indexOf(": ") + 2)));
                            }
                        }
                    }
                }
            }
        }
        assertThat(combinations).isEqualTo(3 * 8 * 3 * 2 * 4 * 3);
        assertThat(used).containsExactlyInAnyOrderElementsOf(TABLE);
    }

    private static String line(Object... values) {
        String found = "";
        for (String line : TABLE) {
            String[] cells = line.substring(0, line.indexOf(':')).split(", ", -1);
            boolean fits = true;
            for (int i = 0; i < cells.length; i++) {
                fits &= cells[i].equals("*") || cells[i].equals(values[i].toString());
            }
            if (fits) {
                assertThat(found)
                        .as("two lines for %s", Arrays.toString(values))
                        .isEmpty();
                found = line;
            }
        }
        assertThat(found).as("no line for %s", Arrays.toString(values)).isNotEmpty();
        return found;
    }

    @ParameterizedTest
    @EnumSource(AccountKind.class)
    void s1_byDefaultOnlyCodesOfWorkAndSchoolAndWhatIsBoundToADeviceAreLeftOut(AccountKind kind) {
        Credential push = new Credential.DeviceBound(Credential.DeviceBound.Binding.PUSH);

        assertThat(BackupScope.of(BackupPolicy.defaults(), account(CODES, kind)))
                .isEqualTo(kind == AccountKind.WORK_OR_SCHOOL ? Extent.NAME_ONLY : Extent.FULL);
        assertThat(BackupScope.of(BackupPolicy.defaults(), account(push, kind))).isEqualTo(Extent.NAME_ONLY);
    }

    @Test
    void choicesAndLimitsAreOfTheNamesAnAccountWasEnrolledWith() {
        BackupPolicy policy = BackupPolicy.defaults()
                .withChoice(new AccountName("Renamed", "alice"), Extent.EXCLUDED)
                .withLimit("Renamed", Extent.EXCLUDED);
        Account account = account(CODES, AccountKind.PERSONAL)
                .withLabel(AccountLabel.of(new AccountName("Renamed", "alice"), AccountKind.PERSONAL));

        assertThat(BackupScope.of(policy, account)).isEqualTo(Extent.FULL);
    }

    @Test
    void whatIsExcludedIsLeftOutOfTheTrashToo() {
        Account account = account(CODES, AccountKind.PERSONAL);
        BackupPolicy policy = BackupPolicy.defaults().withChoice(NAME, Extent.EXCLUDED);

        Account other = new Account(
                new AccountId("00".repeat(16)),
                CODES,
                new AccountName("Example", "bob"),
                account.label(),
                Optional.empty());

        assertThat(BackupScope.within(policy, VaultContents.of(List.of(account, other))))
                .isEqualTo(VaultContents.of(List.of(other)));
        assertThat(BackupScope.within(policy, new VaultContents(List.of(other), List.of(), Map.of(), List.of(account))))
                .isEqualTo(VaultContents.of(List.of(other)));
        assertThat(BackupScope.within(policy, new VaultContents(List.of(account), List.of(), Map.of(), List.of(other))))
                .isEqualTo(new VaultContents(List.of(), List.of(), Map.of(), List.of(other)));
    }

    @Test
    void aPolicyIsAValue() {
        BackupPolicy policy = BackupPolicy.defaults();

        assertThatIllegalArgumentException().isThrownBy(() -> policy.withDeviceBound(Extent.FULL));
        List<BackupPolicy> others = List.of(
                policy.with(AccountKind.PERSONAL, Extent.EXCLUDED),
                policy.withDeviceBound(Extent.EXCLUDED),
                policy.withChoice(NAME, Extent.FULL),
                policy.withLimit("Example", Extent.FULL));
        for (BackupPolicy other : others) {
            assertThat(other).isNotEqualTo(policy).doesNotHaveToString(policy.toString());
        }
        assertThat(policy.withChoice(NAME, Extent.FULL))
                .isEqualTo(others.get(2))
                .hasSameHashCodeAs(others.get(2));
        assertThat(policy).isEqualTo(BackupPolicy.defaults());
    }

    private static Account account(Credential credential, AccountKind kind) {
        return new Account(
                new AccountId("00112233445566778899aabbccddeeff"),
                credential,
                NAME,
                AccountLabel.of(NAME, kind),
                Optional.empty());
    }
}
