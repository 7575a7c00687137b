package org.authenticatorbackup.storage.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.StorageException.Reason;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.spi.StorageTraits;
import org.authenticatorbackup.api.spi.StorageTraits.Capability;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Storage in a bucket of a store that speaks S3. An object is an object, its key the prefix and the object's name.
 *
 * <p>A store that promises what S3 does shows an object whole or not at all, and lists it at once. A put asks the store to
 * refuse a name in use. Most do, some do not understand and some pretend, so {@code CREATE_ONLY} is not among the traits.
 *
 * <p><b>The bucket must exist</b>, and the credentials must be allowed to list it: without that, stores do not tell an
 * absent object from a forbidden one.
 */
public final class S3Storage implements StorageProvider, AutoCloseable {

    /** The most pages of a listing; of a thousand names each, in most stores. */
    static final int MAX_PAGES = 1_000;

    private static final Set<Capability> CAPABILITIES = Set.of(Capability.ATOMIC_PUT, Capability.STRONG_LIST);
    private static final Pattern PREFIX_OF_A_NAME = Pattern.compile("[a-z0-9._/-]*");
    private static final int CONNECTIONS = 16;

    private final S3Settings settings;
    private final S3Client client;

    private S3Storage(S3Settings settings, S3Client client) {
        this.settings = settings;
        this.client = client;
    }

    /**
     * Storage in a bucket. Nothing is sent before the first call.
     *
     * @param settings which bucket
     * @param credentials asked before each request, from whatever thread calls; what it gives is used, but not closed, by
     *     the storage
     * @return the storage, which the caller closes
     */
    public static S3Storage in(S3Settings settings, Supplier<S3Credentials> credentials) {
        return new S3Storage(settings, client(settings, credentials));
    }

    private static S3Client client(S3Settings settings, Supplier<S3Credentials> credentials) {
        Duration longest = settings.patience().multipliedBy(S3Settings.LONGEST);
        return S3Client.builder()
                .endpointOverride(settings.endpoint())
                .region(Region.of(settings.region()))
                .credentialsProvider(() -> credentials.get().forClient())
                .forcePathStyle(true)
                // many stores understand neither checksums behind the content nor content in signed pieces
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(
                        S3Configuration.builder().chunkedEncodingEnabled(false).build())
                .httpClientBuilder(Apache5HttpClient.builder()
                        .connectionTimeout(settings.patience())
                        .socketTimeout(settings.patience())
                        .maxConnections(CONNECTIONS)
                        .expectContinueEnabled(false)
                        .proxyConfiguration(ProxyConfiguration.builder()
                                .useEnvironmentVariableValues(false)
                                .build()))
                .overrideConfiguration(configuration -> configuration
                        // whoever tries again after a lost reply meets its own object
                        .retryStrategy(retry -> retry.maxAttempts(1))
                        .apiCallTimeout(longest)
                        // nothing of what other programs of this machine have configured
                        .defaultProfileFile(ProfileFile.aggregator().build()))
                .build();
    }

    @Override
    public void put(ObjectName name, byte[] content) throws StorageException {
        String what = "put " + name;
        checkInterruption(what);
        if (content.length > MAX_OBJECT_BYTES) {
            throw new StorageException(Reason.REFUSED, name + " has " + content.length + " bytes");
        }
        PutObjectRequest request = PutObjectRequest.builder()
                .bucket(settings.bucket())
                .key(keyOf(name))
                .contentType("application/octet-stream")
                .ifNoneMatch("*")
                .build();
        RequestBody body = RequestBody.fromBytes(content);
        try {
            withRightClock(() -> client.putObject(request, body));
        } catch (S3Exception e) {
            if (e.statusCode() != S3Failure.NOT_IMPLEMENTED) {
                throw S3Failure.explain(e, what);
            }
            putWithoutCondition(request, body, what);
        } catch (SdkException e) {
            throw S3Failure.explain(e, what);
        }
    }

    /** Names are fresh, so a store that knows no conditions will do. */
    private void putWithoutCondition(PutObjectRequest request, RequestBody body, String what) throws StorageException {
        try {
            withRightClock(
                    () -> client.putObject(request.toBuilder().ifNoneMatch(null).build(), body));
        } catch (SdkException e) {
            throw S3Failure.explain(e, what);
        }
    }

    /**
     * Asks once more where the store has refused a request for its date: by then the client has set its clock by the store's.
     * Phones are often wrong about the time, and nothing has happened yet.
     */
    static <T> T withRightClock(Supplier<T> request) {
        try {
            return translated(request);
        } catch (S3Exception e) {
            if (!S3Failure.isWrongTime(e)) {
                throw e;
            }
            return translated(request);
        }
    }

