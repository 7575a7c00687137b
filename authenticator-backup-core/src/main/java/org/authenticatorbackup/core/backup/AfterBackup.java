package org.authenticatorbackup.core.backup;

import org.authenticatorbackup.api.backup.BackupReceipt;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.core.vault.Encoded;
import org.authenticatorbackup.core.vault.Enrollment;

/**
 * What follows a verified backup, such as its witness and pruning. It is told once the acknowledgement is durable, under
 * the device's lock, and can take nothing back: it keeps its own failures.
 */
public interface AfterBackup {

    /**
     * A backup as it was acknowledged.
     *
     * @param enrollment the device's place in the vault, as it was kept with the acknowledgement
     * @param receipt the acknowledgement
     * @param name the name of the object
     * @param sealed its bytes
     */
    record Acknowledged(Enrollment enrollment, BackupReceipt receipt, ObjectName name, Encoded sealed) {}

    /** Does what follows. */
    void after(Acknowledged backup);
}
