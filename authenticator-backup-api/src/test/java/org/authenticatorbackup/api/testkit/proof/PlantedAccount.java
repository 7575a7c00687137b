package org.authenticatorbackup.api.testkit.proof;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.authenticatorbackup.api.RecoveryAccountException;
import org.authenticatorbackup.api.SlotId;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.spi.DelayedRelease;
import org.authenticatorbackup.api.spi.RecoveryAccount;
import org.authenticatorbackup.api.spi.VaultDirectory;
import org.authenticatorbackup.api.testkit.MapAccount;
import org.authenticatorbackup.api.vault.PendingRelease;

/** A healthy account, or one with a mistake that a thief would like. */
final class PlantedAccount implements RecoveryAccount, DelayedRelease, VaultDirectory {

    /** The mistakes, each with the point that is about it. */
    enum Mistake {
        NONE(""),
        GIVES_SECRETS_TO_WHOEVER_IS_SIGNED_IN("nobodyGetsItAroundTheWaitingTime"),
        DOES_NOT_WAIT("whoIsMerelySignedInHasToWait"),
        WAITS_ANEW_AT_EACH_REQUEST("askingAgainNeitherLengthensNorShortensTheTime"),
        TAKES_ANY_SECRET_FOR_A_PROOF("anotherSecretAdmitsNobody"),
        ADMITS_TO_ALL_SLOTS("whoKnowsTheSecretOfOneSlotIsUnknownForAnother"),
        KEEPS_PASSES_OF_DELETED_SECRETS("passesGoWithTheSecret"),
        SHOWS_RELEASES_TO_ALL("onlyAdmittedPassesSeeWhatIsPending"),
        LETS_ALL_VETO("nobodyElseCanVeto"),
        FORGETS_VETOES("aVetoIsForEver"),
        VETOES_ALL_AT_ONCE("aVetoOfOneLeavesTheOthers"),
        CLAIMS_LATE_VETOES("whatWasReleasedIsNotVetoed"),
        KEEPS_THE_CALLERS_ARRAY("arraysBelongToTheCaller"),
        DELETES_ALL_SLOTS("aDeletedSecretIsGoneAndDeletingTwiceIsTheSame"),
        REPLACES("anotherSecretIsRefusedAndTheFirstStays"),
        KNOWS_VAULTS_FOR_EVER("theVaultsOfSecretsAreKnownAsLongAsThereAreSome");

        final String point;

        Mistake(String point) {
            this.point = point;
        }
    }

    private final MapAccount healthy;
    private final Mistake mistake;
    private final Map<String, byte[]> secrets = new HashMap<>();
    private final Map<String, byte[]> admitted = new HashMap<>();
    private final Map<String, byte[]> asked = new HashMap<>();
    private final Set<VaultId> seen = new HashSet<>();

    PlantedAccount(Clock clock, Duration wait, Mistake mistake) {
        this.healthy = MapAccount.of(clock, mistake == Mistake.DOES_NOT_WAIT ? Duration.ZERO : wait);
        this.mistake = mistake;
    }

    private boolean is(Mistake other) {
        return mistake == other;
    }

    private static String key(VaultId vault, SlotId slot) {
        return vault + "/" + slot;
    }

    @Override
    public String operator() {
        return healthy.operator();
    }

    @Override
    public void putSecret(VaultId vault, SlotId slot, byte[] secret) throws RecoveryAccountException {
        seen.add(vault);
        if (is(Mistake.REPLACES)) {
            healthy.deleteSecret(vault, slot);
        }
        healthy.putSecret(vault, slot, secret);
        secrets.put(key(vault, slot), is(Mistake.KEEPS_THE_CALLERS_ARRAY) ? secret : secret.clone());
        if (is(Mistake.KEEPS_PASSES_OF_DELETED_SECRETS) && admitted.containsKey(key(vault, slot))) {
            healthy.admit(vault, slot, secret, admitted.get(key(vault, slot)));
        }
    }

    @Override
    public Optional<byte[]> getSecret(VaultId vault, SlotId slot) throws RecoveryAccountException {
        if (is(Mistake.GIVES_SECRETS_TO_WHOEVER_IS_SIGNED_IN)) {
            return Optional.ofNullable(secrets.get(key(vault, slot)));
        }
        return healthy.getSecret(vault, slot);
    }

    @Override
    public void deleteSecret(VaultId vault, SlotId slot) {
        healthy.deleteSecret(vault, slot);
        secrets.remove(key(vault, slot));
        if (is(Mistake.DELETES_ALL_SLOTS)) {
            for (String each : List.copyOf(secrets.keySet())) {
                healthy.deleteSecret(vault, new SlotId(each.substring(each.indexOf('/') + 1)));
            }
        }
    }

    @Override
    public void admit(VaultId vault, SlotId slot, byte[] secret, byte[] pass) throws RecoveryAccountException {
        if (is(Mistake.TAKES_ANY_SECRET_FOR_A_PROOF)) {
            healthy.admit(vault, slot, secrets.get(key(vault, slot)), pass);
            return;
        }
        healthy.admit(vault, slot, secret, pass);
        admitted.put(key(vault, slot), pass.clone());
        if (is(Mistake.ADMITS_TO_ALL_SLOTS)) {
            for (Map.Entry<String, byte[]> each : secrets.entrySet()) {
                SlotId other = new SlotId(each.getKey().substring(each.getKey().indexOf('/') + 1));
                healthy.admit(vault, other, each.getValue(), pass);
            }
        }
    }

    @Override
    public Optional<byte[]> release(VaultId vault, SlotId slot, byte[] pass) throws RecoveryAccountException {
        asked.put(key(vault, slot), pass.clone());
        try {
            Optional<byte[]> released = healthy.release(vault, slot, pass);
            return is(Mistake.KEEPS_THE_CALLERS_ARRAY) ? Optional.ofNullable(secrets.get(key(vault, slot))) : released;
        } catch (RecoveryAccountException e) {
            if (is(Mistake.FORGETS_VETOES) && e.reason() == RecoveryAccountException.Reason.RELEASE_VETOED) {
                return Optional.ofNullable(secrets.get(key(vault, slot)));
            }
            if (is(Mistake.WAITS_ANEW_AT_EACH_REQUEST) && e.releaseAt().isPresent()) {
                throw RecoveryAccountException.releasePending(
                        e.releaseAt().get().plusSeconds(asked.size() + again++));
            }
            throw e;
        }
    }

    private int again;

    @Override
    public List<PendingRelease> pendingReleases(VaultId vault, SlotId slot, byte[] pass)
            throws RecoveryAccountException {
        return healthy.pendingReleases(
                vault, slot, is(Mistake.SHOWS_RELEASES_TO_ALL) ? admitted.get(key(vault, slot)) : pass);
    }

    @Override
    public boolean veto(VaultId vault, SlotId slot, byte[] pass, String release) throws RecoveryAccountException {
        byte[] by = is(Mistake.LETS_ALL_VETO) ? admitted.get(key(vault, slot)) : pass;
        if (is(Mistake.VETOES_ALL_AT_ONCE)) {
            for (PendingRelease each : healthy.pendingReleases(vault, slot, pass)) {
                healthy.veto(vault, slot, pass, each.id());
            }
            return true;
        }
        return healthy.veto(vault, slot, by, release) || is(Mistake.CLAIMS_LATE_VETOES);
    }

    @Override
    public Set<VaultId> vaults() {
        return is(Mistake.KNOWS_VAULTS_FOR_EVER) ? Set.copyOf(seen) : healthy.vaults();
    }
}
