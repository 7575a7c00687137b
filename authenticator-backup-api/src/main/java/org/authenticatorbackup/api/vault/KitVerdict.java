package org.authenticatorbackup.api.vault;

/** What became of comparing a recovery kit with a vault. */
public enum KitVerdict {

    /** The kit opens the vault. */
    RIGHT,

    /** It is a whole kit, of another vault: one that was replaced, or another person's. The person writes a new one. */
    OTHER_VAULT,

    /** It is no kit: something is mistyped or missing. The person compares it with the paper and types it again. */
    NOT_A_KIT
}
