/** The vault as named objects in a storage, and as this device remembers it. */
@NullMarked
package org.authenticatorbackup.core.vault;

import org.jspecify.annotations.NullMarked;
