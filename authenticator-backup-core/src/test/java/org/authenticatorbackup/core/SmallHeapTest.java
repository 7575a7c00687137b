package org.authenticatorbackup.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountKind;
import org.authenticatorbackup.api.account.AccountName;
import org.authenticatorbackup.core.storage.FileSystemStorage;
import org.authenticatorbackup.core.testing.OwnClassPath;
import org.authenticatorbackup.core.testing.SmallHeapStory;
import org.authenticatorbackup.core.testing.TestDevice;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small phone recovers a large vault: the key derivation alone takes 64 MiB. */
@Tag("slow")
class SmallHeapTest {

    private static final int ACCOUNTS = 1_000;

    @TempDir
    Path folder;

    @Test
    void aThousandAccountsComeBackInAHeapOf128MiB() throws Exception {
        Path storage = Files.createDirectory(folder.resolve("storage"));
        TestDevice phone = TestDevice.on(FileSystemStorage.in(storage));
        List<Account> accounts = new ArrayList<>();
        for (int i = 0; i < ACCOUNTS; i++) {
            String name = "person-" + i + "@example.com";
            accounts.add(phone.library
                    .backups()
                    .enroll(TestDevice.totp(name), new AccountName("Provider " + i, name), AccountKind.THIRD_PARTY));
        }
        phone.accounts.contents = phone.accounts.contents.withAccounts(accounts);
        phone.enable();

        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx128m",
                        "-cp",
                        OwnClassPath.text(),
                        SmallHeapStory.class.getName(),
                        storage.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();

        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(Files.readString(log)).contains(ACCOUNTS + " accounts");
        assertThat(process.exitValue()).isZero();
    }
}
