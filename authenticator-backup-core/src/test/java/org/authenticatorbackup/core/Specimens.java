package org.authenticatorbackup.core;

import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.authenticatorbackup.api.DeviceId;
import org.authenticatorbackup.api.SlotId;
import org.authenticatorbackup.api.SnapshotId;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.api.account.AccountKind;
import org.authenticatorbackup.api.account.AccountLabel;
import org.authenticatorbackup.api.account.AccountName;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.account.Group;
import org.authenticatorbackup.api.account.GroupId;
import org.authenticatorbackup.api.account.Icon;
import org.authenticatorbackup.api.account.Secret;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.api.backup.BackupHealth;
import org.authenticatorbackup.api.backup.BackupPace;
import org.authenticatorbackup.api.backup.BackupPolicy;
import org.authenticatorbackup.api.backup.RetentionPolicy;
import org.authenticatorbackup.api.readiness.Drill;
import org.authenticatorbackup.api.readiness.DrillPolicy;
import org.authenticatorbackup.api.readiness.DrillReport;
import org.authenticatorbackup.api.readiness.LockOut;
import org.authenticatorbackup.api.readiness.Readiness;
import org.authenticatorbackup.api.readiness.SignIn;
import org.authenticatorbackup.api.recovery.AccountOutcome;
import org.authenticatorbackup.api.recovery.RecoveryReport;
import org.authenticatorbackup.api.recovery.UnjoinedReport;
import org.authenticatorbackup.api.spi.Destination;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.ReleaseLedger;
import org.authenticatorbackup.api.spi.TaskScheduler;
import org.authenticatorbackup.api.vault.ContactShares;
import org.authenticatorbackup.api.vault.ListedSlot;
import org.authenticatorbackup.api.vault.NewSlot;
import org.authenticatorbackup.api.vault.Passphrase;
import org.authenticatorbackup.api.vault.PreparedRotation;
import org.authenticatorbackup.api.vault.RecoveryKit;
import org.authenticatorbackup.api.vault.ShareText;
import org.authenticatorbackup.api.vault.SignInPolicy;
import org.authenticatorbackup.api.vault.SlotPlan;
import org.authenticatorbackup.api.vault.SlotSummary;
import org.authenticatorbackup.api.vault.TransferAnswer;
import org.authenticatorbackup.api.vault.TransferCode;
import org.authenticatorbackup.api.vault.WorkFactor;
import org.authenticatorbackup.api.verification.ActivationCode;
import org.authenticatorbackup.api.verification.Challenge;
import org.authenticatorbackup.api.verification.ConfirmationCode;
import org.authenticatorbackup.api.verification.PersonalProof;
import org.authenticatorbackup.api.verification.VerificationTask;
import org.authenticatorbackup.core.administration.VaultAdministration;
import org.authenticatorbackup.core.backup.AnnouncedBackup;
import org.authenticatorbackup.core.backup.Announcer;
import org.authenticatorbackup.core.backup.FirstBackup;
import org.authenticatorbackup.core.backup.LocalState;
import org.authenticatorbackup.core.backup.PlaceCheck;
import org.authenticatorbackup.core.backup.Publisher;
import org.authenticatorbackup.core.backup.ReleaseWatch;
import org.authenticatorbackup.core.backup.ScopedAccounts;
import org.authenticatorbackup.core.backup.SlotMaking;
import org.authenticatorbackup.core.backup.VaultBackup;
import org.authenticatorbackup.core.history.AccountCore;
import org.authenticatorbackup.core.history.AccountIds;
import org.authenticatorbackup.core.history.AccountRecord;
import org.authenticatorbackup.core.history.Contents;
import org.authenticatorbackup.core.history.HybridClock;
import org.authenticatorbackup.core.history.LocalView;
import org.authenticatorbackup.core.history.Register;
import org.authenticatorbackup.core.history.Stamp;
import org.authenticatorbackup.core.interchange.KeyUriList;
import org.authenticatorbackup.core.json.CanonicalWriter;
import org.authenticatorbackup.core.json.Json;
import org.authenticatorbackup.core.json.JsonReader;
import org.authenticatorbackup.core.json.Members;
import org.authenticatorbackup.core.json.MembersBuilder;
import org.authenticatorbackup.core.lane.BackupDeletion;
import org.authenticatorbackup.core.lane.LaneAudit;
import org.authenticatorbackup.core.lane.LaneFreshness;
import org.authenticatorbackup.core.lane.LaneWitness;
import org.authenticatorbackup.core.lane.OwnLane;
import org.authenticatorbackup.core.policy.SignInRule;
import org.authenticatorbackup.core.readiness.VaultReadiness;
import org.authenticatorbackup.core.recovery.JoinedVault;
import org.authenticatorbackup.core.recovery.OpenedVault;
import org.authenticatorbackup.core.recovery.VaultReading;
import org.authenticatorbackup.core.recovery.VaultRecovery;
import org.authenticatorbackup.core.schedule.ScheduledBackup;
import org.authenticatorbackup.core.snapshot.KnownCores;
import org.authenticatorbackup.core.snapshot.Snapshot;
import org.authenticatorbackup.core.snapshot.SnapshotCodec;
import org.authenticatorbackup.core.snapshot.SnapshotEncoder;
import org.authenticatorbackup.core.storage.InMemoryStorage;
import org.authenticatorbackup.core.testing.Canary;
import org.authenticatorbackup.core.testing.FixedRandom;
import org.authenticatorbackup.core.testing.TestDevice;
import org.authenticatorbackup.core.transfer.VaultTransfer;
import org.authenticatorbackup.core.upkeep.VaultUpkeep;
import org.authenticatorbackup.core.vault.DeviceMemory;
import org.authenticatorbackup.core.vault.Encoded;
import org.authenticatorbackup.core.vault.Enrollment;
import org.authenticatorbackup.core.vault.MirroredStorage;
import org.authenticatorbackup.core.vault.Outbox;
import org.authenticatorbackup.core.vault.RequiredSignIns;
import org.authenticatorbackup.core.vault.Rotation;
import org.authenticatorbackup.core.vault.Surroundings;
import org.authenticatorbackup.core.vault.UndoMemory;
import org.authenticatorbackup.core.vault.VaultObject;
import org.authenticatorbackup.core.vault.VerificationMemory;
import org.authenticatorbackup.core.vault.WrittenSnapshot;
import org.authenticatorbackup.core.verification.AccountVerification;
import org.authenticatorbackup.crypto.age.AgeFile;
import org.authenticatorbackup.crypto.age.HybridIdentity;
import org.authenticatorbackup.crypto.age.ScryptIdentity;
import org.authenticatorbackup.crypto.age.ScryptRecipient;
import org.authenticatorbackup.crypto.age.Stanza;
import org.authenticatorbackup.crypto.age.X25519Identity;
import org.authenticatorbackup.crypto.share.Bip39;
import org.authenticatorbackup.crypto.share.ContactShare;
import org.authenticatorbackup.crypto.share.ContactSlot;
import org.authenticatorbackup.crypto.share.KitNote;
import org.authenticatorbackup.crypto.share.Share;
import org.authenticatorbackup.crypto.share.ShareRequest;
import org.authenticatorbackup.crypto.share.WordLanguage;
import org.authenticatorbackup.crypto.vault.AccountIdKey;
import org.authenticatorbackup.crypto.vault.LockKey;
import org.authenticatorbackup.crypto.vault.ScannedTransfer;
import org.authenticatorbackup.crypto.vault.SealedSnapshot;
import org.authenticatorbackup.crypto.vault.TransferRequest;
import org.authenticatorbackup.crypto.vault.VaultIdentity;
import org.authenticatorbackup.crypto.vault.VaultSuite;
import org.authenticatorbackup.crypto.vault.WriteCapability;

