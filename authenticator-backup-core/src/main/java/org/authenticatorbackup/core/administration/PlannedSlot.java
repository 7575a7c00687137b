package org.authenticatorbackup.core.administration;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.authenticatorbackup.api.SlotId;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.VaultRefusedException;
import org.authenticatorbackup.api.VaultRefusedException.Reason;
import org.authenticatorbackup.api.spi.RecoveryAccount;
import org.authenticatorbackup.api.vault.NewSlot;
import org.authenticatorbackup.api.vault.Passphrase;
import org.authenticatorbackup.api.vault.ShareText;
import org.authenticatorbackup.api.vault.SlotPlan;
import org.authenticatorbackup.api.vault.SlotSummary;
import org.authenticatorbackup.api.vault.SlotSummary.Lock;
import org.authenticatorbackup.api.vault.WeakLocks;
import org.authenticatorbackup.core.backup.PassphraseBits;
import org.authenticatorbackup.core.policy.SlotRule;
import org.authenticatorbackup.core.policy.SlotRule.Operators;
import org.authenticatorbackup.core.vault.Surroundings;
import org.authenticatorbackup.crypto.share.ContactShare;
import org.authenticatorbackup.crypto.share.ContactSlot;
import org.authenticatorbackup.crypto.share.SharesRejectedException;
import org.authenticatorbackup.crypto.vault.InvalidPassphraseException;
import org.authenticatorbackup.crypto.vault.LockKey;
import org.authenticatorbackup.crypto.vault.PassphraseText;

/** A slot that may be made: its name, its locks, and their keys but for the account's. */
final class PlannedSlot implements AutoCloseable {

    private final SlotSummary slot;
    private final char[] passphrase;
    private final List<LockKey> inner = new ArrayList<>();
    private final List<ContactShare> shares = new ArrayList<>();

    private PlannedSlot(SlotSummary slot, char[] passphrase) {
        this.slot = slot;
        this.passphrase = passphrase;
    }

    /** Plans a slot, unless its locks are too weak or cannot be made here. */
    static PlannedSlot of(Surroundings here, VaultId vault, SlotPlan plan, WeakLocks weakLocks)
            throws VaultRefusedException {
        List<Lock> locks = locks(plan);
        if (locks.contains(Lock.ACCOUNT) && !here.recoveryAccount().isPresent()) {
            throw new VaultRefusedException(Reason.RECOVERY_ACCOUNT_NEEDED, "no recovery account is connected");
        }
        SlotSummary slot = new SlotSummary(new SlotId(here.randomHex(8)), locks);
        if (plan instanceof SlotPlan.PassphraseAlone alone) {
            return withPassphrase(here, slot, alone.passphrase(), weakLocks);
        }
        if (plan instanceof SlotPlan.AccountAndPassphrase both) {
            return withPassphrase(here, slot, both.passphrase(), weakLocks);
        }
        refuseWeak(here, locks, 0, weakLocks);
        PlannedSlot planned = new PlannedSlot(slot, new char[0]);
        if (plan instanceof SlotPlan.Contacts contacts) {
            planned.share(
                    here, new ContactSlot(vault.value(), slot.id().value(), contacts.threshold(), contacts.count()));
        } else if (plan instanceof SlotPlan.AccountAndContacts both) {
            planned.share(here, new ContactSlot(vault.value(), slot.id().value(), both.threshold(), both.count()));
        }
        return planned;
    }

    private static List<Lock> locks(SlotPlan plan) {
        if (plan instanceof SlotPlan.PassphraseAlone) {
            return List.of(Lock.PASSPHRASE);
        }
        if (plan instanceof SlotPlan.AccountAndPassphrase) {
            return List.of(Lock.ACCOUNT, Lock.PASSPHRASE);
        }
        if (plan instanceof SlotPlan.AccountAlone) {
            return List.of(Lock.ACCOUNT);
        }
        return plan instanceof SlotPlan.Contacts ? List.of(Lock.CONTACTS) : List.of(Lock.ACCOUNT, Lock.CONTACTS);
    }

