/** What to back up and what to refuse. Pure: no input or output, no clock. */
@NullMarked
package org.authenticatorbackup.core.policy;

import org.jspecify.annotations.NullMarked;
