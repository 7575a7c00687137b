package org.authenticatorbackup.core.backup;

import org.authenticatorbackup.api.BackupRefusedException;
import org.authenticatorbackup.api.BackupService;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.RecoveryAccountException;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountKind;
import org.authenticatorbackup.api.account.AccountName;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.backup.BackupEvent;
import org.authenticatorbackup.api.backup.BackupHealth;
import org.authenticatorbackup.api.backup.BackupReceipt;
import org.authenticatorbackup.api.backup.EnableOptions;
import org.authenticatorbackup.api.backup.EnableReceipt;
import org.authenticatorbackup.api.backup.MassChange;
import org.authenticatorbackup.api.vault.Passphrase;

/** A backup service that tells listeners of each backup. */
public final class AnnouncedBackup implements BackupService {

    private final BackupService backups;
    private final Announcer announcer;

    /** Tells what {@code backups} does. */
    public AnnouncedBackup(BackupService backups, Announcer announcer) {
        this.backups = backups;
        this.announcer = announcer;
    }

    @Override
    public Account enroll(Credential credential, AccountName name, AccountKind kind) throws DeviceStateException {
        return backups.enroll(credential, name, kind);
    }

    @Override
    public Passphrase generatePassphrase() {
        return backups.generatePassphrase();
    }

    @Override
    public EnableReceipt enable(Passphrase passphrase, EnableOptions options)
            throws BackupRefusedException, StorageException, RecoveryAccountException, DeviceStateException {
        announcer.announce(new BackupEvent.Started());
        try {
            EnableReceipt receipt = backups.enable(passphrase, options);
            announcer.announce(new BackupEvent.Verified(receipt.firstBackup()));
            return receipt;
        } catch (BackupRefusedException | StorageException | RecoveryAccountException | DeviceStateException e) {
            announcer.announce(new BackupEvent.Failed(e.reason()));
            throw e;
        }
    }

    private interface Attempt {
        BackupReceipt make() throws BackupRefusedException, StorageException, DeviceStateException;
    }

    private BackupReceipt told(Attempt attempt) throws BackupRefusedException, StorageException, DeviceStateException {
        announcer.announce(new BackupEvent.Started());
        try {
            BackupReceipt receipt = attempt.make();
            announcer.announce(new BackupEvent.Verified(receipt));
            return receipt;
        } catch (BackupRefusedException | StorageException | DeviceStateException e) {
            announcer.announce(new BackupEvent.Failed(e.reason()));
            throw e;
        }
    }

    @Override
    public BackupReceipt backUp() throws BackupRefusedException, StorageException, DeviceStateException {
        return told(backups::backUp);
    }

    @Override
    public BackupReceipt backUp(MassChange confirmed)
            throws BackupRefusedException, StorageException, DeviceStateException {
        return told(() -> backups.backUp(confirmed));
    }

    @Override
    public void disable() throws DeviceStateException {
        backups.disable();
    }

    @Override
    public BackupHealth health() throws DeviceStateException {
        return backups.health();
    }
}
