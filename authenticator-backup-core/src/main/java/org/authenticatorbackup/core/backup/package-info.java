/** Turning backup on, backing up, health. */
@NullMarked
package org.authenticatorbackup.core.backup;

import org.jspecify.annotations.NullMarked;
