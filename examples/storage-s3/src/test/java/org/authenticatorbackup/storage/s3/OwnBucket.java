package org.authenticatorbackup.storage.s3;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** A bucket of whoever runs the tests: its URI in a system property, its key in the environment as usual. */
final class OwnBucket {

    static final String URI = "authbackup.s3.uri";

    private OwnBucket() {}

    static S3Storage connect() {
        String uri = System.getProperty(URI, "");
        assumeTrue(!uri.isEmpty(), "nobody names a bucket of their own by -D" + URI);
        return S3Storage.in(
                S3Settings.parse(uri),
                () -> S3Credentials.of(
                        System.getenv("AWS_ACCESS_KEY_ID"),
                        System.getenv("AWS_SECRET_ACCESS_KEY").toCharArray()));
    }
}
