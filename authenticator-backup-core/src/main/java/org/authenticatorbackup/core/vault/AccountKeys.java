package org.authenticatorbackup.core.vault;

import java.security.MessageDigest;
import java.util.Arrays;
import org.authenticatorbackup.api.RecoveryAccountException;
import org.authenticatorbackup.api.SlotId;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.spi.RecoveryAccount;
import org.authenticatorbackup.crypto.vault.LockKey;

/** The keys of account locks, made of the secrets that the recovery account keeps. */
public final class AccountKeys {

    private AccountKeys() {}

    /**
     * Draws the secret of a new slot and lets the account keep it. It is read back too: a slot whose secret was not kept
     * would never open.
     *
     * @return the key, which the caller closes
     */
    public static LockKey make(Surroundings here, RecoveryAccount account, VaultId vault, SlotId slot)
            throws RecoveryAccountException {
        byte[] secret = here.randomBytes(RecoveryAccount.SECRET_BYTES);
        byte[] kept = new byte[0];
        try {
            account.putSecret(vault, slot, secret);
            kept = account.getSecret(vault, slot).orElse(new byte[0]);
            if (!MessageDigest.isEqual(secret, kept)) {
                throw new RecoveryAccountException(
                        RecoveryAccountException.Reason.BROKEN, "the secret came back changed or not at all");
            }
            return LockKey.account(secret);
        } finally {
            Arrays.fill(secret, (byte) 0);
            Arrays.fill(kept, (byte) 0);
        }
    }

    /** {@return the key of a slot that exists, which the caller closes} */
    public static LockKey read(RecoveryAccount account, VaultId vault, SlotId slot) throws RecoveryAccountException {
        byte[] secret = account.getSecret(vault, slot)
                .orElseThrow(() -> new RecoveryAccountException(
                        RecoveryAccountException.Reason.WRONG_ACCOUNT, "the account keeps no secret for this vault"));
        try {
            if (secret.length != RecoveryAccount.SECRET_BYTES) {
                throw new RecoveryAccountException(
                        RecoveryAccountException.Reason.BROKEN, "the secret has another length");
            }
            return LockKey.account(secret);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }
}
