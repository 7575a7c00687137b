/** Accounts in the forms that other apps read and write. */
@NullMarked
package org.authenticatorbackup.core.interchange;

import org.jspecify.annotations.NullMarked;
