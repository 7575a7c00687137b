package org.authenticatorbackup.crypto.share;

/**
 * The slot that contacts hold shares for, and how many of them must help to open it. Nothing here is secret.
 *
 * @param vaultId the vault, 32 characters of lower-case base32
 * @param slotId the slot, 16 lower-case hex digits
 * @param threshold how many shares open it, {@value Share#MIN_THRESHOLD} to {@code count}
 * @param count how many shares there are, up to {@value Share#MAX_COUNT}
 */
public record ContactSlot(String vaultId, String slotId, int threshold, int count) {

    /**
     * Checks the form of each part.
     *
     * @param vaultId the vault, 32 characters of lower-case base32
     * @param slotId the slot, 16 lower-case hex digits
     * @param threshold how many shares open it
     * @param count how many shares there are
     * @throws IllegalArgumentException if one is malformed or out of range
     */
    public ContactSlot {
        Names.requireVaultId(vaultId);
        Names.requireSlotId(slotId);
        Share.requireSensible(threshold, count);
    }
}
