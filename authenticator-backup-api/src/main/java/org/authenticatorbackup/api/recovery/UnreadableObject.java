package org.authenticatorbackup.api.recovery;

/**
 * A stored object that a recovery could not use. It was left where it is.
 *
 * @param name its name in the storage
 * @param reason why
 */
public record UnreadableObject(String name, Reason reason) {

    /** Why an object could not be used. */
    public enum Reason {

        /** Altered, cut short, or sealed with another key; the three cannot be told apart. */
        ALTERED,

        /** Not made by the device that its name claims, or made under another name or for another vault. */
        WRONG_SENDER,

        /** Larger than a snapshot can be. */
        TOO_LARGE,

        /** Authentic, and its contents do not follow the format. */
        MALFORMED,

        /** Authentic, and written by a newer release of the library: update the app to read it. */
        NEWER_VERSION,

        /** The storage could not deliver it, or listed it and does not have it. */
        UNAVAILABLE
    }
}
