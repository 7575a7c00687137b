package org.authenticatorbackup.storage.webdav;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLHandshakeException;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.StorageException.Reason;

/** Requests below one folder, each sent once. Paths are what follows the folder's address. */
final class DavConnection {

    private final HttpClient http;
    private final WebDavSettings settings;
    private final Optional<WebDavCredentials> credentials;

    DavConnection(HttpClient http, WebDavSettings settings, Optional<WebDavCredentials> credentials) {
        this.http = http;
        this.settings = settings;
        this.credentials = credentials;
    }

    URI at(String path) {
        return URI.create(settings.folder() + path);
    }

    /** The path of a place from the root of the server, as entries have it. */
    String pathOf(String path) {
        return settings.folder().getPath() + path;
    }

    DavReply send(String method, String path, String... headers) throws StorageException {
        return send(method, path, new byte[0], 0, headers);
    }

    /**
     * Sends a request and reads the answer.
     *
     * @param maxBytes the most that is read of the answer
     * @throws StorageException with {@code OFFLINE} if there is no whole answer
     */
    DavReply send(String method, String path, byte[] content, int maxBytes, String... headers) throws StorageException {
        String what = method + " " + path;
        if (Thread.currentThread().isInterrupted()) {
            throw new StorageException(Reason.OFFLINE, "interrupted before " + what);
        }
        AtomicLong lastMove = new AtomicLong(System.nanoTime());
        Runnable moved = () -> lastMove.set(System.nanoTime());
        HttpRequest.Builder request =
                HttpRequest.newBuilder(at(path)).method(method, new WatchedUpload(content, moved));
        if (headers.length > 0) {
            request.headers(headers);
        }
        credentials.ifPresent(each -> request.setHeader("Authorization", each.header()));
        CompletableFuture<HttpResponse<Optional<byte[]>>> answer =
                http.sendAsync(request.build(), head -> new LimitedBody(maxBytes, moved));
        HttpResponse<Optional<byte[]>> response = await(answer, lastMove, what);
        return new DavReply(
                response.statusCode(),
                response.body(),
                response.headers().firstValue("Date").flatMap(Multistatus::date));
    }

    private <T> T await(CompletableFuture<T> answer, AtomicLong lastMove, String what) throws StorageException {
        long patience = settings.patience().toNanos();
        long end = System.nanoTime() + WebDavSettings.LONGEST * patience;
        while (true) {
            long now = System.nanoTime();
            long left = Math.min(end, lastMove.get() + patience) - now;
            try {
                return answer.get(Math.max(left, 0), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                if (left <= 0) {
                    answer.cancel(true);
                    throw failure(Reason.OFFLINE, "no answer in time to " + what, e);
                }
            } catch (InterruptedException e) {
                answer.cancel(true);
                Thread.currentThread().interrupt();
                throw failure(Reason.OFFLINE, "interrupted during " + what, e);
            } catch (ExecutionException e) {
                Throwable cause = Optional.ofNullable(e.getCause()).orElse(e);
                throw failure(reason(cause), "no answer to " + what, cause);
            }
        }
    }

    private static Reason reason(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof CertificateNotYetValidException) {
                return Reason.CLOCK_WRONG; // such as 1970, after the battery was empty
            }
        }
        return failure instanceof SSLHandshakeException ? Reason.BROKEN : Reason.OFFLINE;
    }

    private static StorageException failure(Reason reason, String message, Throwable cause) {
        return new StorageException(reason, message, List.of(), cause);
    }
}
