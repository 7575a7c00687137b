/** When backups happen by themselves. */
@NullMarked
package org.authenticatorbackup.core.schedule;

import org.jspecify.annotations.NullMarked;
