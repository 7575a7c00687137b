/** Proof that the kit sees what it looks for. Not part of it. */
@NullMarked
package org.authenticatorbackup.api.testkit.proof;

import org.jspecify.annotations.NullMarked;
