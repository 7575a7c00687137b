package org.authenticatorbackup.core.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.api.account.AccountKind;
import org.authenticatorbackup.api.account.AccountLabel;
import org.authenticatorbackup.api.account.AccountName;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.account.Group;
import org.authenticatorbackup.api.account.GroupId;
import org.authenticatorbackup.api.account.Secret;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.core.json.Json;
import org.authenticatorbackup.core.json.Members;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalViewTest {

    private static final AccountName ALICE = new AccountName("Example", "alice@example.com");
    private static final GroupId HOME = new GroupId("00112233445566778899aabbccddeeff");

    private final Device device = Device.fresh();

    @Test
    void anIdIsTheHmacOfTheCore() {
        Secret secret = Secret.of(
                new byte[] {0x48, 0x65, 0x6c, 0x6c, 0x6f, 0x21, (byte) 0xde, (byte) 0xad, (byte) 0xbe, (byte) 0xef});
        Credential totp = new Credential.TimeBased(secret, Credential.Algorithm.SHA1, 6, 30);

        assertThat(LocalView.idOf(VaultArbitraries.idKey(), totp, ALICE))
                .isEqualTo(new AccountId("f7710854eb9277ae2dbe72b005eb80aa"));
    }

    @Test
    void anIdIsTheSameInEveryNormalForm() {
        Credential totp = totp(1);

        assertThat(LocalView.idOf(VaultArbitraries.idKey(), totp, new AccountName("Cafe\u0301", "a")))
                .isEqualTo(LocalView.idOf(VaultArbitraries.idKey(), totp, new AccountName("Caf\u00e9", "a")));
    }

    @Test
    void anIdNeedsAFullCredential() {
        assertThatThrownBy(() -> LocalView.idOf(VaultArbitraries.idKey(), new Credential.Withheld("totp"), ALICE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTextThatGrowsWhenNormalizedHasAnId() {
        String grows = Stream.generate(() -> "\ud834\udd60").limit(16_000).collect(Collectors.joining());

        assertThat(LocalView.idOf(VaultArbitraries.idKey(), totp(1), new AccountName(grows, "")))
                .isNotNull();
    }

    @Test
    void theSecretOfAWorkAccountIsNotTakenUp() throws Exception {
        String canary = "CANARY-secret-0123456789";
        Credential totp = new Credential.TimeBased(Secret.of(canary.getBytes(UTF_8)), Credential.Algorithm.SHA1, 6, 30);
        Account work = account(totp, ALICE, AccountKind.WORK_OR_SCHOOL);

        Contents contents = device.absorb(new VaultContents(List.of(work), List.of(), Map.of(), List.of()));

        AccountCore core = contents.accounts().get(work.id()).core();
        assertThat(core).isEqualTo(AccountCore.Known.of(new Credential.Withheld("totp"), ALICE));
        assertThat(device.view().accounts())
                .containsExactly(
                        new Account(work.id(), new Credential.Withheld("totp"), ALICE, work.label(), Optional.empty()));
        assertThat(device.absorb(VaultContents.of(List.of(work)))).isEqualTo(contents);
    }

    @Test
    void theSecretOfADeletedWorkAccountIsNotTakenUpEither() throws Exception {
        List<Account> work = List.of(
                account(counting(5), ALICE, AccountKind.WORK_OR_SCHOOL),
                account(new Credential.Steam(VaultArbitraries.secret(3)), ALICE, AccountKind.WORK_OR_SCHOOL));

        Contents contents = device.absorb(new VaultContents(List.of(), List.of(), Map.of(), work));

        assertThat(contents.accounts().values())
                .allSatisfy(account -> assertThat(account.core())
                        .asInstanceOf(type(AccountCore.Known.class))
                        .matches(AccountCore.Known::isWithheld))
                .allSatisfy(account -> assertThat(account.counter()).isZero());
    }

    @Test
    void aFullCredentialBeatsAWithheldOne() throws Exception {
        Account work = account(totp(1), ALICE, AccountKind.WORK_OR_SCHOOL);
        Account mine = account(totp(1), ALICE, AccountKind.PERSONAL);
        device.absorb(VaultContents.of(List.of(work)));

        device.absorb(VaultContents.of(List.of(mine)));
        assertThat(device.view().accounts()).containsExactly(mine);
        device.absorb(VaultContents.of(List.of(work)));

        assertThat(device.view().accounts()).containsExactly(work);
    }

    @Test
    void anAccountThatIsNotWhatItsIdSaysIsRefused() {
        Account account = account(totp(1), ALICE, AccountKind.PERSONAL);
        Account altered = new Account(account.id(), totp(2), ALICE, account.label(), Optional.empty());

        assertThatThrownBy(() -> device.absorb(VaultContents.of(List.of(altered))))
                .asInstanceOf(type(InvalidContentsException.class))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(InvalidContentsException.Reason.WRONG_ID))
                .satisfies(e -> assertThat(e).hasMessageContaining(account.id().value()));
        assertThat(device.known()).isEqualTo(Device.fresh().known());
    }

    @Test
    void anAccountOrGroupListedTwiceIsRefused() {
        Account account = account(totp(1), ALICE, AccountKind.PERSONAL);
        Group group = new Group(HOME, "Home");

        assertRefused(
                new VaultContents(List.of(account), List.of(), Map.of(), List.of(account)),
                InvalidContentsException.Reason.DUPLICATE_ID);
        assertRefused(
                new VaultContents(List.of(), List.of(group, group), Map.of(), List.of()),
                InvalidContentsException.Reason.DUPLICATE_ID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "1 2", "'a'", "\"\\ud800\"", "{\"a\":1,\"a\":2}", "nul"})
    void aSettingThatIsNotJsonIsRefused(String value) {
        assertRefused(settings(Map.of("app/x", value)), InvalidContentsException.Reason.MALFORMED_SETTING);
    }

    @Test
    void aSettingThatIsTooLargeIsRefused() {
        String long64k = "x".repeat(64 * 1024);

        assertRefused(settings(Map.of("app/x", '"' + long64k + "x\"")), InvalidContentsException.Reason.TOO_LARGE);
        assertRefused(settings(Map.of(long64k + 'x', "1")), InvalidContentsException.Reason.TOO_LARGE);
        assertRefused(
                settings(Map.of("app/x", "[".repeat(30) + "]".repeat(30))), InvalidContentsException.Reason.TOO_LARGE);
        assertRefused(settings(Map.of("app/\ud800", "1")), InvalidContentsException.Reason.MALFORMED_SETTING);
    }

    @Test
    void aVaultHolds50000SettingsAndNoMore() throws Exception {
        Map<String, String> most =
                IntStream.range(0, 50_000).boxed().collect(Collectors.toMap(i -> "app/" + i, i -> "1"));
        device.absorb(settings(most));

        assertRefused(settings(Map.of("app/more", "1")), InvalidContentsException.Reason.TOO_LARGE);
    }

    @Test
    void aSettingIsKeptInCanonicalFormAndOneThatIsAbsentStays() throws Exception {
        Contents contents = device.absorb(settings(Map.of("app/x", " { \"b\" : 1.0, \"a\" : [ ] } ")));

        assertThat(device.view().settings()).isEqualTo(Map.of("app/x", "{\"a\":[],\"b\":1.0}"));
        assertThat(device.absorb(settings(Map.of("app/x", "{\"a\":[],\"b\":1.0}"))))
                .isEqualTo(contents);
        assertThat(device.absorb(VaultContents.EMPTY)).isEqualTo(contents);
        device.absorb(settings(Map.of("app/x", "null")));
        assertThat(device.view().settings()).isEqualTo(Map.of("app/x", "null"));
    }

    @Test
    void theLibrarysOwnSettingsAreNeitherShownNorTaken() throws Exception {
        Contents named = LocalView.withSetting(
                device.known(), "vault/slot/0011", new Json.Text("Kit"), device.clock(), Device.NOW);
        Device own = new Device(9, named);

        assertThat(LocalView.view(named).settings()).isEmpty();
        assertThat(own.absorb(settings(Map.of("vault/slot/0011", "\"Other\"")))).isEqualTo(named);
        assertThat(LocalView.withSetting(named, "vault/slot/0011", new Json.Text("Kit"), device.clock(), Device.NOW))
                .isEqualTo(named);
    }

    @Test
    void anEditBeatsAConcurrentDeletion() throws Exception {
        Account account = account(totp(1), ALICE, AccountKind.PERSONAL);
        Contents shared = device.absorb(VaultContents.of(List.of(account)));
        Device other = new Device(8, shared);
        Account edited = account.withLabel(account.label().withName(new AccountName("Renamed", "")));

        device.absorb(new VaultContents(List.of(), List.of(), Map.of(), List.of(account)));
        other.absorb(VaultContents.of(List.of(edited)));
        device.join(other.known());

        assertThat(device.view()).isEqualTo(VaultContents.of(List.of(edited)));
    }

    @Test
    void aDeletionOfWhatWasSeenPutsAnAccountIntoTheTrash() throws Exception {
        Account account = account(totp(1), ALICE, AccountKind.PERSONAL);
        Contents before = device.absorb(VaultContents.of(List.of(account)));

        device.absorb(new VaultContents(List.of(), List.of(), Map.of(), List.of(account)));
        device.join(before);

        assertThat(device.view()).isEqualTo(new VaultContents(List.of(), List.of(), Map.of(), List.of(account)));
    }

    @Test
    void aPurgeLeavesNoSecretAndNoName() throws Exception {
        Account account = account(totp(1), ALICE, AccountKind.PERSONAL);
        Contents before = device.absorb(new VaultContents(List.of(), List.of(), Map.of(), List.of(account)));

        Contents after = LocalView.purge(before, Set.of(account.id()), device.clock(), Device.NOW)
                .join(before);

        AccountRecord purged = after.accounts().get(account.id());
        assertThat(purged.core()).isEqualTo(AccountCore.Dropped.DROPPED);
        assertThat(purged.label().value()).containsOnlyKeys("kind");
        assertThat(purged.toString()).contains("purged");
        assertThat(LocalView.view(after).isEmpty()).isTrue();
    }

    @Test
    void aPurgedAccountThatIsScannedAgainIsThereAgain() throws Exception {
        Account account = account(totp(1), ALICE, AccountKind.PERSONAL);
        Contents trashed = device.absorb(new VaultContents(List.of(), List.of(), Map.of(), List.of(account)));
        Device other = new Device(8, LocalView.purge(trashed, Set.of(account.id()), device.clock(), Device.NOW));
        assertThat(other.absorb(new VaultContents(List.of(), List.of(), Map.of(), List.of(account))))
                .isEqualTo(other.known());

        other.absorb(VaultContents.of(List.of(account)));

        assertThat(other.view()).isEqualTo(VaultContents.of(List.of(account)));
    }

    @Test
    void anAccountThatIsVisibleIsNotPurged() throws Exception {
        Account account = account(totp(1), ALICE, AccountKind.PERSONAL);
        Contents before = device.absorb(VaultContents.of(List.of(account)));

        assertThat(LocalView.purge(before, Set.of(account.id()), device.clock(), Device.NOW))
                .isEqualTo(before);
    }

    @Test
    void anEditKeepsWhatANewerVersionWrote() throws Exception {
        Account account = account(totp(1), ALICE, AccountKind.THIRD_PARTY);
        Contents contents = device.absorb(VaultContents.of(List.of(account)));
        AccountRecord record = contents.accounts().get(account.id());
        Register label = new Register(
                Register.Shape.LABEL,
                record.label().stamp(),
                Members.copyOf(Map.of(
                        "kind", new Json.Text("family"),
                        "icon", Json.Obj.of(Map.of("drawing", new Json.Text("cat"))),
                        "color", new Json.Text("red"))));
        Device other = new Device(8, contents.withAccounts(Map.of(account.id(), record.withLabel(label))));
        Account shown = other.view().accounts().get(0);

        other.absorb(VaultContents.of(List.of(shown.withLabel(shown.label().withName(new AccountName("B", ""))))));

        assertThat(other.known().accounts().get(account.id()).label().value())
                .containsEntry("kind", new Json.Text("family"))
                .containsEntry("color", new Json.Text("red"))
                .containsEntry("issuer", new Json.Text("B"))
                .containsKey("icon");
    }

    @Test
    void anAccountOfUnknownTypeIsKeptAndNotShown() throws Exception {
        AccountId id = new AccountId("0123456789abcdef0123456789abcdef");
        AccountCore opaque =
                new AccountCore.Opaque(Members.copyOf(Map.of("uri", new Json.Text("otpauth://motp/?a=b"))));
        AccountRecord record = AccountRecord.of(opaque).withVisibility(Visibility.NONE.added(new Tag(1, 2)));
        Device other = new Device(8, device.known().withAccounts(Map.of(id, record)));

        other.absorb(VaultContents.of(List.of(account(totp(1), ALICE, AccountKind.PERSONAL))));

        assertThat(other.view().accounts()).hasSize(1);
        assertThat(other.known().accounts()).containsEntry(id, record);
        assertThat(opaque.toString()).doesNotContain("motp");
    }

    @Test
    void groupsAreMadeRenamedAndMovedAndNeverVanish() throws Exception {
        Group home = new Group(HOME, "Home");
        Group work = new Group(new GroupId("ff112233445566778899aabbccddeeff"), "Work");
        device.absorb(new VaultContents(List.of(), List.of(home, work), Map.of(), List.of()));

        device.absorb(new VaultContents(List.of(), List.of(work, new Group(HOME, "House")), Map.of(), List.of()));
        assertThat(device.view().groups()).containsExactly(work, new Group(HOME, "House"));
        device.absorb(VaultContents.EMPTY);

        assertThat(device.view().groups()).containsExactly(work, new Group(HOME, "House"));
    }

    @Test
    void movingOneAccountWritesOnePlace() throws Exception {
        List<Account> accounts = many(100);
        Contents before = device.absorb(VaultContents.of(accounts));
        List<Account> moved = new ArrayList<>(accounts);
        moved.add(3, moved.remove(70));

        Contents after = device.absorb(VaultContents.of(moved));

        assertThat(device.view().accounts()).isEqualTo(moved);
        assertThat(after.accounts().entrySet().stream()
                        .filter(entry ->
                                !entry.getValue().equals(before.accounts().get(entry.getKey()))))
                .hasSize(1);
    }

    @Test
    void insertingAtOnePlaceForeverKeepsPositionsShort() throws Exception {
        List<Account> accounts = many(400);
        List<Account> shown = new ArrayList<>(accounts.subList(0, 2));
        for (Account next : accounts.subList(2, 400)) {
            shown.add(1, next);
            device.absorb(VaultContents.of(shown));
        }

        assertThat(device.view().accounts()).isEqualTo(shown);
        assertThat(device.known().accounts().values())
                .allSatisfy(account ->
                        assertThat(Places.positionOf(account.place())).hasSizeLessThanOrEqualTo(32));
    }

    @Test
    void accountsWithoutOrWithForeignPositionsCanBeReordered() throws Exception {
        List<Account> accounts = many(3);
        Contents contents = device.absorb(VaultContents.of(accounts));
        Map<AccountId, AccountRecord> foreign = contents.accounts().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().withPlace(Register.Shape.PLACE.unwritten())));
        Device other = new Device(8, contents.withAccounts(foreign));
        List<Account> wanted = new ArrayList<>(other.view().accounts());
        Collections.reverse(wanted);

        other.absorb(VaultContents.of(wanted));

        assertThat(other.view().accounts()).isEqualTo(wanted);
    }

    @Test
    void closingTheAppsSecretsLeavesTheContentsIntact() throws Exception {
        Secret secret = Secret.of(new byte[] {1, 2, 3});
        Credential totp = new Credential.TimeBased(secret, Credential.Algorithm.SHA1, 6, 30);
        device.absorb(VaultContents.of(List.of(account(totp, ALICE, AccountKind.PERSONAL))));

        secret.close();
        ((Credential.TimeBased) device.view().accounts().get(0).credential())
                .secret()
                .close();

        assertThat(((Credential.TimeBased) device.view().accounts().get(0).credential())
                        .secret()
                        .bytes())
                .containsExactly(1, 2, 3);
    }

    @Test
    void nothingIsShownAsText() throws Exception {
        Account account = account(totp(1), new AccountName("CANARY", "CANARY"), AccountKind.PERSONAL);
        Contents contents = device.absorb(new VaultContents(
                List.of(account), List.of(new Group(HOME, "CANARY")), Map.of("app/CANARY", "\"CANARY\""), List.of()));

        assertThat(contents + " " + contents.accounts() + contents.groups()
                        + contents.settings().values()
                        + contents.settings().values().iterator().next().value().values())
                .doesNotContain("CANARY");
    }

    private void assertRefused(VaultContents local, InvalidContentsException.Reason reason) {
        assertThatThrownBy(() -> device.absorb(local))
                .asInstanceOf(type(InvalidContentsException.class))
                .extracting(InvalidContentsException::reason)
                .isEqualTo(reason);
    }

    private static VaultContents settings(Map<String, String> settings) {
        return new VaultContents(List.of(), List.of(), settings, List.of());
    }

    private static List<Account> many(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> account(totp(1), new AccountName("Example", "user " + i), AccountKind.PERSONAL))
                .collect(Collectors.toList());
    }

    private static Credential totp(int seed) {
        return new Credential.TimeBased(VaultArbitraries.secret(seed), Credential.Algorithm.SHA1, 6, 30);
    }

    private static Credential counting(long counter) {
        return new Credential.CounterBased(VaultArbitraries.secret(1), Credential.Algorithm.SHA1, 6, counter);
    }

    private static Account account(Credential credential, AccountName name, AccountKind kind) {
        AccountId id = LocalView.idOf(VaultArbitraries.idKey(), credential, name);
        return new Account(id, credential, name, AccountLabel.of(name, kind), Optional.empty());
    }
}