/** Objects of each public type that can hold a secret or a personal text, filled with {@link Canary canaries}. */
final class Specimens {

    static final String DEVICE = "0f".repeat(16);
    static final VaultId VAULT = new VaultId("a".repeat(32));
    static final AccountId ID = new AccountId("01".repeat(16));
    static final AccountName NAME = new AccountName(Canary.TEXT, Canary.TEXT);
    private static final SlotSummary SLOT =
            new SlotSummary(new SlotId("03".repeat(8)), List.of(SlotSummary.Lock.PASSPHRASE));
    private static final String DATE = "2026-11-25";
    private static final SecureRandom RANDOM = new FixedRandom();

    /** What must not show, and in which object. */
    record Specimen(Object object, List<Canary> secrets) {}

    private final Map<Class<?>, List<Specimen>> all = new LinkedHashMap<>();

    private Specimens() {}

    static Map<Class<?>, List<Specimen>> make() throws Exception {
        Specimens specimens = new Specimens();
        specimens.accounts();
        specimens.waysIn();
        specimens.ageKeys();
        specimens.vaultKeys();
        specimens.sharesAndTransfers();
        specimens.json();
        specimens.history();
        specimens.deviceMemory();
        specimens.interchange();
        specimens.library();
        return specimens.all;
    }

