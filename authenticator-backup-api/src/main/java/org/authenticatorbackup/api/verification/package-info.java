/** How a person proves to the providers of accounts, after a recovery, who they are. */
@NullMarked
package org.authenticatorbackup.api.verification;

import org.jspecify.annotations.NullMarked;
