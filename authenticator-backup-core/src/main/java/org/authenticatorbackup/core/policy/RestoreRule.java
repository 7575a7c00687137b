package org.authenticatorbackup.core.policy;

import org.authenticatorbackup.api.recovery.RestoreMode;

/** Whether a recovery may change a device (behaviour S10, threat T3). */
public final class RestoreRule {

    private RestoreRule() {}

    /** What is on the device. */
    public enum Device {
        /** No account, neither in use nor in the trash. */
        EMPTY,
        /** At least one. */
        HAS_ACCOUNTS
    }

    /** What the recovery is to do. */
    public enum Purpose {
        /** Restore, and back up to the vault from then on. */
        JOIN,
        /** Restore and nothing else. */
        RESTORE_ONLY
    }

    /** Whether the vault is the newest one. */
    public enum Succession {
        /** As far as anybody knows. */
        CURRENT,
        /** Another one has replaced it, and it has no way in left. */
        REPLACED
    }

    /** What the rule says. */
    public enum Decision {
        /** Restore. */
        RESTORE,
        /** The vault may be made up: the device must not write to it. */
        NOT_ADOPTABLE,
        /** Nothing would be backed up from here: the vault was replaced. */
        VAULT_ROTATED,
        /** Accounts are there and the mode is BLOCK. */
        DEVICE_NOT_EMPTY
    }

    /** Decides. */
    public static Decision decide(
            RestoreMode mode, Device device, Purpose purpose, AdoptRule.Decision adoption, Succession succession) {
        if (purpose == Purpose.JOIN && adoption == AdoptRule.Decision.READ_ONLY) {
            return Decision.NOT_ADOPTABLE;
        }
        if (purpose == Purpose.JOIN && succession == Succession.REPLACED) {
            return Decision.VAULT_ROTATED;
        }
        return mode == RestoreMode.BLOCK && device == Device.HAS_ACCOUNTS
                ? Decision.DEVICE_NOT_EMPTY
                : Decision.RESTORE;
    }
}