    private void add(Object object, String... furtherSecrets) {
        List<Canary> secrets = new ArrayList<>(List.of(Canary.common()));
        for (String secret : furtherSecrets) {
            secrets.add(Canary.of(secret));
        }
        all.computeIfAbsent(object.getClass(), type -> new ArrayList<>()).add(new Specimen(object, secrets));
    }

    static Secret secret() {
        return Secret.of(Canary.bytes());
    }

    static Account account() {
        return account(new Credential.TimeBased(secret(), Credential.Algorithm.SHA1, 6, 30));
    }

    private static Account account(Credential credential) {
        return new Account(ID, credential, NAME, label(), Optional.of(new GroupId("02".repeat(16))));
    }

    private static AccountLabel label() {
        return new AccountLabel(
                NAME, AccountKind.THIRD_PARTY, Canary.TEXT, true, Optional.of(new Icon.Named(Canary.TEXT)));
    }

    private static VaultContents contents() {
        Group group = new Group(new GroupId("02".repeat(16)), Canary.TEXT);
        return new VaultContents(
                List.of(account()), List.of(group), Map.of("app/" + Canary.TEXT, Canary.TEXT), List.of());
    }

    private void accounts() {
        Secret closed = secret();
        closed.close();
        add(closed);
        add(secret());
        List<Credential> credentials = List.of(
                account().credential(),
                new Credential.CounterBased(secret(), Credential.Algorithm.SHA256, 6, 7),
                new Credential.Steam(secret()),
                new Credential.DeviceUnique(
                        new Credential.Steam(secret()), account().credential()));
        credentials.forEach(this::add);
        credentials.forEach(credential -> add(account(credential)));
        add(NAME);
        add(label());
        add(new Icon.Named(Canary.TEXT));
        add(new Icon.Image("image/png", Canary.bytes()));
        add(new Group(new GroupId("02".repeat(16)), Canary.TEXT));
        add(contents());
        add(new VaultContents(List.of(), List.of(), Map.of(), List.of(account())));
        AccountOutcome outcome = new AccountOutcome(ID, NAME, AccountKind.THIRD_PARTY, AccountOutcome.Outcome.RESTORED);
        add(outcome);
        add(new UnjoinedReport(VAULT, List.of(outcome), List.of(), Set.of()));
        readiness(outcome);
        add(new RecoveryReport(VAULT, new DeviceId(DEVICE), List.of(outcome), List.of(), Set.of()));
        add(new BackupHealth(
                BackupHealth.Status.OFF,
                Optional.empty(),
                Optional.empty(),
                BackupHealth.Changes.NONE,
                List.of(),
                Optional.empty(),
                List.of(account()),
                List.of(),
                Set.of(),
                Optional.empty()));
    }

    private void waysIn() {
        Passphrase closed = Passphrase.typed(Canary.TEXT.toCharArray());
        closed.close();
        add(closed);
        add(Passphrase.typed(Canary.TEXT.toCharArray()));
        add(Passphrase.drawn(Canary.TEXT.toCharArray(), 77));
        add(RecoveryKit.of(Canary.TEXT.toCharArray()));
        add(TransferCode.of(Canary.TEXT.toCharArray()));
        add(new TransferAnswer("00", VAULT, Canary.bytes()));
        add(PersonalProof.of(Canary.TEXT.toCharArray(), PersonalProof.Contact.EMAIL, Canary.TEXT.toCharArray()));
        add(ConfirmationCode.of(Canary.TEXT.toCharArray()));
        add(new Challenge(secret(), Instant.EPOCH));
        add(new VerificationTask(
                ID,
                NAME,
                AccountKind.PERSONAL,
                VerificationTask.Way.PASSWORD_AND_CONTACT,
                VerificationTask.State.NAME_ONLY,
                Optional.empty(),
                Optional.empty()));
        ShareText share = ShareText.of(Canary.TEXT.toCharArray());
        add(share);
        add(ContactShares.of(List.of(share)));
        add(new NewSlot(SLOT, List.of(share)));
        add(new ListedSlot(SLOT, Optional.of(Canary.TEXT), Optional.empty(), ListedSlot.Origin.KNOWN));
        add(new SlotPlan.PassphraseAlone(Passphrase.typed(Canary.TEXT.toCharArray())));
        add(new SlotPlan.AccountAndPassphrase(Passphrase.typed(Canary.TEXT.toCharArray())));
    }

