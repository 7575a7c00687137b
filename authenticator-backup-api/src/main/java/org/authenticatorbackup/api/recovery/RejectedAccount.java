package org.authenticatorbackup.api.recovery;

/**
 * An account that an authentic snapshot holds in a form that contradicts itself.
 *
 * @param id what the snapshot calls it
 * @param reason why it was rejected, for a log; never its secret
 */
public record RejectedAccount(String id, String reason) {}
