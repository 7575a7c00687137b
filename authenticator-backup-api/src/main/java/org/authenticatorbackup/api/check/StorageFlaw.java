package org.authenticatorbackup.api.check;

import java.util.Locale;

/** What a {@link StorageCheck} can find amiss. */
public enum StorageFlaw {

    /** The storage stopped answering, or has no room, no such place or no access; {@code failure} says which. Nothing after it was tried. */
    STOPPED,

    /** A call failed without saying why, or gave nothing at all: a mistake in the provider. */
    FAILS_UNTYPED,

    /** The provider does not declare the same traits at every call and connection. */
    TRAITS_DIFFER,

    /** The provider does not say who runs the storage. */
    OPERATOR_UNNAMED,

    /** An object could not be put. */
    PUT_FAILS,

    /** An object that was put could not be read. */
    GET_FAILS,

    /** An object came back changed, or not at all. */
    READ_BACK_DIFFERS,

    /** An object came back wrong once and then right: the storage shows objects before they are whole. */
    READS_TORN,

    /** The provider keeps, changes or gives out an array that is not its own: a mistake in the provider. */
    ARRAY_SHARED,

    /** An object of 0 bytes could not be put. */
    EMPTY_OBJECT_FAILS,

    /** A large object could not be put or read: big backups will fail. */
    LARGE_OBJECT_FAILS,

    /** An object that is not there is reported as a failure, or as something. */
    ABSENT_OBJECT_FAILS,

    /** A reader who accepts only so many bytes gets more, or is not told that there are more. */
    READER_LIMIT_IGNORED,

    /** A legal name is refused. */
    NAME_FAILS,

    /** Two different names mean the same object. */
    NAMES_COLLIDE,

    /** A listing failed. */
    LIST_FAILS,

    /** A listing lacks objects that are there. */
    LIST_INCOMPLETE,

    /** A listing has names that were not put or do not begin as asked, or that were deleted. */
    LIST_EXCEEDS,

    /** A second put under one name replaced the object, though the provider declares that this cannot be. */
    REPLACES,

    /** A put says that somebody else's object is there, and it is its own: the provider tries again by itself. */
    CONFLICTS_WITH_ITSELF,

    /** An object could not be deleted, or deleting what is not there is reported as a failure. */
    DELETE_FAILS,

    /** An object that was deleted is still there. */
    DELETE_WITHOUT_EFFECT,

    /** A deletion took other objects along. */
    DELETE_EXCEEDS,

    /** A second connection does not see what the first one put. */
    CONNECTIONS_DIFFER,

    /** Objects of the check could not be deleted; the report names them. */
    LEFTOVERS;

    /** {@return the key of the sentence for the person, such as {@code check.put_fails}; stable across releases} */
    public String messageKey() {
        return "check." + name().toLowerCase(Locale.ROOT);
    }
}
