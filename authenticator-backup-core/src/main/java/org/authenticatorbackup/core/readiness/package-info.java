/** What is known before the loss: drills, and what would stand in the way of a recovery. */
@NullMarked
package org.authenticatorbackup.core.readiness;

import org.jspecify.annotations.NullMarked;
