/** Accounts of an authenticator app and what makes their codes. */
@NullMarked
package org.authenticatorbackup.api.account;

import org.jspecify.annotations.NullMarked;