    /** An opened vault, what was read in it, and what changes it. */
    private void openedVault(Surroundings here) throws Exception {
        VaultIdentity identity = VaultIdentity.ofSeed(VaultSuite.CLASSIC, Canary.bytes());
        OpenedVault vault = new OpenedVault(here, identity, Optional.of(SLOT));
        add(vault, new String(identity.text()));
        add(new JoinedVault(
                VAULT,
                contents(),
                1,
                Map.of(),
                List.of(),
                List.of(),
                Set.of(),
                joined(),
                joined(),
                Optional.of(joined()),
                List.of(),
                new TreeMap<>()));
        Encoded secret = new Encoded(Canary.bytes());
        UndoMemory.Moved moved = new UndoMemory.Moved(new DeviceId(DEVICE), Optional.of(secret), Optional.of(secret));
        add(moved);
        add(new UndoMemory.Before(secret, List.of(ID), List.of(), Map.of(), Optional.of(moved)));
        add(new PreparedRotation(VAULT, vault, List.of(new NewSlot(SLOT, List.of()))));
        Enrollment enrollment = new Enrollment(
                VAULT,
                new Encoded(Canary.bytes()),
                List.of(SLOT),
                1,
                new TreeMap<>(),
                Optional.empty(),
                Optional.empty());
        add(new Rotation(
                Rotation.Phase.READY,
                VAULT,
                List.of(SLOT),
                VAULT,
                new DeviceId(DEVICE),
                List.of(SLOT),
                List.of("00"),
                Set.of(),
                Optional.of(enrollment)));
        add(here.device().raw());
        lanes(here, vault, identity);
        add(new VaultReading(here.storage(), vault));
        add(new SlotMaking(here, name -> {}));
        add(new FirstBackup(here, new LocalState(here), new Publisher(here), name -> {}));
        ReleaseWatch watch = new ReleaseWatch(here, new Announcer(here.device(), List.of()));
        add(watch);
        add(new RequiredSignIns(here, SignInRule.Step.OPEN));
        add(new VaultAdministration(here, watch));
        add(ReleaseLedger.empty().admitting(Canary.bytes(), Instant.EPOCH));
        add(new VaultTransfer(here));
    }

    private void readiness(AccountOutcome outcome) {
        Drill drill = new Drill(Instant.EPOCH, Optional.of(SLOT), 1, 0);
        SignIn signIn = SignIn.toRecoveryAccount(outcome.name());
        LockOut lockOut = new LockOut(signIn, outcome.id(), LockOut.WayAround.NONE);
        add(signIn);
        add(lockOut);
        add(new Readiness(
                List.of(account()),
                List.of(SLOT),
                Optional.of(drill),
                Optional.of(Instant.EPOCH),
                List.of(lockOut),
                Set.of()));
        add(new DrillReport(VAULT, drill, List.of(outcome), List.of(outcome.id()), List.of(), List.of(), Set.of()));
    }

    /** What looks after lanes, with the capability of a device. */
    private void lanes(Surroundings here, OpenedVault vault, VaultIdentity identity) throws Exception {
        byte[] capability = identity.writeCapability(DEVICE).encode();
        Enrollment enrollment = new Enrollment(
                vault.id(),
                new Encoded(capability),
                List.of(SLOT),
                1,
                new TreeMap<>(),
                Optional.empty(),
                Optional.empty());
        OwnLane lane = OwnLane.of(here, enrollment);
        add(lane);
        add(lane.memory());
        add(new LaneAudit(here, lane));
        add(new PlaceCheck(here));
        add(new LaneWitness(here, lane));
        add(new LaneFreshness(here, identity));
        add(new BackupDeletion(here, lane));
        add(new VaultReadiness(
                here, new VaultBackup(here), new VaultRecovery(here), DrillPolicy.defaults(), List.of()));
        add(new AccountVerification(here, Optional.empty(), Optional.empty()));
        add(new VerificationMemory(here.device()));
        Announcer announcer = new Announcer(here.device(), List.of());
        add(announcer);
        VaultBackup backups = new VaultBackup(here);
        AnnouncedBackup announced = new AnnouncedBackup(backups, announcer);
        add(backups);
        VaultUpkeep upkeep = new VaultUpkeep(
                here, announced, RetentionPolicy.defaults(), announcer, new ReleaseWatch(here, announcer));
        add(announced);
        add(upkeep);
        TaskScheduler never = (delay, task) -> () -> {};
        add(ScheduledBackup.start(announced, upkeep, BackupPace.defaults(), never, RANDOM, announcer));
        DeviceId device = new DeviceId(DEVICE);
        SnapshotId first = new SnapshotId(device, 1);
        ObjectName name = VaultObject.snapshotName(vault.id(), first, "01".repeat(8));
        add(new FirstBackup.Written(
                enrollment, new WrittenSnapshot(name, first, "ab".repeat(32), "cd".repeat(32), Instant.EPOCH)));
    }

