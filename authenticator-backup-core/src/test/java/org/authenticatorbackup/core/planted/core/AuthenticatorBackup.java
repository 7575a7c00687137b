package org.authenticatorbackup.core.planted.core;

import java.security.SecureRandom;
import java.time.Clock;

/** Draws time and randomness where that is allowed. */
public final class AuthenticatorBackup {

    private AuthenticatorBackup() {}

    public static class Builder {
        final Clock clock = Clock.systemUTC();
        final SecureRandom random = new SecureRandom();
    }
}
