/** Keeping stored backups in order: audit, sync, pruning, trash, deletion. */
@NullMarked
package org.authenticatorbackup.core.upkeep;

import org.jspecify.annotations.NullMarked;
