/** Letting a new device into the vault by an old one. */
@NullMarked
package org.authenticatorbackup.core.transfer;

import org.jspecify.annotations.NullMarked;
