package org.authenticatorbackup.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.authenticatorbackup.api.DeviceId;
import org.authenticatorbackup.api.SlotId;
import org.authenticatorbackup.api.SnapshotId;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.account.GroupId;
import org.authenticatorbackup.api.backup.AuditReport;
import org.authenticatorbackup.api.backup.BackupEvent;
import org.authenticatorbackup.api.backup.BackupHealth;
import org.authenticatorbackup.api.backup.BackupPace;
import org.authenticatorbackup.api.backup.BackupReceipt;
import org.authenticatorbackup.api.backup.DestinationHealth;
import org.authenticatorbackup.api.backup.DestinationOutcome;
import org.authenticatorbackup.api.backup.EnableOptions;
import org.authenticatorbackup.api.backup.EnableReceipt;
import org.authenticatorbackup.api.backup.MassChange;
import org.authenticatorbackup.api.backup.PendingDeletion;
import org.authenticatorbackup.api.backup.RetentionPolicy;
import org.authenticatorbackup.api.backup.SyncReport;
import org.authenticatorbackup.api.check.StorageCheck;
import org.authenticatorbackup.api.check.StorageFinding;
import org.authenticatorbackup.api.check.StorageReport;
import org.authenticatorbackup.api.readiness.Drill;
import org.authenticatorbackup.api.readiness.DrillPolicy;
import org.authenticatorbackup.api.recovery.RecoveryPreview;
import org.authenticatorbackup.api.recovery.RejectedAccount;
import org.authenticatorbackup.api.recovery.RestoreOptions;
import org.authenticatorbackup.api.recovery.UnreadableObject;
import org.authenticatorbackup.api.recovery.Version;
import org.authenticatorbackup.api.spi.Destination;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageTraits;
import org.authenticatorbackup.api.vault.FoundVault;
import org.authenticatorbackup.api.vault.PendingRelease;
import org.authenticatorbackup.api.vault.RotationReceipt;
import org.authenticatorbackup.api.vault.SignInPolicy;
import org.authenticatorbackup.api.vault.SlotPlan;
import org.authenticatorbackup.api.vault.SlotSummary;
import org.authenticatorbackup.api.vault.UnlockedVault;
import org.authenticatorbackup.api.vault.WorkFactor;
import org.authenticatorbackup.core.accounts.DeviceAccounts;
import org.authenticatorbackup.core.backup.AfterBackup;
import org.authenticatorbackup.core.backup.LaneRepair;
import org.authenticatorbackup.core.backup.PlaceCheck;
import org.authenticatorbackup.core.backup.Publisher;
import org.authenticatorbackup.core.history.EarlierVersion;
import org.authenticatorbackup.core.history.HybridClock;
import org.authenticatorbackup.core.history.LocalMerge;
import org.authenticatorbackup.core.history.Stamp;
import org.authenticatorbackup.core.history.Tag;
import org.authenticatorbackup.core.history.Visibility;
import org.authenticatorbackup.core.interchange.KeyUriList;
import org.authenticatorbackup.core.message.Messages;
import org.authenticatorbackup.core.policy.DrillRule;
import org.authenticatorbackup.core.policy.LaneRule;
import org.authenticatorbackup.core.policy.PruningRule;
import org.authenticatorbackup.core.policy.ReadinessRule;
import org.authenticatorbackup.core.policy.SteadyClock;
import org.authenticatorbackup.core.policy.TrashRule;
import org.authenticatorbackup.core.storage.FileDeviceState;
import org.authenticatorbackup.core.storage.FileSystemStorage;
import org.authenticatorbackup.core.storage.InMemoryStorage;
import org.authenticatorbackup.core.testing.Canary;
import org.authenticatorbackup.core.testing.TestDevice;
import org.authenticatorbackup.core.vault.CopyMemory;
import org.authenticatorbackup.core.vault.DrillMemory;
import org.authenticatorbackup.core.vault.Enrollment;
import org.authenticatorbackup.core.vault.JoinedSnapshot;
import org.authenticatorbackup.core.vault.LaneRecord;
import org.authenticatorbackup.core.vault.MirroredStorage;
import org.authenticatorbackup.core.vault.PassMemory;
import org.authenticatorbackup.core.vault.ReleaseMemory;
import org.authenticatorbackup.core.vault.SlotMemory;
import org.authenticatorbackup.core.vault.UndoMemory;
import org.authenticatorbackup.core.vault.VaultObject;
import org.authenticatorbackup.core.vault.WrittenSnapshot;
import org.authenticatorbackup.crypto.share.ContactSlot;
import org.authenticatorbackup.crypto.vault.Sender;
import org.authenticatorbackup.crypto.vault.SnapshotDigest;
import org.authenticatorbackup.crypto.vault.Witness;
import org.junit.jupiter.api.Test;

