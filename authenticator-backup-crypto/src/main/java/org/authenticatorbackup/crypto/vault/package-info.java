/** The vault's keys and objects: identity, write capability, snapshots and slots. */
@NullMarked
package org.authenticatorbackup.crypto.vault;

import org.jspecify.annotations.NullMarked;
