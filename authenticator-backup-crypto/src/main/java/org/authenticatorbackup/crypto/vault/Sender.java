package org.authenticatorbackup.crypto.vault;

import java.util.regex.Pattern;

/**
 * Who wrote a snapshot, and which of the writer's it is. A snapshot's object name says so, its sealed header proves it.
 *
 * @param vaultId the vault, 32 characters of lower-case base32
 * @param deviceId the device, 32 lower-case hex digits
 * @param seq the device's count of snapshots, 1 or more
 */
public record Sender(String vaultId, String deviceId, long seq) {

    private static final Pattern VAULT_ID = Pattern.compile("[a-z2-7]{32}");
    private static final Pattern DEVICE_ID = Pattern.compile("[0-9a-f]{32}");

    /**
     * Checks the form of each part.
     *
     * @param vaultId the vault, 32 characters of lower-case base32
     * @param deviceId the device, 32 lower-case hex digits
     * @param seq the device's count of snapshots, 1 or more
     * @throws IllegalArgumentException if one is malformed
     */
    public Sender {
        requireVaultId(vaultId);
        requireDeviceId(deviceId);
        if (seq < 1) {
            throw new IllegalArgumentException("seq must be 1 or more, not " + seq);
        }
    }

    static String requireVaultId(String vaultId) {
        if (!VAULT_ID.matcher(vaultId).matches()) {
            throw new IllegalArgumentException("a vault id has 32 characters of lower-case base32");
        }
        return vaultId;
    }

    static String requireDeviceId(String deviceId) {
        if (!DEVICE_ID.matcher(deviceId).matches()) {
            throw new IllegalArgumentException("a device id has 32 lower-case hex digits");
        }
        return deviceId;
    }
}