/** Threat T17: no public type of the library shows a secret, an account's name or another personal text. */
class CanaryTest {

    private static final String ROOT = "org.authenticatorbackup";

    private static final JavaClasses LIBRARY = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/") && !location.contains("-tests.jar"))
            .importPackages(ROOT + ".api", ROOT + ".crypto", ROOT + ".core");

    /** Ids, numbers, times, reasons, names of objects and folders: what the storage sees, or anybody may. */
    private static final Set<Class<?>> HOLD_NOTHING = Set.of(
            AccountId.class,
            AfterBackup.Acknowledged.class,
            BackupHealth.Failure.class,
            BackupReceipt.class,
            ContactSlot.class,
            CopyMemory.class,
            CopyMemory.Remembered.class,
            Credential.DeviceBound.class,
            Credential.Withheld.class,
            Destination.class,
            DestinationHealth.class,
            DestinationHealth.Copy.class,
            DestinationOutcome.class,
            DeviceAccounts.class,
            DeviceId.class,
            EnableOptions.class,
            EnableReceipt.class,
            Enrollment.Verified.class,
            FileDeviceState.class,
            FileSystemStorage.class,
            FoundVault.class,
            GroupId.class,
            HybridClock.class,
            LaneRepair.class,
            Messages.class,
            LaneRepair.Outcome.class,
            PlaceCheck.Outcome.class,
            SlotMemory.class,
            KeyUriList.Rejected.class,
            MirroredStorage.class,
            MirroredStorage.Answer.class,
            MirroredStorage.Survey.class,
            MirroredStorage.Unread.class,
            ObjectName.class,
            Publisher.class,
            RejectedAccount.class,
            Sender.class,
            RotationReceipt.class,
            SlotId.class,
            BackupEvent.ReleaseAsked.class,
            PassMemory.class,
            PendingRelease.class,
            ReleaseMemory.class,
            SignInPolicy.class,
            SlotPlan.AccountAndContacts.class,
            SlotPlan.Contacts.class,
            SlotSummary.class,
            SnapshotDigest.class,
            SnapshotId.class,
            Stamp.class,
            StorageCheck.class,
            StorageFinding.class,
            StorageReport.class,
            StorageTraits.class,
            Tag.class,
            UnreadableObject.class,
            VaultId.class,
            VaultObject.SlotObject.class,
            VaultObject.SnapshotObject.class,
            Visibility.class,
            Witness.class,
            TrashRule.Sighting.class,
            PruningRule.Kept.class,
            LaneRule.Entry.class,
            SteadyClock.class,
            SyncReport.class,
            RetentionPolicy.class,
            EarlierVersion.class,
            LocalMerge.class,
            RestoreOptions.class,
            BackupPace.class,
            BackupEvent.Started.class,
            BackupEvent.Verified.class,
            BackupEvent.Failed.class,
            BackupEvent.Scheduled.class,
            BackupEvent.Paused.class,
            DaemonScheduler.class,
            UndoMemory.class,
            Version.class,
            Drill.class,
            DrillPolicy.class,
            DrillMemory.class,
            DrillMemory.Remembered.class,
            DrillRule.History.class,
            ReadinessRule.Facts.class,
            PendingDeletion.class,
            MassChange.class,
            WrittenSnapshot.class,
            JoinedSnapshot.class,
            LaneRecord.class,
            AuditReport.class,
            WorkFactor.class);

    /** In a package that crypto does not export; its own test looks at it. */
    private static final Set<String> TESTED_IN_CRYPTO = Set.of(ROOT + ".crypto.words.TypedWords");

    @Test
    void everyPublicTypeIsLookedAtOrIsSaidToHoldNothing() throws Exception {
        Set<Class<?>> looked = Specimens.make().keySet();
        Set<String> forgotten = new TreeSet<>();
        for (Class<?> type : publicTypes()) {
            if (!looked.contains(type) && !HOLD_NOTHING.contains(type) && hasState(type)) {
                forgotten.add(type.getName());
            }
        }
        forgotten.removeAll(TESTED_IN_CRYPTO);

        assertThat(forgotten)
                .as("make a specimen of each, or say that it holds nothing")
                .isEmpty();
        assertThat(publicTypes()).containsAll(looked).containsAll(HOLD_NOTHING);
    }

