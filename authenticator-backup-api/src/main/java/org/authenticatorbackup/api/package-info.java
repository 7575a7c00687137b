/**
 * Encrypted backup and recovery of authenticator-app accounts.
 *
 * <p>{@link org.authenticatorbackup.api.BackupService} seals what the app holds and stores it, as a new immutable
 * snapshot each time, in any place that implements {@link org.authenticatorbackup.api.spi.StorageProvider}.
 * {@link org.authenticatorbackup.api.RecoveryService} gives it back to someone who has lost every device. Start with
 * those two.
 *
 * <h2>What is protected, and what is not</h2>
 *
 * <p>Whoever runs the storage learns when backups happen, how many devices make them and how large they are, rounded
 * up; they learn no account, and cannot alter a snapshot without being noticed. They can delete snapshots. The library
 * does not protect a device on which the accounts are open.
 *
 * <h2>Conventions</h2>
 *
 * <ul>
 *   <li>Parameters and results are never null.
 *   <li>Values are immutable and safe to share between threads. The few types that hold secrets are
 *       {@link java.lang.AutoCloseable}; whoever makes or receives one closes it, and {@code toString} shows nothing
 *       of it. Wiping is best effort: a collector may have moved copies.
 *   <li>Checked exceptions report what the outside world did; all are a
 *       {@link org.authenticatorbackup.api.ProblemException}, and their {@code reason()} says what to do next. Unchecked
 *       ones report a mistake in the calling program.
 *   <li>Calls block and may come from several threads at once.
 *   <li>Only the library makes results. Their components, and the constants of their enums, grow with time: read them by
 *       name and write default branches.
 * </ul>
 */
@NullMarked
package org.authenticatorbackup.api;

import org.jspecify.annotations.NullMarked;
