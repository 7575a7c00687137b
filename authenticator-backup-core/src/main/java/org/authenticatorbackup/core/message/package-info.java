/** The sentences for people, in the languages that the library speaks. */
@NullMarked
package org.authenticatorbackup.core.message;

import org.jspecify.annotations.NullMarked;
