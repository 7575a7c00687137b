package org.authenticatorbackup.crypto.share;

import java.util.regex.Pattern;

/** The forms of public names, as the format defines them. */
final class Names {

    private static final Pattern VAULT_ID = Pattern.compile("[a-z2-7]{32}");
    private static final Pattern SLOT_ID = Pattern.compile("[0-9a-f]{16}");

    private Names() {}

    static String requireVaultId(String vaultId) {
        if (!VAULT_ID.matcher(vaultId).matches()) {
            throw new IllegalArgumentException("a vault id has 32 characters of lower-case base32");
        }
        return vaultId;
    }

    static String requireSlotId(String slotId) {
        if (!SLOT_ID.matcher(slotId).matches()) {
            throw new IllegalArgumentException("a slot id has 16 lower-case hex digits");
        }
        return slotId;
    }
}
