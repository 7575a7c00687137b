/** The word lists behind passphrases and recovery kits. Not exported. */
@NullMarked
package org.authenticatorbackup.crypto.words;

import org.jspecify.annotations.NullMarked;
