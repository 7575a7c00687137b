/** The verification of accounts that came back by name alone. */
@NullMarked
package org.authenticatorbackup.core.verification;

import org.jspecify.annotations.NullMarked;