    private void ageKeys() throws Exception {
        X25519Identity classic = X25519Identity.ofSeed(Canary.bytes());
        HybridIdentity hybrid = HybridIdentity.ofSeed(Canary.bytes());
        add(classic, new String(classic.text()));
        add(hybrid, new String(hybrid.text()));
        add(classic.recipient(), new String(classic.text()));
        add(hybrid.recipient(), new String(hybrid.text()));
        add(ScryptRecipient.of(Canary.bytes(), 2));
        add(ScryptIdentity.of(Canary.bytes(), 2));
        add(new Stanza("X25519", List.of(Canary.TEXT), Canary.bytes()));
        AgeFile.Sealed sealed = AgeFile.seal(Canary.bytes(), classic.recipient(), fileKey -> List.of(), RANDOM);
        add(sealed);
        add(sealed.fileKey());
        add(AgeFile.parse(sealed.bytes()));
    }

    static String words(byte[] secret) {
        return String.join(" ", Bip39.encode(secret));
    }

    private void vaultKeys() {
        for (VaultSuite suite : VaultSuite.values()) {
            VaultIdentity vault = VaultIdentity.ofSeed(suite, Canary.bytes());
            add(vault, new String(vault.text()), words(Canary.bytes()));
            WriteCapability capability = vault.writeCapability(DEVICE);
            String encoded = new String(capability.encode(), StandardCharsets.US_ASCII);
            add(capability, encoded.substring(encoded.indexOf("key ") + 4));
            SealedSnapshot sealed =
                    capability.seal(1, ("{\"a\":\"" + Canary.TEXT + "\"}").getBytes(StandardCharsets.US_ASCII), RANDOM);
            add(sealed);
        }
        add(LockKey.passphrase(Canary.TEXT.toCharArray()));
        add(LockKey.account(Canary.bytes()));
        add(LockKey.contacts(Canary.bytes()));
        add(AccountIdKey.of(Canary.bytes()));
        add(new KitNote(Canary.TEXT, DATE, WordLanguage.ENGLISH));
    }

    private void sharesAndTransfers() throws Exception {
        for (Share share : Share.split(Canary.bytes(), 2, 3, new SecureRandom())) {
            // the first words say which share it is
            add(share, new String(share.words()).split(" ", 5)[4]);
        }
        ContactSlot slot = new ContactSlot(VAULT.value(), "03".repeat(8), 2, 3);
        for (ContactShare share : ContactShare.split(slot, Canary.bytes(), new SecureRandom())) {
            add(share, new String(share.share().words()).split(" ", 5)[4]);
        }
        try (X25519Identity friend = X25519Identity.ofSeed(Canary.bytes())) {
            add(ShareRequest.of("03".repeat(8), friend.recipient().text()), new String(friend.text()));
        }
        TransferRequest request = TransferRequest.generate(RANDOM, Instant.EPOCH);
        add(request);
        add(ScannedTransfer.parse(CharBuffer.wrap(request.qrPayload())));
    }

    private static SortedMap<String, Json> members() {
        return Members.copyOf(Map.of(Canary.TEXT, new Json.Text(Canary.TEXT)));
    }

    private void json() throws Exception {
        add(new Json.Text(Canary.TEXT));
        add(new Json.Num("12345678901234567890"), "12345678901234567890");
        add(new Json.Arr(List.of(new Json.Text(Canary.TEXT))));
        add(Json.Obj.of(members()));
        add(new CanonicalWriter().string(Canary.TEXT));
        MembersBuilder builder = new MembersBuilder();
        builder.put(Canary.TEXT, new Json.Text(Canary.TEXT));
        add(builder);
        add(JsonReader.of(("\"" + Canary.TEXT + "\"").getBytes(StandardCharsets.US_ASCII), JsonReader.Limit.FOREIGN));
    }

