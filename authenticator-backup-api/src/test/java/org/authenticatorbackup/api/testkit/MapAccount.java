package org.authenticatorbackup.api.testkit;

import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.authenticatorbackup.api.RecoveryAccountException;
import org.authenticatorbackup.api.RecoveryAccountException.Reason;
import org.authenticatorbackup.api.SlotId;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.spi.DelayedRelease;
import org.authenticatorbackup.api.spi.RecoveryAccount;
import org.authenticatorbackup.api.spi.ReleaseLedger;
import org.authenticatorbackup.api.spi.VaultDirectory;
import org.authenticatorbackup.api.vault.PendingRelease;

/** A recovery account in a map that releases its secrets with delay: the simplest one to read. */
public final class MapAccount implements RecoveryAccount, DelayedRelease, VaultDirectory {

    /** A slot of a vault. */
    private record Place(VaultId vault, SlotId slot) implements Comparable<Place> {

        @Override
        public int compareTo(Place other) {
            return (vault + "/" + slot).compareTo(other.vault + "/" + other.slot);
        }
    }

    private static final class Kept {

        private final byte[] secret;
        private final ReleaseLedger ledger;

        Kept(byte[] secret, ReleaseLedger ledger) {
            this.secret = secret;
            this.ledger = ledger;
        }

        byte[] secret() {
            return secret;
        }

        ReleaseLedger ledger() {
            return ledger;
        }
    }

    private final Map<Place, Kept> entries = new TreeMap<>();
    private final Clock clock;
    private final Duration wait;

    private MapAccount(Clock clock, Duration wait) {
        this.clock = clock;
        this.wait = wait;
    }

    /** An account with a clock of its own and a waiting time. */
    public static MapAccount of(Clock clock, Duration wait) {
        return new MapAccount(clock, wait);
    }

    @Override
    public String operator() {
        return "account.example";
    }

    @Override
    public synchronized void putSecret(VaultId vault, SlotId slot, byte[] secret) throws RecoveryAccountException {
        Optional<Kept> kept = kept(vault, slot);
        if (!kept.isPresent()) {
            entries.put(new Place(vault, slot), new Kept(secret.clone(), ReleaseLedger.empty()));
        } else if (!MessageDigest.isEqual(kept.get().secret(), secret)) {
            throw refused("another secret is kept");
        }
    }

    /** Gives none out: {@link #release} does. */
    @Override
    public synchronized Optional<byte[]> getSecret(VaultId vault, SlotId slot) throws RecoveryAccountException {
        if (kept(vault, slot).isPresent()) {
            throw refused("secrets are released with delay");
        }
        return Optional.empty();
    }

    @Override
    public synchronized void deleteSecret(VaultId vault, SlotId slot) {
        entries.remove(new Place(vault, slot));
    }

    @Override
    public synchronized void admit(VaultId vault, SlotId slot, byte[] secret, byte[] pass)
            throws RecoveryAccountException {
        Kept kept = kept(vault, slot)
                .filter(each -> MessageDigest.isEqual(each.secret(), secret))
                .orElseThrow(() -> refused("that is not the secret"));
        keep(vault, slot, kept, kept.ledger().admitting(pass, now()));
    }

    @Override
    public synchronized Optional<byte[]> release(VaultId vault, SlotId slot, byte[] pass)
            throws RecoveryAccountException {
        Optional<Kept> kept = kept(vault, slot);
        if (!kept.isPresent()) {
            return Optional.empty();
        }
        ReleaseLedger ledger = kept.get().ledger().asking(pass, now(), wait);
        keep(vault, slot, kept.get(), ledger);
        return switch (ledger.standing(pass, now())) {
            case ADMITTED -> Optional.of(kept.get().secret().clone());
            case PENDING ->
                throw RecoveryAccountException.releasePending(
                        ledger.releaseAt(pass).orElseThrow());
            case VETOED, UNKNOWN -> throw new RecoveryAccountException(Reason.RELEASE_VETOED, "vetoed");
        };
    }

    @Override
    public synchronized List<PendingRelease> pendingReleases(VaultId vault, SlotId slot, byte[] pass)
            throws RecoveryAccountException {
        return requireAdmitted(vault, slot, pass).ledger().pending(vault, slot, now());
    }

    @Override
    public synchronized boolean veto(VaultId vault, SlotId slot, byte[] pass, String release)
            throws RecoveryAccountException {
        Kept kept = requireAdmitted(vault, slot, pass);
        Optional<ReleaseLedger> vetoed = kept.ledger().vetoing(release, now());
        vetoed.ifPresent(ledger -> keep(vault, slot, kept, ledger));
        return vetoed.isPresent();
    }

    @Override
    public synchronized Set<VaultId> vaults() {
        Set<VaultId> vaults = new HashSet<>();
        entries.keySet().forEach(place -> vaults.add(place.vault()));
        return vaults;
    }

    private Kept requireAdmitted(VaultId vault, SlotId slot, byte[] pass) throws RecoveryAccountException {
        return kept(vault, slot)
                .filter(each -> each.ledger().standing(pass, now()) == ReleaseLedger.Standing.ADMITTED)
                .orElseThrow(() -> refused("not admitted"));
    }

    private Optional<Kept> kept(VaultId vault, SlotId slot) {
        return Optional.ofNullable(entries.get(new Place(vault, slot)));
    }

    private void keep(VaultId vault, SlotId slot, Kept kept, ReleaseLedger ledger) {
        entries.put(new Place(vault, slot), new Kept(kept.secret(), ledger));
    }

    private Instant now() {
        return clock.instant();
    }

    private static RecoveryAccountException refused(String message) {
        return new RecoveryAccountException(Reason.REFUSED, message);
    }
}
