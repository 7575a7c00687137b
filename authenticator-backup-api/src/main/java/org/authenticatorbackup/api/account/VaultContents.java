package org.authenticatorbackup.api.account;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that one person backs up, at one moment. {@link #toString} shows counts only.
 *
 * @param accounts in the order the person sees them; each id once, here or in the trash
 * @param groups in the order the person sees them
 * @param settings the app's settings that belong to the accounts, by {@code namespace/key}, any namespace but
 *     {@code vault}; each value is one JSON text
 * @param trash deleted accounts that can be brought back
 */
public record VaultContents(
        List<Account> accounts, List<Group> groups, Map<String, String> settings, List<Account> trash) {

    /** Nothing at all: a new device. */
    public static final VaultContents EMPTY = new VaultContents(List.of(), List.of(), Map.of(), List.of());

    /**
     * Copies the collections and checks that names are used once.
     *
     * @param accounts in the order the person sees them
     * @param groups in the order the person sees them
     * @param settings by {@code namespace/key}
     * @param trash deleted accounts
     * @throws IllegalArgumentException if an account or a group is there twice, or a setting's name has another form
     */
    public VaultContents {
        accounts = List.copyOf(accounts);
        groups = List.copyOf(groups);
        settings = Map.copyOf(settings);
        trash = List.copyOf(trash);
        requireDistinct(accounts, groups, trash);
        for (String name : settings.keySet()) {
            if (name.indexOf('/') < 1 || name.endsWith("/") || name.startsWith("vault/")) {
                throw new IllegalArgumentException("a setting is named namespace/key, in a namespace of the app's own");
            }
        }
    }

    private static void requireDistinct(List<Account> accounts, List<Group> groups, List<Account> trash) {
        Set<Object> ids = new HashSet<>();
        accounts.forEach(account -> ids.add(account.id()));
        trash.forEach(account -> ids.add(account.id()));
        groups.forEach(group -> ids.add(group.id()));
        if (ids.size() < accounts.size() + trash.size() + groups.size()) {
            throw new IllegalArgumentException("an account or a group is there twice");
        }
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

    @Override
    public String toString() {
        return "VaultContents[" + accounts.size() + " accounts, " + groups.size() + " groups, " + settings.size()
                + " settings, " + trash.size() + " in the trash]";
    }

    /** {@return whether there is no account at all, neither in use nor in the trash} */
    public boolean isEmpty() {
        return accounts.isEmpty() && trash.isEmpty();
    }
}
