/** Real servers for tests, as child processes on loopback which end with the test, and a network that fails. */
@NullMarked
package org.authenticatorbackup.examples.testsupport;

import org.jspecify.annotations.NullMarked;
