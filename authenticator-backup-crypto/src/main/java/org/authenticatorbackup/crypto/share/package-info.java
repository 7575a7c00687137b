/** The vault identity on paper and in words. */
@NullMarked
package org.authenticatorbackup.crypto.share;

import org.jspecify.annotations.NullMarked;