    @Test
    void noTextOfAnObjectShowsACanary() throws Exception {
        List<String> leaks = new ArrayList<>();
        for (List<Specimens.Specimen> specimens : Specimens.make().values()) {
            for (Specimens.Specimen specimen : specimens) {
                String text = specimen.object().toString();
                for (Canary canary : specimen.secrets()) {
                    canary.formIn(text).ifPresent(form -> leaks.add(form + " in " + text));
                    canary.formIn(String.valueOf(List.of(specimen.object())))
                            .ifPresent(form -> leaks.add(form + " in a list of " + text));
                }
            }
        }

        assertThat(leaks).isEmpty();
    }

    @Test
    void anOpenedVaultAndAPreviewShowNoCanary() throws Exception {
        InMemoryStorage storage = new InMemoryStorage();
        TestDevice owner = TestDevice.on(storage);
        owner.add(Canary.TEXT);
        owner.enable();
        Canary canary = Canary.common();

        try (UnlockedVault vault = owner.unlock(TestDevice.strong())) {
            RecoveryPreview preview = owner.library.recovery().preview(vault);

            assertThat(preview.contents().accounts()).hasSize(1);
            String shown = vault + " " + preview + preview.contents() + preview.outcomes() + preview.unreadable()
                    + owner.library.backups().health()
                    + owner.library.recovery().findVaults();
            assertThat(canary.formIn(shown)).isEmpty();
            assertThat(Canary.of(TestDevice.STRONG).formIn(shown)).isEmpty();
            String kit = new String(vault.recoveryKit("here").text());
            String identity =
                    kit.substring(kit.indexOf("AGE-SECRET-KEY-1") + 16).split("\n", 2)[0];
            assertThat(identity).hasSizeGreaterThan(50);
            assertThat(Canary.of(identity).formIn(shown)).isEmpty();
        }
    }

    @Test
    void theSearchFindsEachFormOfACanary() {
        Canary canary = Canary.common();
        byte[] shifted = ("x" + Canary.TEXT).getBytes(java.nio.charset.StandardCharsets.US_ASCII);

        assertThat(canary.formIn("a" + Canary.TEXT.substring(5, 20))).contains("raw");
        assertThat(canary.formIn("a" + Canary.hex(Canary.bytes()).toUpperCase(java.util.Locale.ROOT)))
                .contains("hex");
        assertThat(canary.formIn(Arrays.toString(Canary.bytes()))).contains("decimal");
        assertThat(canary.formIn(Canary.base32(shifted))).contains("base32");
        assertThat(canary.formIn(Base64.getEncoder().encodeToString(shifted))).contains("base64");
        assertThat(canary.formIn(Canary.TEXT.substring(0, 5))).isEmpty();
    }

    @Test
    void theSpecimensDoHoldCanaries() {
        String leaky = Map.of("a", Specimens.NAME.name()).toString();

        assertThat(Canary.common().formIn(leaky)).contains("raw");
    }

    private static Set<Class<?>> publicTypes() throws ClassNotFoundException {
        Set<Class<?>> types = new java.util.HashSet<>();
        for (JavaClass found : LIBRARY) {
            Class<?> type = Class.forName(found.getName(), false, CanaryTest.class.getClassLoader());
            if (isPublic(type)) {
                types.add(type);
            }
        }
        assertThat(types).hasSizeGreaterThan(100);
        return types;
    }

    private static boolean isPublic(Class<?> type) {
        Class<?> outer = type.getDeclaringClass();
        return !type.isAnonymousClass() && Modifier.isPublic(type.getModifiers()) && (outer == null || isPublic(outer));
    }

    /** Exceptions are the matter of {@link CanaryMessagesTest}. */
    private static boolean hasState(Class<?> type) {
        if (type.isInterface()
                || type.isEnum()
                || Modifier.isAbstract(type.getModifiers())
                || Throwable.class.isAssignableFrom(type)) {
            return false;
        }
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            if (Arrays.stream(each.getDeclaredFields()).anyMatch(field -> !Modifier.isStatic(field.getModifiers()))) {
                return true;
            }
        }
        return false;
    }
}
