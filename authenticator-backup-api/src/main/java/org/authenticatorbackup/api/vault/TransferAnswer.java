package org.authenticatorbackup.api.vault;

import org.authenticatorbackup.api.VaultId;

/** What an old device gives a new one that wants into the vault. It is sealed: only the device that asked opens it. */
public final class TransferAnswer {

    private final String transferId;
    private final VaultId vault;
    private final byte[] bytes;

    /**
     * Describes an answer.
     *
     * @param transferId the name under which the new device looks for it, 32 lower-case hex digits
     * @param vault the vault, whose id both devices show
     * @param bytes the answer itself, an age file; copied
     */
    public TransferAnswer(String transferId, VaultId vault, byte[] bytes) {
        this.transferId = transferId;
        this.vault = vault;
        this.bytes = bytes.clone();
    }

    /** {@return the name under which the new device looks for it, 32 lower-case hex digits} */
    public String transferId() {
        return transferId;
    }

    /** {@return the vault, whose id both devices show} */
    public VaultId vault() {
        return vault;
    }

    /** {@return a copy of the answer, some 700 bytes} */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public String toString() {
        return "TransferAnswer[" + transferId + ", " + vault + "]";
    }
}
