package org.authenticatorbackup.core.transfer;

import java.time.Instant;
import java.util.Arrays;
import org.authenticatorbackup.api.TransferRefusedException;
import org.authenticatorbackup.api.TransferRefusedException.Reason;
import org.authenticatorbackup.api.vault.TransferCode;
import org.authenticatorbackup.api.vault.TransferOffer;
import org.authenticatorbackup.crypto.vault.ObjectRejectedException;
import org.authenticatorbackup.crypto.vault.TransferRequest;
import org.authenticatorbackup.crypto.vault.VaultIdentity;

/** An offer that nobody has answered yet, or that is over. */
final class PendingTransfer implements TransferOffer {

    private final TransferRequest request;
    private final Instant expiresAt;
    private final String transferId;
    private State state = State.WAITING;

    private enum State {
        WAITING,
        USED,
        EXPIRED,
        CLOSED
    }

    /** Takes over the request. */
    PendingTransfer(TransferRequest request, Instant madeAt) {
        this.request = request;
        this.transferId = request.transferId();
        this.expiresAt = madeAt.plus(TransferRequest.LIFETIME);
    }

    @Override
    public synchronized TransferCode code() {
        if (state != State.WAITING) {
            throw new IllegalStateException("the offer is over");
        }
        char[] payload = request.qrPayload();
        try {
            return TransferCode.of(payload);
        } finally {
            Arrays.fill(payload, '\0');
        }
    }

    @Override
    public String transferId() {
        return transferId;
    }

    @Override
    public Instant expiresAt() {
        return expiresAt;
    }

    /** Opens the answer, once. */
    synchronized VaultIdentity open(byte[] answer, Instant now) throws TransferRefusedException {
        requireWaiting();
        try {
            VaultIdentity identity = request.open(answer, now);
            state = State.USED;
            return identity;
        } catch (ObjectRejectedException e) {
            if (e.reason() == ObjectRejectedException.Reason.EXPIRED) {
                state = State.EXPIRED;
                throw expired();
            }
            throw new TransferRefusedException(Reason.WRONG_ANSWER, "the answer does not open: " + e.reason(), e);
        }
    }

    private void requireWaiting() throws TransferRefusedException {
        switch (state) {
            case USED -> throw new TransferRefusedException(Reason.ALREADY_USED, "the offer was answered already");
            case EXPIRED -> throw expired();
            case CLOSED -> throw new IllegalStateException("the offer is closed");
            case WAITING -> {}
        }
    }

    private static TransferRefusedException expired() {
        return new TransferRefusedException(Reason.EXPIRED, "the offer is older than ten minutes");
    }

    @Override
    public synchronized void close() {
        state = state == State.WAITING ? State.CLOSED : state;
        request.close();
    }

    @Override
    public String toString() {
        return "TransferOffer[" + transferId + ", hidden]";
    }
}
