/** A small authenticator in the terminal. One home directory is one device. */
@NullMarked
package org.authenticatorbackup.examples.cli;

import org.jspecify.annotations.NullMarked;
