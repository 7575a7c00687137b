package org.authenticatorbackup.api.account;

import java.util.Optional;

/**
 * What the person sees of an account and may change. Personal, so {@link #toString} shows nothing of it.
 *
 * @param name issuer and user name as shown, which may differ from those the account was enrolled with
 * @param kind what sort of account it is
 * @param note the person's own words; may be empty
 * @param favourite whether the person marked it
 * @param icon the picture beside it
 */
public record AccountLabel(AccountName name, AccountKind kind, String note, boolean favourite, Optional<Icon> icon) {

    /**
     * Checks the note.
     *
     * @param name issuer and user name as shown
     * @param kind what sort of account it is
     * @param note the person's own words
     * @param favourite whether the person marked it
     * @param icon the picture beside it
     * @throws IllegalArgumentException if the note is longer than {@link Texts#MAX_UTF8_BYTES} or holds half a character
     */
    public AccountLabel {
        Texts.require("note", note);
    }

    /**
     * A label with a name and a kind only.
     *
     * @param name issuer and user name
     * @param kind what sort of account it is
     * @return a label without note, mark and picture
     */
    public static AccountLabel of(AccountName name, AccountKind kind) {
        return new AccountLabel(name, kind, "", false, Optional.empty());
    }

    @Override
    public String toString() {
        return "AccountLabel[hidden]";
    }

    /**
     * A copy with another name.
     *
     * @param other issuer and user name to show from now on
     * @return the copy
     */
    public AccountLabel withName(AccountName other) {
        return new AccountLabel(other, kind, note, favourite, icon);
    }
}
