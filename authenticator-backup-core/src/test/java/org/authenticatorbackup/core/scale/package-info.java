/**
 * What a storage for many people is asked: the request stream of a few, by the library itself, and the calculation of
 * {@code docs/scale.md} from it.
 */
@NullMarked
package org.authenticatorbackup.core.scale;

import org.jspecify.annotations.NullMarked;
