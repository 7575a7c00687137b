package org.authenticatorbackup.core.planted.core.one;

import org.authenticatorbackup.core.planted.core.two.Two;

/** One half of a cycle. */
public interface One {
    Two two();
}
