package org.authenticatorbackup.core.storage;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.authenticatorbackup.api.SnapshotId;
import org.authenticatorbackup.api.account.AccountKind;
import org.authenticatorbackup.api.account.AccountLabel;
import org.authenticatorbackup.api.account.AccountName;
import org.authenticatorbackup.api.backup.BackupReceipt;
import org.authenticatorbackup.api.testkit.FaultyStorage;
import org.authenticatorbackup.api.testkit.FaultyStorage.Call;
import org.authenticatorbackup.core.testing.TestDevice;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a backup of one change asks of a storage, once the app has looked at the place after its start. */
class BackupCostTest {

    @TempDir
    Path directory;

    private FaultyFileSystem files;
    private FaultyStorage storage;
    private TestDevice phone;

    @BeforeEach
    void backUpOnce() throws Exception {
        files = new FaultyFileSystem(directory);
        storage = FaultyStorage.around(FileSystemStorage.in(files.folder()));
        phone = TestDevice.enabled(storage);
        backUpAChange("first");
        files.clearLog();
    }

    @Test
    void aBackupIsOnePutAndOneGet() throws Exception {
        Map<Call, Integer> before = calls();

        backUpAChange("second");

        Map<Call, Integer> after = calls();
        before.merge(Call.PUT, 1, Integer::sum);
        before.merge(Call.GET, 1, Integer::sum);
        assertThat(after).isEqualTo(before);
    }

    @Test
    void aBackupIntoAFolderForcesOneFileAndOneFolder() throws Exception {
        BackupReceipt receipt = backUpAChange("second");

        SnapshotId snapshot = receipt.snapshot();
        String folder = receipt.vault() + "/snap/" + snapshot.device().value();
        List<String> forced =
                files.log().stream().filter(each -> each.startsWith("force")).collect(toList());
        assertThat(forced).containsExactly("force " + folder + "/.tmp", "force " + folder);
    }

    private Map<Call, Integer> calls() {
        Map<Call, Integer> calls = new EnumMap<>(Call.class);
        for (Call call : Call.values()) {
            calls.put(call, storage.count(call));
        }
        return calls;
    }

    private BackupReceipt backUpAChange(String name) throws Exception {
        phone.library
                .accounts()
                .relabel(
                        phone.accounts.read().accounts().get(0).id(),
                        AccountLabel.of(new AccountName("Example", name), AccountKind.THIRD_PARTY));
        return phone.library.backups().backUp();
    }
}
