/**
 * What an application plugs in: where backups live, where it keeps its own accounts, who identifies the person.
 *
 * <p>These are the only types meant to be implemented outside this library. Each is small, blocking and free of
 * policy. A method is never added to an interface in this package: a new ability arrives as a new interface that a
 * provider may implement as well.
 */
@NullMarked
package org.authenticatorbackup.api.spi;

import org.jspecify.annotations.NullMarked;
