/** Finds out whether a storage fits, before backups go there. Start with {@link StorageCheck}. */
@NullMarked
package org.authenticatorbackup.api.check;

import org.jspecify.annotations.NullMarked;
