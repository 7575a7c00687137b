package org.authenticatorbackup.api.vault;

/**
 * The memory and time up to which a slot is opened: scrypt's N, as a power of two. It takes 128 bytes × 8 × N, that is
 * 64 MiB for 16, 256 MiB for 18 and 1 GiB for 20, allocated only if the slot asks for it. The library writes slots of at
 * most {@link #WRITTEN} whatever the limit is.
 *
 * @param log2N the base-2 logarithm of N
 */
public record WorkFactor(int log2N) {

    /** What the library writes for passphrases, and the lowest limit. */
    public static final WorkFactor WRITTEN = new WorkFactor(16);

    /** The limit unless an app sets another one. */
    public static final WorkFactor DEFAULT_LIMIT = new WorkFactor(18);

    /** The highest limit that an app may set. */
    public static final WorkFactor HIGHEST_LIMIT = new WorkFactor(20);

    private static final int LOWEST = 16;
    private static final int HIGHEST = 20;

    /**
     * Checks the range.
     *
     * @param log2N 16 to 20
     * @throws IllegalArgumentException if {@code log2N} is out of range
     */
    public WorkFactor {
        if (log2N < LOWEST || log2N > HIGHEST) {
            throw new IllegalArgumentException("a limit is " + LOWEST + " to " + HIGHEST + ", not " + log2N);
        }
    }
}
