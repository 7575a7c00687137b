package org.authenticatorbackup.examples.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.authenticatorbackup.api.DeviceId;
import org.authenticatorbackup.api.RecoveryAccountException;
import org.authenticatorbackup.api.RecoveryAccountException.Reason;
import org.authenticatorbackup.api.SlotId;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.spi.DelayedRelease;
import org.authenticatorbackup.api.spi.RecoveryAccount;
import org.authenticatorbackup.api.spi.ReleaseLedger;
import org.authenticatorbackup.api.spi.VaultDirectory;
import org.authenticatorbackup.api.spi.WitnessKeeper;
import org.authenticatorbackup.api.vault.PendingRelease;

/**
 * The stand-in for a recovery account, which releases secrets to new devices only after a waiting time. The time is noted
 * beside each secret when that is put: who asks for it cannot shorten it.
 */
final class FileDelayedAccount implements RecoveryAccount, DelayedRelease, VaultDirectory, WitnessKeeper {

    private static final int MAX_BYTES = 16 * 1024;
    private static final String WAIT = "wait ";

    private final FileRecoveryAccount secrets;
    private final Duration wait;
    private final Clock clock;

    FileDelayedAccount(FileRecoveryAccount secrets, Duration wait, Clock clock) {
        this.secrets = secrets;
        this.wait = wait;
        this.clock = clock;
    }

    /** How long to wait, and who has asked. */
    private record Terms(Duration waiting, ReleaseLedger ledger) {

        String format() {
            return WAIT + waiting + "\n" + ledger.format();
        }

        static Terms parse(String text) {
            int end = text.indexOf('\n');
            if (!text.startsWith(WAIT) || end < 0) {
                throw new IllegalArgumentException("no waiting time");
            }
            return new Terms(
                    Duration.parse(text.substring(WAIT.length(), end)), ReleaseLedger.parse(text.substring(end + 1)));
        }
    }

    @Override
    public String operator() {
        return secrets.operator();
    }

    @Override
    public void putSecret(VaultId vault, SlotId slot, byte[] secret) throws RecoveryAccountException {
        secrets.alone(() -> {
            if (!secrets.kept(vault, slot).isPresent()) { // what a deletion that was cut off has left counts no more
                DurableFile.createDirectories(secrets.directory().resolve(vault.value()));
                keep(vault, slot, new Terms(wait, ReleaseLedger.empty()));
            }
            secrets.putSecret(vault, slot, secret);
            return slot;
        });
    }

    @Override
    public Optional<byte[]> getSecret(VaultId vault, SlotId slot) throws RecoveryAccountException {
        return secrets.kept(vault, slot).isPresent() ? secrets.getSecret(vault, slot) : Optional.empty();
    }

    @Override
    public void deleteSecret(VaultId vault, SlotId slot) throws RecoveryAccountException {
        secrets.alone(() -> {
            secrets.deleteSecret(vault, slot);
            return Files.deleteIfExists(secrets.ledgerOf(vault, slot));
        });
    }

    @Override
    public Set<VaultId> vaults() throws RecoveryAccountException {
        return secrets.vaults();
    }

    @Override
    public Map<DeviceId, String> witnesses(VaultId vault) throws RecoveryAccountException {
        return secrets.witnesses(vault);
    }

    @Override
    public boolean replaceWitness(VaultId vault, DeviceId device, Optional<String> expected, String next)
            throws RecoveryAccountException {
        return secrets.replaceWitness(vault, device, expected, next);
    }

    @Override
    public void deleteWitnesses(VaultId vault) throws RecoveryAccountException {
        secrets.deleteWitnesses(vault);
    }

    @Override
    public void admit(VaultId vault, SlotId slot, byte[] secret, byte[] pass) throws RecoveryAccountException {
        secrets.alone(() -> {
            byte[] kept = secrets.kept(vault, slot).orElseThrow(() -> refused("no secret is kept"));
            boolean same = MessageDigest.isEqual(kept, secret);
            Arrays.fill(kept, (byte) 0);
            if (!same) {
                throw refused("that is not the secret");
            }
            Terms terms = terms(vault, slot);
            keep(vault, slot, new Terms(terms.waiting(), terms.ledger().admitting(pass, now())));
            return slot;
        });
    }

    @Override
    public Optional<byte[]> release(VaultId vault, SlotId slot, byte[] pass) throws RecoveryAccountException {
        return secrets.alone(() -> {
            Optional<byte[]> kept = secrets.kept(vault, slot);
            if (!kept.isPresent()) {
                return kept;
            }
            Terms terms = terms(vault, slot);
            ReleaseLedger ledger = terms.ledger().asking(pass, now(), terms.waiting());
            keep(vault, slot, new Terms(terms.waiting(), ledger));
            return switch (ledger.standing(pass, now())) {
                case ADMITTED -> kept;
                case PENDING ->
                    throw RecoveryAccountException.releasePending(
                            ledger.releaseAt(pass).orElseThrow());
                case VETOED, UNKNOWN -> throw new RecoveryAccountException(Reason.RELEASE_VETOED, "it was vetoed");
            };
        });
    }

    @Override
    public List<PendingRelease> pendingReleases(VaultId vault, SlotId slot, byte[] pass)
            throws RecoveryAccountException {
        return secrets.alone(() -> admitted(vault, slot, pass).ledger().pending(vault, slot, now()));
    }

    @Override
    public boolean veto(VaultId vault, SlotId slot, byte[] pass, String release) throws RecoveryAccountException {
        return secrets.alone(() -> {
            Terms terms = admitted(vault, slot, pass);
            Optional<ReleaseLedger> vetoed = terms.ledger().vetoing(release, now());
            if (vetoed.isPresent()) {
                keep(vault, slot, new Terms(terms.waiting(), vetoed.get()));
            }
            return vetoed.isPresent();
        });
    }

    private Terms admitted(VaultId vault, SlotId slot, byte[] pass) throws RecoveryAccountException, IOException {
        Terms terms = terms(vault, slot);
        boolean isKept = secrets.kept(vault, slot).isPresent();
        if (!isKept || terms.ledger().standing(pass, now()) != ReleaseLedger.Standing.ADMITTED) {
            throw refused("this device is not admitted");
        }
        return terms;
    }

    /** A secret that was put without a waiting time has none. */
    private Terms terms(VaultId vault, SlotId slot) throws IOException {
        try {
            return Terms.parse(new String(DurableFile.read(secrets.ledgerOf(vault, slot), MAX_BYTES), US_ASCII));
        } catch (NoSuchFileException e) {
            return new Terms(Duration.ZERO, ReleaseLedger.empty());
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IOException("the ledger of a secret is damaged", e);
        }
    }

    private void keep(VaultId vault, SlotId slot, Terms terms) throws IOException {
        DurableFile.replace(secrets.ledgerOf(vault, slot), terms.format().getBytes(US_ASCII));
    }

    private Instant now() {
        return clock.instant();
    }

    private static RecoveryAccountException refused(String message) {
        return new RecoveryAccountException(Reason.REFUSED, message);
    }
}
