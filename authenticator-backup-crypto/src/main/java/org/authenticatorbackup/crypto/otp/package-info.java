/** One-time codes: HOTP, TOTP and Steam. */
@NullMarked
package org.authenticatorbackup.crypto.otp;

import org.jspecify.annotations.NullMarked;
