/** The recovery flow: a vault is found, unlocked, previewed and committed. */
@NullMarked
package org.authenticatorbackup.api.recovery;

import org.jspecify.annotations.NullMarked;
