/** Backups in a bucket of an S3-compatible object store. */
@SuppressWarnings("module") // S3 is a name that ends with a digit
module org.authenticatorbackup.storage.s3 {
    requires transitive org.authenticatorbackup.api;
    requires static org.jspecify;
    requires software.amazon.awssdk.auth;
    requires software.amazon.awssdk.awscore;
    requires software.amazon.awssdk.core;
    requires software.amazon.awssdk.http;
    requires software.amazon.awssdk.http.apache5;
    requires software.amazon.awssdk.identity.spi;
    requires software.amazon.awssdk.profiles;
    requires software.amazon.awssdk.regions;
    requires software.amazon.awssdk.retries.api;
    requires software.amazon.awssdk.services.s3;
    requires software.amazon.awssdk.utils;

    exports org.authenticatorbackup.storage.s3;
}
