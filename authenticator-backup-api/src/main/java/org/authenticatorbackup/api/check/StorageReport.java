package org.authenticatorbackup.api.check;

import java.util.List;
import org.authenticatorbackup.api.spi.ObjectName;

/**
 * What a {@link StorageCheck} has found.
 *
 * @param findings what is amiss, in the order it was found; each flaw once
 * @param requests how many calls were made
 * @param bytesSent how many bytes of content were put
 * @param bytesReceived how many bytes of content were read
 * @param leftovers objects of the check that may still be there, to be deleted by hand
 */
public record StorageReport(
        List<StorageFinding> findings, int requests, long bytesSent, long bytesReceived, List<ObjectName> leftovers) {

    /**
     * Copies the lists.
     *
     * @param findings what is amiss
     * @param requests how many calls were made
     * @param bytesSent how many bytes were put
     * @param bytesReceived how many bytes were read
     * @param leftovers objects of the check that may still be there
     */
    public StorageReport {
        findings = List.copyOf(findings);
        leftovers = List.copyOf(leftovers);
    }

    /** {@return whether backups can go there, as far as one can see from here} */
    public boolean isFit() {
        return findings.stream().noneMatch(finding -> finding.severity() == StorageFinding.Severity.UNFIT);
    }
}
