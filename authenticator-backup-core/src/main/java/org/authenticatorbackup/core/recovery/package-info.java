/** Finding, unlocking, joining and committing. */
@NullMarked
package org.authenticatorbackup.core.recovery;

import org.jspecify.annotations.NullMarked;
