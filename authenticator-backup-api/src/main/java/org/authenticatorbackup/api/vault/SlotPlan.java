package org.authenticatorbackup.api.vault;

/**
 * The locks that a new slot is to have. What is asked for together is one plan; another way in is another slot.
 *
 * <p>A passphrase in a plan stays the caller's, who closes it.
 */
public sealed interface SlotPlan {

    /**
     * A passphrase and nothing beside it: whoever holds the stored files can guess it at leisure.
     *
     * @param passphrase what the person will type
     */
    record PassphraseAlone(Passphrase passphrase) implements SlotPlan {}

    /**
     * A passphrase, and a secret that the connected recovery account keeps.
     *
     * @param passphrase what the person will type
     */
    record AccountAndPassphrase(Passphrase passphrase) implements SlotPlan {}

    /** The secret of the connected recovery account, and nothing that the person knows or has. */
    record AccountAlone() implements SlotPlan {}

    /**
     * The shares of enough contacts.
     *
     * @param threshold how many shares open the slot, 2 to {@code count}
     * @param count how many shares there are, up to 16
     */
    record Contacts(int threshold, int count) implements SlotPlan {

        /**
         * Checks the numbers.
         *
         * @param threshold how many shares open the slot
         * @param count how many shares there are
         * @throws IllegalArgumentException if they are out of range
         */
        public Contacts {
            SlotPlans.requireSensible(threshold, count);
        }
    }

    /**
     * The shares of enough contacts, and the secret of the connected recovery account.
     *
     * @param threshold how many shares are needed, 2 to {@code count}
     * @param count how many shares there are, up to 16
     */
    record AccountAndContacts(int threshold, int count) implements SlotPlan {

        /**
         * Checks the numbers.
         *
         * @param threshold how many shares are needed
         * @param count how many shares there are
         * @throws IllegalArgumentException if they are out of range
         */
        public AccountAndContacts {
            SlotPlans.requireSensible(threshold, count);
        }
    }
}
