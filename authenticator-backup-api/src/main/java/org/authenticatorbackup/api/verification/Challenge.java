package org.authenticatorbackup.api.verification;

import java.time.Instant;
import org.authenticatorbackup.api.account.Secret;

/**
 * That a provider has sent a confirmation code and waits for it.
 *
 * @param ticket by what the provider knows this challenge again; the library keeps it in the device state until the task has
 *     ended, and never shows it to anybody but the verifier
 * @param expiresAt until when the code counts, in whole seconds
 */
public record Challenge(Secret ticket, Instant expiresAt) {}
