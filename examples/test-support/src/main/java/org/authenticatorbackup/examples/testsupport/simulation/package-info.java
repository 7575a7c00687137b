/** Phones that live over a real store and a network that fails, from seeds, with oracles that watch. */
@NullMarked
package org.authenticatorbackup.examples.testsupport.simulation;

import org.jspecify.annotations.NullMarked;
