package org.authenticatorbackup.core.scale;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountKind;
import org.authenticatorbackup.api.account.AccountLabel;
import org.authenticatorbackup.api.account.AccountName;
import org.authenticatorbackup.api.vault.RecoveryKit;
import org.authenticatorbackup.core.testing.TestDevice;

/**
 * Two years of one person's devices, day by day, by the library itself: changes that are backed up, a daily look, a weekly sync
 * of whoever has two devices, and at the end a recovery. What is asked in the second year is what counts.
 */
final class Years {

    private static final int DAYS_OF_A_MONTH = 30;
    private static final int DAYS = 24 * DAYS_OF_A_MONTH;
    private static final int MONTHS_COUNTED = 12;
    private static final int WEEK = 7;

    private final Profile profile;
    private final Random random;
    private final CountingStorage storage = new CountingStorage();
    private final List<TestDevice> devices = new ArrayList<>();

    private Years(Profile profile, long seed) {
        this.profile = profile;
        this.random = new Random(seed);
    }

    /**
     * What one person costs.
     *
     * @param month what is asked in a month
     * @param recovery what one recovery asks
     * @param objects how many objects are kept
     * @param bytes how many bytes they have
     */
    record Cost(Requests month, Requests recovery, double objects, double bytes) {

        Cost plus(Cost other) {
            return new Cost(
                    month.plus(other.month),
                    recovery.plus(other.recovery),
                    objects + other.objects,
                    bytes + other.bytes);
        }

        Cost times(double factor) {
            return new Cost(month.times(factor), recovery.times(factor), objects * factor, bytes * factor);
        }
    }

    /** {@return the mean of so many people} */
    static Cost of(Profile profile, int people) throws Exception {
        Cost sum = new Cost(Requests.NONE, Requests.NONE, 0, 0);
        for (int person = 0; person < people; person++) {
            sum = sum.plus(new Years(profile, person).live());
        }
        return sum.times(1.0 / people);
    }

    private Cost live() throws Exception {
        TestDevice first = TestDevice.enabled(storage);
        devices.add(first);
        for (int i = first.names().size(); i < profile.accounts; i++) {
            first.add("account " + i);
        }
        first.library.backups().backUp();
        while (devices.size() < profile.devices) {
            devices.add(TestDevice.recovered(storage));
        }
        Requests before = Requests.NONE;
        for (int day = 0; day < DAYS; day++) {
            if (day == DAYS - MONTHS_COUNTED * DAYS_OF_A_MONTH) {
                before = storage.counted();
            }
            live(day);
        }
        Requests year = storage.counted().minus(before);
        Requests beforeRecovery = storage.counted();
        try (RecoveryKit kit = TestDevice.kitOfEnabled()) {
            TestDevice.on(storage).recover(kit);
        }
        return new Cost(
                year.times(1.0 / MONTHS_COUNTED),
                storage.counted().minus(beforeRecovery),
                storage.objects(),
                storage.bytes());
    }

    private void live(int day) throws Exception {
        for (TestDevice device : devices) {
            device.clock.pass(Duration.ofDays(1));
            device.library.upkeep().audit();
            if (devices.size() > 1 && day % WEEK == 0) {
                device.sync();
            }
        }
        for (int i = 0; i < profile.changesEachMonth; i++) {
            if (random.nextInt(DAYS_OF_A_MONTH) == 0) {
                change(devices.get(random.nextInt(devices.size())), day);
            }
        }
    }

    private void change(TestDevice device, int day) throws Exception {
        List<Account> accounts = device.accounts.contents.accounts();
        device.library
                .accounts()
                .relabel(
                        accounts.get(random.nextInt(accounts.size())).id(),
                        AccountLabel.of(new AccountName("", "changed on day " + day), AccountKind.THIRD_PARTY));
        device.library.backups().backUp();
    }
}