    private static Contents joined() throws Exception {
        Account own = account();
        Account named = new Account(
                LocalView.idOf(Canary.bytes(), own.credential(), own.enrolledAs()),
                own.credential(),
                own.enrolledAs(),
                own.label(),
                Optional.empty());
        VaultContents local = new VaultContents(
                List.of(named), contents().groups(), Map.of("app/x", "\"" + Canary.TEXT + "\""), List.of());
        return LocalView.absorb(
                Contents.empty(Canary.bytes()),
                local,
                BackupPolicy.defaults(),
                new HybridClock(1, Instant.EPOCH),
                0,
                new SecureRandom());
    }

    private void history() throws Exception {
        AccountCore known = AccountCore.Known.of(account().credential(), NAME);
        add(known);
        add(new AccountCore.Opaque(members()));
        add(AccountRecord.of(known));
        add(new Register(Register.Shape.SINGLE, new Stamp(1, 0, 1), members()));
        Contents joined = joined();
        add(joined);
        joined.accounts().values().forEach(this::add);
        joined.groups().values().forEach(this::add);
        Snapshot snapshot =
                new Snapshot(VAULT.value(), DEVICE, 1, Instant.EPOCH, "app", "test", joined, new TreeMap<>());
        add(snapshot);
        KnownCores cores = new KnownCores();
        add(SnapshotCodec.decode(SnapshotCodec.encode(snapshot), cores));
        add(cores);
        add(AccountIds.under(Canary.bytes()));
        SnapshotEncoder encoder = new SnapshotEncoder();
        encoder.encode(snapshot);
        add(encoder);
    }

    private void deviceMemory() {
        Encoded encoded = new Encoded(Canary.bytes());
        VerificationMemory.Progress progress = new VerificationMemory.Progress(
                VerificationTask.State.PROVEN, DEVICE, Optional.of(encoded), Optional.empty(), Optional.empty());
        add(progress);
        add(new VerificationMemory.Remembered(new TreeMap<>(Map.of(ID, progress)), List.of()));
        Enrollment enrollment =
                new Enrollment(VAULT, encoded, List.of(), 1, new TreeMap<>(), Optional.empty(), Optional.empty());
        add(encoded);
        add(enrollment);
        add(new DeviceMemory.Device(Optional.of(encoded), Optional.of(enrollment)));
        add(new Outbox(new SnapshotId(new DeviceId(DEVICE), 1), new ObjectName("x"), encoded, "00", 1));
    }

    private void interchange() throws Exception {
        String uri = "otpauth://totp/" + Canary.TEXT + ":" + Canary.TEXT + "?secret=" + Canary.base32(Canary.bytes())
                + "&issuer=" + Canary.TEXT;
        add(ActivationCode.parse(
                ("authbackup://activate_account?code=" + Canary.TEXT + "&url=https://example.com/" + Canary.TEXT)
                        .toCharArray()));
        KeyUriList.Imported imported = KeyUriList.parse(uri);
        add(imported);
        imported.accounts().forEach(this::add);
        add(KeyUriList.format(List.of(account(), account(new Credential.Withheld("totp")))));
    }

    /** The services and what they are made of, on a device full of canaries. */
    private void library() throws Exception {
        InMemoryStorage storage = new InMemoryStorage();
        storage.put(new ObjectName("x"), Canary.bytes());
        add(storage);
        TestDevice device = TestDevice.on(storage);
        device.accounts.contents = contents();
        device.state.put("device", Canary.bytes());
        add(device.library);
        add(AuthenticatorBackup.builder().accounts(device.accounts).application("app/1"));
        add(device.library.backups());
        add(device.library.recovery());
        DeviceMemory memory = new DeviceMemory(device.state);
        Surroundings here = new Surroundings(
                device.accounts,
                device.accounts,
                memory,
                new MirroredStorage(List.of(new Destination("main", storage))),
                Optional.empty(),
                passphrase -> 0,
                WorkFactor.DEFAULT_LIMIT,
                SignInPolicy.defaults(),
                BackupPolicy.defaults().withChoice(NAME, BackupPolicy.Extent.FULL),
                "app/1",
                "test",
                Clock.systemUTC(),
                RANDOM);
        add(memory);
        add(here);
        add(here.scope().withLimit(Canary.TEXT, BackupPolicy.Extent.FULL));
        add(new ScopedAccounts(device.accounts, here.scope(), memory));
        add(new LocalState(here));
        openedVault(here);
    }
}
