package org.authenticatorbackup.api.backup;

import java.util.regex.Pattern;

/**
 * A change that drops so many accounts at once that the person is asked first, or comes from a device that suddenly holds
 * none. Handing it back to the call that was refused confirms exactly this change and no other.
 *
 * @param dropped how many accounts would leave the vault's list, or are missing on a device that holds none
 * @param before how many accounts are in the list now
 * @param token tells which accounts, as 64 hex digits; says nothing about them
 */
public record MassChange(int dropped, int before, String token) {

    private static final Pattern TOKEN = Pattern.compile("[0-9a-f]{64}");

    /**
     * Checks the form.
     *
     * @param dropped how many accounts would go
     * @param before how many there are
     * @param token which ones
     * @throws IllegalArgumentException if a number is out of range or the token has another form
     */
    public MassChange {
        if (dropped < 1 || before < dropped || !TOKEN.matcher(token).matches()) {
            throw new IllegalArgumentException("1 or more of the accounts go, named by 64 hex digits");
        }
    }
}
