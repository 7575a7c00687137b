package org.authenticatorbackup.crypto.share;

import java.util.List;
import org.authenticatorbackup.crypto.vault.VaultIdentity;

/** Proves that a recovery kit is the right one, without recovering anything. Stateless; safe for use by several threads. */
public final class KitCheck {

    private KitCheck() {}

    /**
     * {@return whether a kit opens a vault: every one that it opens is derived from it}
     *
     * @param typed what {@link KitText#parse} reads; not kept
     * @param vaultId the vault, 32 characters of lower-case base32
     * @throws MalformedKitException if {@code typed} is no kit at all
     * @throws IllegalArgumentException if {@code vaultId} is malformed
     */
    public static boolean isFor(CharSequence typed, String vaultId) throws MalformedKitException {
        Names.requireVaultId(vaultId);
        List<VaultIdentity> candidates = KitText.parse(typed);
        try {
            return candidates.stream().anyMatch(candidate -> candidate.vaultId().equals(vaultId));
        } finally {
            candidates.forEach(VaultIdentity::close);
        }
    }
}
