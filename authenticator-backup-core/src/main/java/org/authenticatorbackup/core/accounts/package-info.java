/** Changes to the accounts of this device that keep the laws of joining. */
@NullMarked
package org.authenticatorbackup.core.accounts;

import org.jspecify.annotations.NullMarked;
