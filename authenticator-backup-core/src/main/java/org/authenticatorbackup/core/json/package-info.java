/** JSON as values, strictly read and canonically written. Pure: no input or output. */
@NullMarked
package org.authenticatorbackup.core.json;

import org.jspecify.annotations.NullMarked;
