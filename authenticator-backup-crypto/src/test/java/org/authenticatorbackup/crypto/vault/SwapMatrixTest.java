package org.authenticatorbackup.crypto.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.authenticatorbackup.crypto.age.AgeException;
import org.authenticatorbackup.crypto.age.X25519Identity;
import org.authenticatorbackup.crypto.share.ContactShare;
import org.authenticatorbackup.crypto.share.ContactSlot;
import org.authenticatorbackup.crypto.share.MalformedShareException;
import org.authenticatorbackup.crypto.share.SharesRejectedException;
import org.junit.jupiter.api.Test;

/**
 * Threat T4: objects of two vaults, two lanes and of every kind, each in the place of each other. The vaults have the same
 * owner, who uses the same secrets for both, so that no object is rejected merely since its key is another.
 */
class SwapMatrixTest {

    /** What a rejection may be thrown as; each of these carries its reason. */
    private static final Set<Class<?>> TYPED = Set.of(
            ObjectRejectedException.class,
            AgeException.class,
            MalformedShareException.class,
            SharesRejectedException.class);

    /** Uses an object as that of a place, and throws, or says whether it was accepted. */
    private interface Reader {
        boolean accepts(byte[] object) throws Exception;
    }

    /** A place, the object that belongs there, and how the object of this place is read. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Place(String name, byte[] object, Reader reader) {}

    private final List<Place> places = new ArrayList<>();
    private final LockKey passphrase = LockKey.passphrase("the same for both".toCharArray());
    private final LockKey account = LockKey.account(secret(1));
    private final LockKey contacts = LockKey.contacts(secret(2));
    private final X25519Identity friend = X25519Identity.generate(Fixtures.RANDOM);

    @Test
    void noObjectIsAcceptedInThePlaceOfAnother() throws Exception {
        fill();
        int rejected = 0;
        List<String> accepted = new ArrayList<>();

        for (int i = 0; i < places.size(); i++) {
            for (int j = 0; j < places.size(); j++) {
                if (i != j && accepts(places.get(i), places.get(j).object)) {
                    accepted.add(places.get(j).name + " as " + places.get(i).name);
                } else if (i != j) {
                    rejected++;
                }
            }
        }

        assertThat(accepted).isEmpty();
        assertThat(rejected).isEqualTo(places.size() * (places.size() - 1)).isGreaterThan(1000);
        for (Place place : places) {
            assertThat(place.reader.accepts(place.object)).as(place.name).isTrue();
        }
    }

    private static boolean accepts(Place place, byte[] object) {
        try {
            return place.reader.accepts(object);
        } catch (Exception e) {
            assertThat(TYPED).as(place.name).contains(e.getClass());
            return false;
        }
    }

    private static byte[] secret(int number) {
        byte[] secret = new byte[32];
        secret[0] = (byte) number;
        return secret;
    }

    private void fill() {
        List<VaultIdentity> vaults = List.of(
                Fixtures.vault(VaultSuite.CLASSIC, 1),
                Fixtures.vault(VaultSuite.CLASSIC, 2),
                Fixtures.vault(VaultSuite.HYBRID, 1));
        for (VaultIdentity vault : vaults) {
            String name = vault.suite() + " vault " + vault.vaultId().substring(0, 4) + ", ";
            for (String device : List.of(Fixtures.DEVICE, Fixtures.OTHER_DEVICE)) {
                for (long seq = 1; seq <= 2; seq++) {
                    snapshot(name, vault, new Sender(vault.vaultId(), device, seq));
                }
                witness(name, vault, device);
            }
            slot(name + "passphrase", vault, List.of(passphrase));
            slot(name + "account and passphrase", vault, List.of(account, passphrase));
            slot(name + "contacts", vault, List.of(contacts));
            shares(name, vault);
            transfer(name, vault);
        }
    }

    private void snapshot(String name, VaultIdentity vault, Sender sender) {
        SealedSnapshot sealed =
                vault.writeCapability(sender.deviceId()).seal(sender.seq(), Fixtures.utf8("{}"), Fixtures.RANDOM);
        places.add(new Place(name + sender, sealed.bytes(), object -> vault.openSnapshot(object, sender).length > 0));
    }

    /** A witness is accepted if it makes a lane fresh, or tells of one that is not. */
    private void witness(String name, VaultIdentity vault, String device) {
        SnapshotDigest digest = SnapshotDigest.of(1, Fixtures.utf8(name + device));
        byte[] text =
                Fixtures.utf8(Witness.of(vault.writeCapability(device), digest).format());
        places.add(new Place(
                name + "witness of " + device,
                text,
                object -> Witness.parse(new String(object, StandardCharsets.ISO_8859_1))
                                .judge(vault, device, List.of(digest))
                        != Freshness.WITNESS_REJECTED));
    }

    private void slot(String name, VaultIdentity vault, List<LockKey> keys) {
        byte[] layer = IdentityFile.format(vault, Fixtures.DATE);
        for (int i = keys.size() - 1; i >= 0; i--) {
            layer = Slot.wrap(layer, keys.get(i), Fixtures.LOW_LOG2N, Fixtures.RANDOM);
        }
        places.add(new Place(name, layer, object -> {
            try (VaultIdentity opened = Slot.open(object, vault.vaultId(), keys, Slot.DEFAULT_MAX_LOG2N)) {
                return opened.vaultId().equals(vault.vaultId());
            }
        }));
    }

    /** The first of two slots' shares, to be joined with the second of the slot it is taken for. */
    private void shares(String name, VaultIdentity vault) {
        for (String id : List.of("01".repeat(8), "02".repeat(8))) {
            ContactSlot slot = new ContactSlot(vault.vaultId(), id, 2, 2);
            List<ContactShare> shares = ContactShare.split(slot, secret(2), Fixtures.RANDOM);
            byte[] sealed = shares.get(0).seal(friend.recipient(), Fixtures.RANDOM);
            places.add(new Place(name + "share of slot " + id, sealed, object -> {
                try (ContactShare opened = ContactShare.open(object, friend);
                        LockKey key = ContactShare.combine(List.of(opened, shares.get(1)))) {
                    return key.lock() == Lock.CONTACTS;
                }
            }));
        }
    }

    private void transfer(String name, VaultIdentity vault) {
        TransferRequest request = TransferRequest.generate(Fixtures.RANDOM, Instant.EPOCH);
        byte[] answer;
        try (ScannedTransfer scanned = ScannedTransfer.parse(new String(request.qrPayload()))) {
            answer = scanned.answer(vault, Fixtures.DATE, Fixtures.RANDOM);
        } catch (MalformedTransferException e) {
            throw new AssertionError(e);
        }
        places.add(new Place(
                name + "transfer",
                answer,
                object -> request.open(object, Instant.EPOCH).vaultId().equals(vault.vaultId())));
    }
}
