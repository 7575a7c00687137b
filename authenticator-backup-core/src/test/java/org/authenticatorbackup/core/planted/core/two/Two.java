package org.authenticatorbackup.core.planted.core.two;

import org.authenticatorbackup.core.planted.core.one.One;

/** The other half of a cycle. */
public interface Two {
    One one();
}
