package org.authenticatorbackup.core.interchange;

import java.util.List;
import org.authenticatorbackup.api.account.Account;

/** Lists of Key URIs. */
public final class KeyUriList {

    /** The longest text, in characters. */
    public static final int MAX_LENGTH = 16 * 1024 * 1024;

    /** The most entries of a list. */
    public static final int MAX_ENTRIES = 50_000;

    private KeyUriList() {}

    /**
     * What was found in a list.
     *
     * @param accounts the entries that could be read, in order
     * @param rejected the others, in order
     */
    public record Imported(List<ParsedAccount> accounts, List<Rejected> rejected) {

        /**
         * Copies the lists.
         *
         * @param accounts the entries that could be read, in order
         * @param rejected the others, in order
         */
        public Imported {
            accounts = List.copyOf(accounts);
            rejected = List.copyOf(rejected);
        }

        /** {@return how many entries the list has, readable or not} */
        public int entries() {
            return accounts.size() + rejected.size();
        }
    }

    /**
     * An entry that could not be read.
     *
     * @param index the place among the entries, from 0
     * @param line the place among the lines of the text, from 1
     * @param reason what is wrong with it
     */
    public record Rejected(int index, int line, KeyUriException.Reason reason) {}

    /** Accounts written as a list. */
    public static final class Exported {

        private final String text;
        private final List<Account> omitted;

        private Exported(String text, List<Account> omitted) {
            this.text = text;
            this.omitted = List.copyOf(omitted);
        }

        /** {@return one URI per line, each with the secret of its account} */
        public String text() {
            return text;
        }

        /** {@return the accounts that have no URI, in order} */
        public List<Account> omitted() {
            return omitted;
        }

        @Override
        public String toString() {
            return "Exported[hidden]";
        }
    }

    /**
     * Reads a list.
     *
     * @param text the whole text
     * @return its entries
     * @throws KeyUriException if the text exceeds the bounds
     */
    public static Imported parse(CharSequence text) throws KeyUriException {
        throw new UnsupportedOperationException();
    }

    /**
     * Writes a list.
     *
     * @param accounts what to write
     * @return the text
     */
    public static Exported format(List<Account> accounts) {
        return new Exported("", accounts);
    }
}
