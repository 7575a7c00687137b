package org.authenticatorbackup.examples.cli;

import java.util.Map;
import java.util.Set;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.storage.s3.S3Credentials;
import org.authenticatorbackup.storage.s3.S3Settings;
import org.authenticatorbackup.storage.s3.S3Storage;

/** A bucket of an object store, opened by the environment variables that other programs use too. */
final class S3Scheme implements StorageScheme {

    static final String KEY = "AWS_ACCESS_KEY_ID";
    static final String SECRET = "AWS_SECRET_ACCESS_KEY";
    static final String TOKEN = "AWS_SESSION_TOKEN";

    @Override
    public Set<String> schemes() {
        return Set.of("s3");
    }

    @Override
    public String form() {
        return "s3://bucket/prefix?endpoint=https://host";
    }

    /** Without a key the storage is a locked one, since most of what an authenticator does needs none. */
    @Override
    public StorageProvider open(String uri, Map<String, String> environment) {
        S3Settings settings = S3Settings.parse(uri);
        String key = environment.getOrDefault(KEY, "");
        char[] secret = environment.getOrDefault(SECRET, "").toCharArray();
        char[] token = environment.getOrDefault(TOKEN, "").toCharArray();
        if (key.isEmpty() || secret.length == 0) {
            return Unconnected.LOCKED;
        }
        S3Credentials credentials =
                token.length == 0 ? S3Credentials.of(key, secret) : S3Credentials.ofSession(key, secret, token);
        return S3Storage.in(settings, () -> credentials);
    }
}
