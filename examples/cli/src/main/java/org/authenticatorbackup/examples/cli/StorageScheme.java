package org.authenticatorbackup.examples.cli;

import java.util.Map;
import java.util.Set;
import org.authenticatorbackup.api.spi.StorageProvider;

/** A kind of storage that a URI can name. A new one is one class and one line in {@link StorageUris}. */
interface StorageScheme {

    /** {@return what its URIs begin with, up to the first colon} */
    Set<String> schemes();

    /** {@return how its URIs look, such as {@code file:///path}} */
    String form();

    /**
     * Connects to a storage, without asking it anything yet.
     *
     * @param uri the whole URI, which begins with one of the schemes
     * @param environment the environment variables, where credentials come from: no URI has any
     * @return the storage
     * @throws IllegalArgumentException if the URI, or what the environment says, is of another form; the message goes on
     *     from "the storage's URI is not understood: ", and repeats neither
     */
    StorageProvider open(String uri, Map<String, String> environment);
}
