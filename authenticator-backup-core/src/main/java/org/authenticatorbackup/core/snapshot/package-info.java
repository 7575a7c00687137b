/** Contents as canonical JSON. */
@NullMarked
package org.authenticatorbackup.core.snapshot;

import org.jspecify.annotations.NullMarked;
