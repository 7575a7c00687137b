package org.authenticatorbackup.core.policy;

import java.util.Collections;
import java.util.Set;
import org.authenticatorbackup.api.VaultId;

/** Whether a vault that was not found lies elsewhere (behaviour S12: wrong storage account, or no vault). */
public final class WhereaboutsRule {

    private WhereaboutsRule() {}

    /** What the rule says. */
    public enum Decision {
        /** Vaults are here, and one of the known ones, if any is known. */
        HERE,
        /** A vault is known, and none of the known ones is here. */
        ELSEWHERE,
        /** No vault is here, and none is known. */
        NOWHERE
    }

    /**
     * Decides.
     *
     * @param here the vaults in the storage
     * @param known the vaults that somebody whom the person trusts knows
     */
    public static Decision decide(Set<VaultId> here, Set<VaultId> known) {
        if (!known.isEmpty() && Collections.disjoint(here, known)) {
            return Decision.ELSEWHERE;
        }
        return here.isEmpty() ? Decision.NOWHERE : Decision.HERE;
    }
}
