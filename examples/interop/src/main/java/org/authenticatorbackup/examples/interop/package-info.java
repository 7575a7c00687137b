/** Files from and to the other age tools. */
@NullMarked
package org.authenticatorbackup.examples.interop;

import org.jspecify.annotations.NullMarked;
