package org.authenticatorbackup.api.spi;

import java.util.Optional;
import java.util.Set;
import org.authenticatorbackup.api.StorageException;

/**
 * A place that keeps encrypted objects: a folder, a cloud drive, a bucket, a table.
 *
 * <p>A provider only ever sees ciphertext under random names. It is trusted to keep objects, not to keep them secret or
 * unchanged: the library authenticates whatever it reads. Objects are written once under fresh names and never modified,
 * so a provider needs no locks, versions or transactions. It promises one thing: <em>an object that was put, once
 * {@link #put} has returned, can be read later</em>. Correctness never depends on listings being immediately complete
 * after a put, on the order of a listing, on dates, or on one name being refused to a second writer.
 *
 * <p>Calls block, and may come from several threads at once. A provider tries once and reports why it failed; whether to
 * try again is the caller's decision. An interrupted call fails with {@link StorageException.Reason#OFFLINE} and leaves
 * the thread's interrupt status set.
 *
 * <p>An answer that leaves open whether a put happened, such as a lost reply, is reported as
 * {@link StorageException.Reason#OFFLINE}; a provider never turns it into a success or a refusal. The caller then reads
 * the name back.
 */
public interface StorageProvider {

    /** The largest object the library stores, in bytes: 32 MiB. A provider accepts any size from 0 up to it. */
    int MAX_OBJECT_BYTES = 32 * 1024 * 1024;

    /**
     * Stores a new object, durably: when this returns, the whole object survives a crash or a power cut of whoever
     * keeps it.
     *
     * @param name the object's name; fresh, but for a repeated call after an unknown outcome
     * @param content 0 to {@link #MAX_OBJECT_BYTES} bytes; not retained after the call returns
     * @throws StorageException with {@code ALREADY_EXISTS} if the name is in use and the provider can tell, in which
     *     case the existing object is left as it was and is durable; with any other reason, the object may or may not exist
     */
    void put(ObjectName name, byte[] content) throws StorageException;

    /**
     * Reads an object.
     *
     * @param name the object's name
     * @param maxBytes the most the caller accepts; a provider stops there
     * @return the whole content, in an array the caller may keep and change; or empty if there is no such object
     * @throws StorageException with {@code TOO_LARGE} if the object is larger than {@code maxBytes}; never because the
     *     object is absent
     */
    Optional<byte[]> get(ObjectName name, int maxBytes) throws StorageException;

    /**
     * Names the objects whose name starts with a text. While objects are put, some stores show temporary files of their own
     * under names that look like those of objects, so callers ignore names that they do not know.
     *
     * @param prefix any text; empty for all objects
     * @return the complete set, however many requests that takes; never part of it. Entries that are no legal
     *     {@link ObjectName}, such as temporary files, are left out
     * @throws StorageException if the set could not be read whole
     */
    Set<ObjectName> list(String prefix) throws StorageException;

    /**
     * Deletes an object, or does nothing if there is none of that name.
     *
     * @param name the object's name
     * @throws StorageException if the object may still be there
     */
    void delete(ObjectName name) throws StorageException;

    /** {@return what this provider can do beyond the contract, and who runs it; the same at every call} */
    StorageTraits traits();
}
