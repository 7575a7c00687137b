/** This device's own lane: what it wrote, whether it is still there, and what may go. */
@NullMarked
package org.authenticatorbackup.core.lane;

import org.jspecify.annotations.NullMarked;