    private static PlannedSlot withPassphrase(
            Surroundings here, SlotSummary slot, Passphrase passphrase, WeakLocks weakLocks)
            throws VaultRefusedException {
        char[] typed = passphrase.characters();
        try {
            PlannedSlot planned = new PlannedSlot(slot, PassphraseText.atCreation(typed));
            try {
                refuseWeak(here, slot.locks(), PassphraseBits.of(here, passphrase, planned.passphrase), weakLocks);
            } catch (VaultRefusedException e) {
                planned.close();
                throw e;
            }
            planned.inner.add(LockKey.passphrase(planned.passphrase));
            return planned;
        } catch (InvalidPassphraseException e) {
            throw new VaultRefusedException(Reason.UNUSABLE_PASSPHRASE, "the passphrase: " + e.reason(), List.of(), e);
        } finally {
            Arrays.fill(typed, '\0');
        }
    }

    private static void refuseWeak(Surroundings here, List<Lock> locks, double bits, WeakLocks weakLocks)
            throws VaultRefusedException {
        Optional<String> both = here.recoveryAccount()
                .map(RecoveryAccount::operator)
                .filter(here.storage().operators()::contains);
        Operators operators = both.isPresent() ? Operators.SAME : Operators.DIFFERENT;
        switch (SlotRule.decide(locks, bits, weakLocks, operators)) {
            case ALLOW -> {
                return;
            }
            case WEAK_PASSPHRASE ->
                throw new VaultRefusedException(Reason.WEAK_PASSPHRASE, "the passphrase alone is too weak");
            case ACCOUNT_ALONE ->
                throw new VaultRefusedException(Reason.ACCOUNT_ALONE, "the recovery account would be the only lock");
            case ONE_OPERATOR ->
                throw new VaultRefusedException(
                        Reason.ONE_OPERATOR, both.orElse("one party") + " runs a storage and the account");
        }
    }

    /** The key is what the shares give back, so that opening the slot proves the shares. */
    private void share(Surroundings here, ContactSlot contacts) {
        byte[] secret = here.randomBytes(32);
        shares.addAll(ContactShare.split(contacts, secret, here.random()));
        Arrays.fill(secret, (byte) 0);
        try {
            inner.add(ContactShare.combine(shares.subList(0, contacts.threshold())));
        } catch (SharesRejectedException e) {
            throw new AssertionError("the shares were just made", e);
        }
    }

    SlotSummary slot() {
        return slot;
    }

    /** The keys of all locks but the account's, closed with this object. */
    List<LockKey> inner() {
        return inner;
    }

    boolean hasPassphraseOf(PlannedSlot other) {
        byte[] one = bytes(passphrase);
        byte[] two = bytes(other.passphrase);
        try {
            return MessageDigest.isEqual(one, two);
        } finally {
            Arrays.fill(one, (byte) 0);
            Arrays.fill(two, (byte) 0);
        }
    }

    private static byte[] bytes(char[] text) {
        byte[] bytes = new byte[2 * text.length];
        for (int i = 0; i < text.length; i++) {
            bytes[2 * i] = (byte) (text[i] >> 8);
            bytes[2 * i + 1] = (byte) text[i];
        }
        return bytes;
    }

    /** {@return the slot with its shares as text, which the caller closes} */
    NewSlot made() {
        List<ShareText> texts = new ArrayList<>();
        for (ContactShare share : shares) {
            byte[] ascii = share.format();
            char[] text = new char[ascii.length];
            for (int i = 0; i < text.length; i++) {
                text[i] = (char) ascii[i];
            }
            texts.add(ShareText.of(text));
            Arrays.fill(text, '\0');
            Arrays.fill(ascii, (byte) 0);
        }
        return new NewSlot(slot, texts);
    }

    @Override
    public void close() {
        Arrays.fill(passphrase, '\0');
        inner.forEach(LockKey::close);
        shares.forEach(ContactShare::close);
    }

    @Override
    public String toString() {
        return "PlannedSlot[" + slot.id() + ", hidden]";
    }
}
