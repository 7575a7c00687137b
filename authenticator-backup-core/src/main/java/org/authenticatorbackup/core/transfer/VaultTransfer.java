package org.authenticatorbackup.core.transfer;

import java.nio.CharBuffer;
import java.time.Instant;
import java.util.Arrays;
import org.authenticatorbackup.api.RecoveryAccountException;
import org.authenticatorbackup.api.RecoveryRefusedException;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.TransferRefusedException;
import org.authenticatorbackup.api.TransferRefusedException.Reason;
import org.authenticatorbackup.api.TransferService;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.vault.TransferAnswer;
import org.authenticatorbackup.api.vault.TransferCode;
import org.authenticatorbackup.api.vault.TransferOffer;
import org.authenticatorbackup.api.vault.UnlockedVault;
import org.authenticatorbackup.core.policy.AdoptRule;
import org.authenticatorbackup.core.recovery.OpenedVault;
import org.authenticatorbackup.core.vault.MirroredStorage;
import org.authenticatorbackup.core.vault.RequiredSignIns;
import org.authenticatorbackup.core.vault.Surroundings;
import org.authenticatorbackup.crypto.vault.MalformedTransferException;
import org.authenticatorbackup.crypto.vault.ScannedTransfer;
import org.authenticatorbackup.crypto.vault.TransferRequest;
import org.authenticatorbackup.crypto.vault.VaultIdentity;

/** The transfer service of one device. */
public final class VaultTransfer implements TransferService {

    private final Surroundings here;

    /** Works in an app's surroundings. */
    public VaultTransfer(Surroundings here) {
        this.here = here;
    }

    @Override
    public TransferOffer offer() {
        Instant now = here.instant();
        return new PendingTransfer(TransferRequest.generate(here.random(), now), now);
    }

    @Override
    public TransferAnswer accept(UnlockedVault vault, TransferCode scanned) throws TransferRefusedException {
        OpenedVault opened = OpenedVault.of(vault);
        if (opened.adoption() != AdoptRule.Decision.ADOPT) {
            throw new TransferRefusedException(
                    Reason.NOT_ADOPTABLE, "nothing that the person holds has opened the vault");
        }
        try (ScannedTransfer transfer = parse(scanned)) {
            synchronized (opened) { // closing it waits
                byte[] answer = transfer.answer(opened.identity(), here.today(), here.random());
                return new TransferAnswer(transfer.transferId(), opened.id(), answer);
            }
        }
    }

    private static ScannedTransfer parse(TransferCode scanned) throws TransferRefusedException {
        char[] text = scanned.characters();
        try {
            return ScannedTransfer.parse(CharBuffer.wrap(text));
        } catch (MalformedTransferException e) {
            throw new TransferRefusedException(reason(e), "the code: " + e.reason(), e);
        } finally {
            Arrays.fill(text, '\0');
        }
    }

    private static Reason reason(MalformedTransferException e) {
        return switch (e.reason()) {
            case NOT_A_TRANSFER -> Reason.NOT_A_TRANSFER;
            case UNKNOWN_VERSION -> Reason.UNKNOWN_VERSION;
            case DAMAGED -> Reason.DAMAGED;
        };
    }

    /** Where the storage does not hold the vault, somebody else has answered, or another storage is connected here. */
    @Override
    public UnlockedVault open(TransferOffer offer, byte[] answer)
            throws TransferRefusedException, RecoveryRefusedException, StorageException, RecoveryAccountException {
        RequiredSignIns.requireToOpen(here);
        VaultIdentity identity = pending(offer).open(answer, here.instant());
        boolean done = false;
        try {
            if (isElsewhere(new VaultId(identity.vaultId()))) {
                throw new RecoveryRefusedException(
                        RecoveryRefusedException.Reason.WRONG_STORAGE,
                        "the storage does not hold the vault of the answer");
            }
            done = true;
            return OpenedVault.transferred(here, identity);
        } finally {
            if (!done) {
                identity.close();
            }
        }
    }

    private static PendingTransfer pending(TransferOffer offer) {
        if (offer instanceof PendingTransfer pending) {
            return pending;
        }
        throw new IllegalArgumentException("the offer was not made by this library");
    }

    /** A storage that fails is no reason to lose the answer: what follows will tell of it. */
    private boolean isElsewhere(VaultId vault) {
        try {
            MirroredStorage.Survey survey = here.storage().survey(vault.value() + "/");
            return survey.unread().isEmpty() && survey.names().isEmpty();
        } catch (StorageException e) {
            return false;
        }
    }
}
