/** Places that keep objects: a folder, memory; and device state in files. */
@NullMarked
package org.authenticatorbackup.core.storage;

import org.jspecify.annotations.NullMarked;
