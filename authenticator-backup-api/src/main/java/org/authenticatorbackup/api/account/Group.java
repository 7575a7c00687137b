package org.authenticatorbackup.api.account;

/**
 * A named group of accounts.
 *
 * @param id drawn at random when the group is made
 * @param name what the person calls it
 */
public record Group(GroupId id, String name) {

    /**
     * Checks the name.
     *
     * @param id drawn at random when the group is made
     * @param name what the person calls it
     * @throws IllegalArgumentException if the name is longer than {@link Texts#MAX_UTF8_BYTES} or holds half a character
     */
    public Group {
        Texts.require("group name", name);
    }

    @Override
    public String toString() {
        return "Group[" + id + "]";
    }
}
