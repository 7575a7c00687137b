package org.authenticatorbackup.storage.s3;

import java.io.IOException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.StorageException.Reason;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What an object store's refusals mean to a caller. */
final class S3Failure {

    static final int NOT_FOUND = 404;
    static final int PRECONDITION_FAILED = 412;
    static final int NOT_IMPLEMENTED = 501;

    /** Where the code says more than the status. */
    private static final Map<String, Reason> REASONS = Map.ofEntries(
            Map.entry("AccessDenied", Reason.REFUSED),
            Map.entry("AllAccessDisabled", Reason.REFUSED),
            Map.entry("InvalidObjectState", Reason.REFUSED),
            Map.entry("QuotaExceeded", Reason.QUOTA_EXCEEDED),
            Map.entry("XMinioStorageFull", Reason.QUOTA_EXCEEDED),
            Map.entry("ExpiredToken", Reason.UNAUTHORIZED),
            Map.entry("InvalidToken", Reason.UNAUTHORIZED),
            Map.entry("TokenRefreshRequired", Reason.UNAUTHORIZED),
            Map.entry("RequestTimeTooSkewed", Reason.CLOCK_WRONG),
            Map.entry("RequestExpired", Reason.CLOCK_WRONG),
            Map.entry("RequestTimeout", Reason.OFFLINE),
            Map.entry("ConditionalRequestConflict", Reason.OFFLINE),
            Map.entry("OperationAborted", Reason.OFFLINE));

    private static final Set<String> WRONG_TIME = Set.of("RequestTimeTooSkewed", "RequestExpired");

    private S3Failure() {}

    static StorageException explain(SdkException e, String what) {
        if (e instanceof S3Exception answer) {
            return explain(answer, what);
        }
        if (e instanceof AbortedException) {
            Thread.currentThread().interrupt();
        }
        return failure(reason(e), "no answer to " + what, e);
    }

    /** Whether a request was refused because the clocks of the two sides differ. */
    static boolean isWrongTime(S3Exception e) {
        return WRONG_TIME.contains(code(e));
    }

    private static StorageException explain(S3Exception e, String what) {
        Reason reason = Optional.ofNullable(REASONS.get(code(e))).orElseGet(() -> reason(e.statusCode()));
        return failure(reason, "could not " + what + ": the store answered " + e.statusCode(), e);
    }

    private static StorageException failure(Reason reason, String message, Throwable cause) {
        return new StorageException(reason, message, List.of(), cause);
    }

    /** The store's own word for what went wrong; empty if it has none. */
    static String code(S3Exception e) {
        return Optional.ofNullable(e.awsErrorDetails())
                .map(AwsErrorDetails::errorCode)
                .orElse("");
    }

    private static Reason reason(int status) {
        return switch (status) {
            case 301, 308, NOT_FOUND -> Reason.MISSING_PLACE;
            case 302, 303, 307, 408, 425, 429, 500, 502, 503, 504 -> Reason.OFFLINE;
            case 401, 403 -> Reason.UNAUTHORIZED;
            case PRECONDITION_FAILED -> Reason.ALREADY_EXISTS;
            case 507 -> Reason.QUOTA_EXCEEDED;
            default -> status / 100 == 4 || status == NOT_IMPLEMENTED ? Reason.REFUSED : Reason.BROKEN;
        };
    }

    /** Without an answer that makes sense: somebody is silent, unwilling, or talks nonsense. */
    private static Reason reason(SdkException e) {
        if (e instanceof AbortedException
                || e instanceof ApiCallTimeoutException
                || e instanceof ApiCallAttemptTimeoutException) {
            return Reason.OFFLINE;
        }
        boolean silent = false;
        boolean unwilling = false;
        for (Throwable each = e; each != null; each = each.getCause()) {
            if (each instanceof CertificateNotYetValidException) {
                return Reason.CLOCK_WRONG; // such as 1970, after the battery was empty
            }
            unwilling |= each instanceof SSLHandshakeException;
            silent |= each instanceof IOException;
        }
        return silent && !unwilling ? Reason.OFFLINE : Reason.BROKEN;
    }
}
