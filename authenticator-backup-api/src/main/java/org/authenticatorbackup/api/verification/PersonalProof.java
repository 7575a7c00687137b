package org.authenticatorbackup.api.verification;

import java.util.Arrays;

/**
 * With what a person proves that a personal account is theirs: its password, and an e-mail address or phone number that its
 * provider has confirmed before.
 *
 * <p>Neither is ever stored, not even on this device. Not thread-safe. {@link #toString} shows nothing.
 */
public final class PersonalProof implements AutoCloseable {

    /** The longest password or contact, in characters. */
    public static final int MAX_CHARACTERS = 1024;

    /** What sort of contact it is. */
    public enum Contact {
        /** An e-mail address. */
        EMAIL,
        /** A phone number. */
        PHONE
    }

    private final char[] password;
    private final Contact sort;
    private final char[] contact;
    private boolean closed;

    private PersonalProof(char[] password, Contact sort, char[] contact) {
        this.password = password;
        this.sort = sort;
        this.contact = contact;
    }

    /**
     * Takes what the person has typed, as typed.
     *
     * @param password the password of the account, 1 to {@value #MAX_CHARACTERS} characters; copied, the caller clears its
     *     own
     * @param sort what sort of contact follows
     * @param contact the e-mail address or phone number, 1 to {@value #MAX_CHARACTERS} characters; copied too
     * @return the proof
     * @throws IllegalArgumentException if one of the two is empty or too long
     */
    public static PersonalProof of(char[] password, Contact sort, char[] contact) {
        require("password", password);
        require("contact", contact);
        return new PersonalProof(password.clone(), sort, contact.clone());
    }

    private static void require(String what, char[] text) {
        if (text.length == 0 || text.length > MAX_CHARACTERS) {
            throw new IllegalArgumentException(
                    "a " + what + " has 1 to " + MAX_CHARACTERS + " characters, not " + text.length);
        }
    }

    /**
     * The password.
     *
     * @return a copy, which the caller clears when done
     * @throws IllegalStateException if this proof is closed
     */
    public char[] password() {
        requireOpen();
        return password.clone();
    }

    /** {@return what sort of contact it is} */
    public Contact sort() {
        return sort;
    }

    /**
     * The e-mail address or phone number.
     *
     * @return a copy, which the caller clears when done
     * @throws IllegalStateException if this proof is closed
     */
    public char[] contact() {
        requireOpen();
        return contact.clone();
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the proof is closed");
        }
    }

    @Override
    public void close() {
        closed = true;
        Arrays.fill(password, '\0');
        Arrays.fill(contact, '\0');
    }

    @Override
    public String toString() {
        return "PersonalProof[hidden]";
    }
}