    /** A connection that breaks while the client reads an answer for itself ends in an exception of another family. */
    private static <T> T translated(Supplier<T> request) {
        try {
            return request.get();
        } catch (UncheckedIOException e) {
            throw SdkClientException.create("the connection broke", e.getCause());
        }
    }

    @Override
    public Optional<byte[]> get(ObjectName name, int maxBytes) throws StorageException {
        String what = "get " + name;
        checkInterruption(what);
        try (ResponseInputStream<GetObjectResponse> stream = withRightClock(() ->
                client.getObject(request -> request.bucket(settings.bucket()).key(keyOf(name))))) {
            byte[] content = stream.readNBytes(maxBytes);
            if (maxBytes < Integer.MAX_VALUE && stream.read() >= 0) {
                stream.abort();
                throw new StorageException(Reason.TOO_LARGE, name + " has more than " + maxBytes + " bytes");
            }
            return Optional.of(content);
        } catch (S3Exception e) {
            if (e.statusCode() == S3Failure.NOT_FOUND && "NoSuchKey".equals(S3Failure.code(e))) {
                return Optional.empty();
            }
            throw S3Failure.explain(e, what);
        } catch (SdkException e) {
            throw S3Failure.explain(e, what);
        } catch (IOException e) {
            throw new StorageException(Reason.OFFLINE, "no whole answer to " + what, List.of(), e);
        }
    }

    @Override
    public Set<ObjectName> list(String prefix) throws StorageException {
        Set<ObjectName> names = new HashSet<>();
        boolean canMatch = PREFIX_OF_A_NAME.matcher(prefix).matches();
        String start = settings.prefix() + (canMatch ? prefix : "");
        Optional<String> next = Optional.of("");
        for (int page = 0; next.isPresent(); page++) {
            if (page == MAX_PAGES) {
                throw new StorageException(Reason.REFUSED, "more than " + MAX_PAGES + " pages of names");
            }
            ListObjectsV2Response answer = page(start, next.get());
            collect(answer, prefix, names);
            next = canMatch ? next(answer, next.get()) : Optional.empty();
        }
        return names;
    }

    private ListObjectsV2Response page(String prefix, String token) throws StorageException {
        checkInterruption("list");
        try {
            return withRightClock(() -> client.listObjectsV2(request -> {
                request.bucket(settings.bucket()).prefix(prefix);
                if (!token.isEmpty()) {
                    request.continuationToken(token);
                }
            }));
        } catch (SdkException e) {
            throw S3Failure.explain(e, "list");
        }
    }

    private void collect(ListObjectsV2Response answer, String prefix, Set<ObjectName> names) {
        for (S3Object each : answer.contents()) {
            String key = Optional.ofNullable(each.key()).orElse("");
            if (key.startsWith(settings.prefix() + prefix)) {
                String name = key.substring(settings.prefix().length());
                if (ObjectName.isLegal(name)) {
                    names.add(new ObjectName(name));
                }
            }
        }
    }

    /** Where the next page begins; empty if this was the last. */
    private static Optional<String> next(ListObjectsV2Response answer, String token) throws StorageException {
        Boolean isTruncated = answer.isTruncated();
        if (isTruncated == null) {
            // the client takes any page of the web for an empty list
            throw new StorageException(Reason.BROKEN, "the answer is no list of names");
        }
        if (!isTruncated) {
            return Optional.empty();
        }
        String next = Optional.ofNullable(answer.nextContinuationToken()).orElse("");
        if (next.isEmpty() || next.equals(token)) {
            throw new StorageException(Reason.BROKEN, "the store has more names, and does not say where");
        }
        return Optional.of(next);
    }

    @Override
    public void delete(ObjectName name) throws StorageException {
        String what = "delete " + name;
        checkInterruption(what);
        try {
            withRightClock(() -> client.deleteObject(
                    request -> request.bucket(settings.bucket()).key(keyOf(name))));
        } catch (S3Exception e) {
            if (!"NoSuchKey".equals(S3Failure.code(e))) {
                throw S3Failure.explain(e, what);
            }
        } catch (SdkException e) {
            throw S3Failure.explain(e, what);
        }
    }

    @Override
    public StorageTraits traits() {
        return new StorageTraits(CAPABILITIES, settings.operator());
    }

    /** Ends the connections to the store. */
    @Override
    public void close() {
        client.close();
    }

    private String keyOf(ObjectName name) {
        return settings.prefix() + name;
    }

    private static void checkInterruption(String what) throws StorageException {
        if (Thread.currentThread().isInterrupted()) {
            throw new StorageException(Reason.OFFLINE, "interrupted before " + what);
        }
    }
}
