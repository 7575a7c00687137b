/** The entry point: wires an app's providers to the backup and recovery services. */
@NullMarked
package org.authenticatorbackup.core;

import org.jspecify.annotations.NullMarked;
