package org.authenticatorbackup.api.account;

import java.util.List;
import java.util.Map;

/**
 * All that one person backs up, at one moment.
 *
 * @param accounts in the order the person sees them; each id once, here or in the trash
 * @param groups in the order the person sees them
 * @param settings the app's settings that belong to the accounts, by {@code namespace/key}; each value is one JSON text
 * @param trash deleted accounts that can be brought back
 */
public record VaultContents(
        List<Account> accounts, List<Group> groups, Map<String, String> settings, List<Account> trash) {

    /** Nothing at all: a new device. */
    public static final VaultContents EMPTY = new VaultContents(List.of(), List.of(), Map.of(), List.of());

    /**
     * Copies the collections.
     *
     * @param accounts in the order the person sees them
     * @param groups in the order the person sees them
     * @param settings by {@code namespace/key}
     * @param trash deleted accounts
     */
    public VaultContents {
        accounts = List.copyOf(accounts);
        groups = List.copyOf(groups);
        settings = Map.copyOf(settings);
        trash = List.copyOf(trash);
    }

    /**
     * Contents that hold accounts only.
     *
     * @param accounts in the order the person sees them
     * @return contents without groups, settings and trash
     */
    public static VaultContents of(List<Account> accounts) {
        return new VaultContents(accounts, List.of(), Map.of(), List.of());
    }

    /**
     * A copy with other accounts.
     *
     * @param others in the order the person sees them
     * @return the copy
     */
    public VaultContents withAccounts(List<Account> others) {
        return new VaultContents(others, groups, settings, trash);
    }

    /** {@return whether there is no account at all, neither in use nor in the trash} */
    public boolean isEmpty() {
        return accounts.isEmpty() && trash.isEmpty();
    }
}
