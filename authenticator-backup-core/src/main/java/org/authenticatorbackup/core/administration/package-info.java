/** Who can open a vault: slots, and the rotation to a new vault. */
@NullMarked
package org.authenticatorbackup.core.administration;

import org.jspecify.annotations.NullMarked;
