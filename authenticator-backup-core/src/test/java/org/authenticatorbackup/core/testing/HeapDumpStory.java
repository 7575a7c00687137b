package org.authenticatorbackup.core.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.authenticatorbackup.api.account.AccountKind;
import org.authenticatorbackup.api.account.AccountName;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.account.Secret;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.api.backup.EnableOptions;
import org.authenticatorbackup.api.recovery.RecoveryPreview;
import org.authenticatorbackup.api.vault.Passphrase;
import org.authenticatorbackup.api.vault.RecoveryKit;
import org.authenticatorbackup.api.vault.UnlockedVault;
import org.authenticatorbackup.core.AuthenticatorBackup;
import org.authenticatorbackup.core.storage.FileDeviceState;
import org.authenticatorbackup.core.storage.FileSystemStorage;

/**
 * The main program of a process whose heap is searched. It turns backup on, backs up, recovers by passphrase and by kit, closes
 * what is to be closed, forgets its own accounts, and then dumps its heap, while both phones' libraries are still in use. The
 * secrets come from files, since a process keeps its arguments.
 */
public final class HeapDumpStory {

    /** Stay reachable to the end: what they keep hold of is in the dump. */
    private static final List<Object> STILL_IN_USE = new ArrayList<>();

    private HeapDumpStory() {}

    /** Takes a folder that holds {@code passphrase}, {@code secret}, {@code name} and {@code control}. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        STILL_IN_USE.add(Files.readAllBytes(folder.resolve("control")));
        STILL_IN_USE.add(text(folder.resolve("control")));
        STILL_IN_USE.add(new String(text(folder.resolve("control"))));
        TestDevice.Store first = new TestDevice.Store();
        TestDevice.Store second = new TestDevice.Store();
        AuthenticatorBackup owner = library(folder, first, "first");
        AuthenticatorBackup next = library(folder, second, "second");
        STILL_IN_USE.addAll(List.of(owner, owner.backups(), owner.recovery(), next, next.backups(), next.recovery()));

        enable(folder, owner, first);
        try (Passphrase passphrase = passphrase(folder);
                UnlockedVault vault =
                        next.recovery().unlock(next.recovery().findVaults().get(0), passphrase)) {
            STILL_IN_USE.addAll(List.of(passphrase, vault));
            recover(next, vault);
            next.backups().backUp();
            second.contents = VaultContents.EMPTY;
        }
        first.contents = VaultContents.EMPTY;
        System.gc();
        dump(folder.resolve("heap.hprof"));
    }

    private static void enable(Path folder, AuthenticatorBackup owner, TestDevice.Store accounts) throws Exception {
        byte[] bytes = Files.readAllBytes(folder.resolve("secret"));
        AccountName name = new AccountName("", new String(text(folder.resolve("name"))));
        Credential credential = new Credential.TimeBased(Secret.of(bytes), Credential.Algorithm.SHA1, 6, 30);
        accounts.contents =
                VaultContents.of(List.of(owner.backups().enroll(credential, name, AccountKind.THIRD_PARTY)));
        try (Passphrase passphrase = passphrase(folder)) {
            STILL_IN_USE.add(passphrase);
            STILL_IN_USE.add(owner.backups().enable(passphrase, EnableOptions.defaults()));
        }
        STILL_IN_USE.add(owner.backups().backUp());
    }

    private static void recover(AuthenticatorBackup next, UnlockedVault vault) throws Exception {
        try (RecoveryKit kit = vault.recoveryKit("a test");
                UnlockedVault byKit = next.recovery().unlock(kit)) {
            STILL_IN_USE.addAll(List.of(kit, byKit));
            RecoveryPreview preview = next.recovery().preview(byKit);
            next.recovery().commit(byKit, preview);
        }
    }

    private static AuthenticatorBackup library(Path folder, TestDevice.Store accounts, String device) {
        return AuthenticatorBackup.builder()
                .accounts(accounts)
                .deviceState(FileDeviceState.in(folder.resolve(device)))
                .storage(FileSystemStorage.in(folder.resolve("storage")))
                .application("org.example.test/1.0")
                .platform("test")
                .build();
    }

    private static Passphrase passphrase(Path folder) throws IOException {
        char[] typed = text(folder.resolve("passphrase"));
        try {
            return Passphrase.drawn(typed, 77);
        } finally {
            Arrays.fill(typed, '\0');
        }
    }

    private static char[] text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).toCharArray();
    }

    /** By reflection, since core's module does not read the one that can dump. */
    private static void dump(Path file) throws ReflectiveOperationException {
        Class<?> type = Class.forName("com.sun.management.HotSpotDiagnosticMXBean");
        Object bean = Class.forName("java.lang.management.ManagementFactory")
                .getMethod("getPlatformMXBean", Class.class)
                .invoke(null, type);
        type.getMethod("dumpHeap", String.class, boolean.class).invoke(bean, file.toString(), true);
    }
}
