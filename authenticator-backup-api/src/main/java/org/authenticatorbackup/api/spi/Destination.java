package org.authenticatorbackup.api.spi;

import java.util.regex.Pattern;

/**
 * One of the places that backups go to.
 *
 * @param name what the app calls it, 1 to 32 characters of {@code a-z 0-9 -}; kept on the device, never stored elsewhere.
 *     A place keeps its name for good: the health of a destination is remembered by it
 * @param storage the place
 */
public record Destination(String name, StorageProvider storage) {

    /** The name of the one destination of an app that names none. */
    public static final String MAIN = "main";

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,32}");

    /**
     * Checks the name.
     *
     * @param name 1 to 32 characters of {@code a-z 0-9 -}
     * @param storage the place
     * @throws IllegalArgumentException if the name is of another form
     */
    public Destination {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a destination's name has 1 to 32 characters of a-z, 0-9 and -");
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
