/** A device of the tests, and a storage that fails on demand. */
@NullMarked
package org.authenticatorbackup.core.testing;

import org.jspecify.annotations.NullMarked;
