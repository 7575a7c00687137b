package org.authenticatorbackup.storage.jdbc;

import java.time.Duration;

/**
 * Whose objects a storage sees, and what it says of itself.
 *
 * @param owner the user whose objects these are, 1 to 128 characters without controls; others' are out of reach. All of a
 *     user's devices give the same one, and an app's server takes it from who has signed in, never from a request
 * @param operator who runs the database, as {@link org.authenticatorbackup.api.spi.StorageTraits} wants it
 * @param patience how long a statement may take, with getting a connection for it, 2 s or more
 */
public record JdbcSettings(String owner, String operator, Duration patience) {

    /** How long a statement may take, unless something else is said. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    /** The most characters of an owner. */
    public static final int MAX_OWNER = 128;

    private static final Duration LEAST_PATIENCE = Duration.ofSeconds(2);

    /**
     * Checks the settings.
     *
     * @param owner the user whose objects these are
     * @param operator who runs the database
     * @param patience how long a statement may take
     * @throws IllegalArgumentException if one of them is of another form
     */
    public JdbcSettings {
        if (owner.isEmpty() || owner.length() > MAX_OWNER || owner.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("an owner has 1 to " + MAX_OWNER + " characters without controls");
        }
        if (operator.isBlank()) {
            throw new IllegalArgumentException("the operator has no name");
        }
        if (patience.compareTo(LEAST_PATIENCE) < 0) {
            throw new IllegalArgumentException("less patience than " + LEAST_PATIENCE.toSeconds() + " s");
        }
    }

    /**
     * Settings with the usual patience.
     *
     * @param owner as above
     * @param operator as above
     * @return the settings
     * @throws IllegalArgumentException if one of them is of another form
     */
    public static JdbcSettings of(String owner, String operator) {
        return new JdbcSettings(owner, operator, PATIENCE);
    }

    /**
     * The same with another patience.
     *
     * @param other as above
     * @return the settings
     * @throws IllegalArgumentException if it is less than 2 s
     */
    public JdbcSettings withPatience(Duration other) {
        return new JdbcSettings(owner, operator, other);
    }
}
