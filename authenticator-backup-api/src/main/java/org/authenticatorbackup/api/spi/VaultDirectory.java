package org.authenticatorbackup.api.spi;

import java.util.Set;
import org.authenticatorbackup.api.RecoveryAccountException;
import org.authenticatorbackup.api.VaultId;

/**
 * What a {@link RecoveryAccount} may do beside keeping secrets: tell for which vaults it keeps some. If the connected account
 * implements this too, a person who has connected the wrong storage hears that, instead of that there is no vault.
 *
 * <p>What it says is advice: it decides which sentence a person reads, and nothing else. A person's vaults are told to that
 * person only. Calls block, may come from several threads at once, and are tried once.
 */
public interface VaultDirectory {

    /**
     * Names the vaults.
     *
     * @return the vaults for which this account keeps a secret; empty if there are none
     * @throws RecoveryAccountException if they could not be read; never because there are none
     */
    Set<VaultId> vaults() throws RecoveryAccountException;
}
