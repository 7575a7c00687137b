/** What is known before the loss: restore drills, and what would stand in the way of a recovery. */
@NullMarked
package org.authenticatorbackup.api.readiness;

import org.jspecify.annotations.NullMarked;
