package org.authenticatorbackup.examples.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import org.authenticatorbackup.api.spi.RecoveryAccount;

/** The recovery accounts, and the folders, that a URI can name. */
final class Places {

    private static final String DELAY = "delay=";
    private static final String DELAY_EXPECTED =
            "after ?, expected delay= and a time such as PT72H, of 30 days at most";
    private static final Duration LONGEST_DELAY = Duration.ofDays(30);

    private Places() {}

    /** A waiting time after the path, {@code ?delay=PT72H}, makes a stand-in that releases secrets after it. */
    static RecoveryAccount recoveryAccount(String uri, Clock clock) {
        if (!uri.startsWith("file:")) {
            throw new UsageException("wrong.recovery_account");
        }
        int query = uri.indexOf('?');
        try {
            FileRecoveryAccount account = new FileRecoveryAccount(folder(query < 0 ? uri : uri.substring(0, query)));
            return query < 0 ? account : new FileDelayedAccount(account, delay(uri.substring(query + 1)), clock);
        } catch (IllegalArgumentException e) {
            throw new UsageException("wrong.recovery_account_uri", Words.ofUri(e));
        }
    }

    private static Duration delay(String query) {
        try {
            Duration delay = Duration.parse(query.startsWith(DELAY) ? query.substring(DELAY.length()) : "");
            if (!delay.isNegative() && delay.compareTo(LONGEST_DELAY) <= 0) {
                return delay;
            }
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(DELAY_EXPECTED, e);
        }
        throw new IllegalArgumentException(DELAY_EXPECTED);
    }

    static Path provider(String uri) {
        try {
            return folder(uri);
        } catch (IllegalArgumentException e) {
            throw new UsageException("wrong.provider_uri", Words.ofUri(e));
        }
    }

    /**
     * The folder that a URI means.
     *
     * @throws IllegalArgumentException if it means none; the message does not repeat it
     */
    static Path folder(String text) {
        try {
            return Path.of(new URI(text));
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new IllegalArgumentException("expected file:///path");
        }
    }
}
