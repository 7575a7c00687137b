/**
 * The storage contract as tests, and storages that go wrong as real ones do: for whoever writes a {@link
 * org.authenticatorbackup.api.spi.StorageProvider}, and for whoever tests what is built on one.
 *
 * <p>Published as the test-jar of the api. Everything random comes from a source that is handed in, so that a run can be
 * repeated from its seed, and nothing is kept in static state.
 */
@NullMarked
package org.authenticatorbackup.api.testkit;

import org.jspecify.annotations.NullMarked;
