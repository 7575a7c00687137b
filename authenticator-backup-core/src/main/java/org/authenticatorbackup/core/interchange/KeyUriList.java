package org.authenticatorbackup.core.interchange;

import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.core.interchange.KeyUriException.Reason;

/**
 * Lists of {@linkplain KeyUri Key URIs}, one per line: the plain text export of Aegis, Ente, FreeOTP+, WinAuth, Stratum
 * and GNOME.
 */
public final class KeyUriList {

    /** The longest text, in characters: 16 Mi. */
    public static final int MAX_LENGTH = 16 * 1024 * 1024;

    /** The most entries of a list. */
    public static final int MAX_ENTRIES = 50_000;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

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
    public record Rejected(int index, int line, Reason reason) {}

    /** Accounts written as a list. Its {@link #toString} shows nothing of them. */
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
     * Reads a list: one URI per line, lines ending in LF, CRLF or CR. A byte order mark at the beginning, blank lines
     * and lines that begin with {@code #} are passed over.
     *
     * @param text the whole text; not retained
     * @return its entries; one that cannot be read is rejected by itself and loses no other
     * @throws KeyUriException with {@code TOO_LONG} or {@code TOO_MANY_ENTRIES} if the text exceeds the bounds, never
     *     because of an entry
     */
    public static Imported parse(CharSequence text) throws KeyUriException {
        if (text.length() > MAX_LENGTH) {
            throw new KeyUriException(Reason.TOO_LONG);
        }
        List<ParsedAccount> accounts = new ArrayList<>();
        List<Rejected> rejected = new ArrayList<>();
        int start = text.length() > 0 && text.charAt(0) == BYTE_ORDER_MARK ? 1 : 0;
        for (int line = 1; start < text.length(); line++) {
            int end = endOfLine(text, start);
            if (isEntry(text, start, end)) {
                int index = accounts.size() + rejected.size();
                if (index == MAX_ENTRIES) {
                    throw new KeyUriException(Reason.TOO_MANY_ENTRIES);
                }
                try {
                    accounts.add(KeyUri.parse(CharBuffer.wrap(text, start, end)));
                } catch (KeyUriException e) {
                    rejected.add(new Rejected(index, line, e.reason()));
                }
            }
            start = startOfNextLine(text, end);
        }
        return new Imported(accounts, rejected);
    }

    /**
     * Writes a list: one URI per line, each line ending in LF, under the names that the person sees.
     *
     * @param accounts what to write; their secrets are read, not closed
     * @return the text, and the accounts it could not hold
     */
    public static Exported format(List<Account> accounts) {
        StringBuilder text = new StringBuilder();
        List<Account> omitted = new ArrayList<>();
        for (Account account : accounts) {
            Optional<String> uri =
                    KeyUri.format(account.credential(), account.label().name());
            if (uri.isPresent()) {
                text.append(uri.get()).append('\n');
            } else {
                omitted.add(account);
            }
        }
        return new Exported(text.toString(), omitted);
    }

    private static int endOfLine(CharSequence text, int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return end;
    }

    private static int startOfNextLine(CharSequence text, int end) {
        boolean isPair = end + 1 < text.length() && text.charAt(end) == '\r' && text.charAt(end + 1) == '\n';
        return end + (isPair ? 2 : 1);
    }

    private static boolean isEntry(CharSequence text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (!Character.isWhitespace(text.charAt(i))) {
                return text.charAt(i) != '#';
            }
        }
        return false;
    }
}
