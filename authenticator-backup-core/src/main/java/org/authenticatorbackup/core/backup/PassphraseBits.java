package org.authenticatorbackup.core.backup;

import java.util.Arrays;
import org.authenticatorbackup.api.vault.Passphrase;
import org.authenticatorbackup.core.vault.Surroundings;

/** How strong a passphrase is. */
public final class PassphraseBits {

    private PassphraseBits() {}

    /**
     * The entropy of a passphrase: what it was drawn with, or what the app's estimator says.
     *
     * @param prepared the passphrase in the form in which it will be used; neither kept nor changed
     */
    public static double of(Surroundings here, Passphrase passphrase, char[] prepared) {
        if (passphrase.drawnBits().isPresent()) {
            return passphrase.drawnBits().getAsInt();
        }
        char[] lent = prepared.clone();
        try {
            return here.strength().bits(lent);
        } finally {
            Arrays.fill(lent, '\0');
        }
    }
}
