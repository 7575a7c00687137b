package org.authenticatorbackup.api.vault;

import java.time.Instant;

/**
 * A new device's offer to be let into a vault: it shows a code, and waits for an answer. It holds the keys that open the answer until it is closed. Only the library
 * implements this.
 */
public interface TransferOffer extends AutoCloseable {

    /**
     * The code to be shown as a QR code in byte mode. Who sees it can answer in the old device's place, so it is shown on the
     * screen and nowhere else.
     *
     * @return the code, which the caller closes
     * @throws IllegalStateException if this offer is closed or over
     */
    TransferCode code();

    /** {@return the name of the answer on its way, 32 lower-case hex digits; it tells nothing of code or vault} */
    String transferId();

    /** {@return the last moment at which an answer is accepted, by this device's clock} */
    Instant expiresAt();

    /** Overwrites the keys, as far as a Java program can. Closing twice is the same as closing once. */
    @Override
    void close();
}
