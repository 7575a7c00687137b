/** Real servers for tests: child processes on loopback, which end with the test. */
@NullMarked
package org.authenticatorbackup.examples.testsupport;

import org.jspecify.annotations.NullMarked;
