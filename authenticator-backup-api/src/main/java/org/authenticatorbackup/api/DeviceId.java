package org.authenticatorbackup.api;

/**
 * Names a device, one installation of the app, within a vault: 16 random bytes in lower-case hex, drawn when the
 * device joins. Safe to show and log.
 *
 * @param value 32 hex digits
 */
public record DeviceId(String value) {

    /**
     * Checks the form.
     *
     * @param value 32 characters of {@code 0-9} and {@code a-f}
     * @throws IllegalArgumentException if {@code value} has another form
     */
    public DeviceId {
        if (!value.matches("[0-9a-f]{32}")) {
            throw new IllegalArgumentException("not a device id: expected 32 lower-case hex digits");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
