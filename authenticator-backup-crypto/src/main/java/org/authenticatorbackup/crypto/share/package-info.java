/**
 * The vault identity on paper and in words, and secrets shared among contacts.
 *
 * <p>The words of BIP-39 and SLIP-39, the text of a kit's key and that of a share are stable: what was printed or handed out
 * once stays readable. Nothing here does input or output, and nothing that a person typed is repeated in an exception.
 */
@NullMarked
package org.authenticatorbackup.crypto.share;

import org.jspecify.annotations.NullMarked;
