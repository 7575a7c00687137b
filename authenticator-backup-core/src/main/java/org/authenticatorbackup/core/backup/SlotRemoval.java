package org.authenticatorbackup.core.backup;

import org.authenticatorbackup.api.SlotId;
import org.authenticatorbackup.core.history.Contents;

/** The note in a vault's own settings that one of its slots was removed, once and for ever. */
public final class SlotRemoval {

    private static final String REMOVED = "vault/slot-removed/";

    private SlotRemoval() {}

    /** {@return the key of the note} */
    public static String key(SlotId slot) {
        return REMOVED + slot;
    }

    /** {@return whether a device of the vault has removed this slot} */
    public static boolean isNoted(Contents contents, SlotId slot) {
        return contents.settings().containsKey(key(slot));
    }
}
