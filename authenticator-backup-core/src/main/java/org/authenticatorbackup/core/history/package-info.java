/** The contents of a vault as a join-semilattice. Pure: no input or output, no clock. */
@NullMarked
package org.authenticatorbackup.core.history;

import org.jspecify.annotations.NullMarked;
