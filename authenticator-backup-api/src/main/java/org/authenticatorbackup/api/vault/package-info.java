/** A vault: how it is found, what opens it, and what an opened one can do. */
@NullMarked
package org.authenticatorbackup.api.vault;

import org.jspecify.annotations.NullMarked;
