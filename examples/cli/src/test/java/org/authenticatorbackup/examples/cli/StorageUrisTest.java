package org.authenticatorbackup.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.authenticatorbackup.core.storage.FileSystemStorage;
import org.authenticatorbackup.storage.jdbc.JdbcStorage;
import org.authenticatorbackup.storage.s3.S3Storage;
import org.authenticatorbackup.storage.webdav.WebDavStorage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorageUrisTest {

    @Test
    void theSchemeSaysWhichKindOfStorageIsMeant() {
        assertThat(StorageUris.open("file:///tmp", Map.of())).isInstanceOf(FileSystemStorage.class);
        assertThat(StorageUris.open("webdav+https://dav.example/backups", Map.of()))
                .isInstanceOf(WebDavStorage.class);
        assertThat(StorageUris.open("s3://backups", Map.of(S3Scheme.KEY, "amelie", S3Scheme.SECRET, "hunter2")))
                .isInstanceOf(S3Storage.class);
        assertThat(StorageUris.open(
                        "jdbc:postgresql://db.example/backups",
                        Map.of(PostgresScheme.USER, "amelie", PostgresScheme.PASSWORD, "hunter2")))
                .isInstanceOf(JdbcStorage.class);
    }

    @Test
    void withoutItsKeyABucketIsLocked() {
        assertThat(StorageUris.open("s3://backups", Map.of())).isSameAs(Unconnected.LOCKED);
        assertThat(StorageUris.open("s3://backups", Map.of(S3Scheme.KEY, "amelie")))
                .isSameAs(Unconnected.LOCKED);
        assertThat(StorageUris.open("s3://backups", Map.of(S3Scheme.SECRET, "hunter2")))
                .isSameAs(Unconnected.LOCKED);
        assertThat(StorageUris.open("jdbc:postgresql://db.example/backups", Map.of(PostgresScheme.USER, "amelie")))
                .isSameAs(Unconnected.LOCKED);
    }

    @Test
    void credentialsComeFromTheEnvironment() {
        Map<String, String> both = Map.of(WebDavScheme.USER, "amelie", WebDavScheme.PASSWORD, "hunter2");

        assertThat(StorageUris.open("webdav+https://dav.example/backups", both)).isInstanceOf(WebDavStorage.class);
        assertThatThrownBy(() -> StorageUris.open("webdav+http://dav.example/backups", both))
                .as("a password in the clear")
                .isInstanceOf(UsageException.class)
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> StorageUris.open(
                        "webdav+https://dav.example/backups", Map.of(WebDavScheme.PASSWORD, "hunter2")))
                .as("half of the credentials")
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(WebDavScheme.USER)
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "hunter2",
                "file:",
                "file:hunter2",
                "file://hunter2/x",
                "file:///%00hunter2",
                "FILE:///hunter2",
                "ftp://hunter2/x",
                "webdav+https:hunter2",
                "webdav+https://u:hunter2@dav.example/x",
                "webdav+ftp://hunter2/x",
                "https://hunter2/x",
                "s3:hunter2",
                "jdbc:hunter2",
                "jdbc:postgresql://amelie:hunter2@db.example/backups",
                "jdbc:postgresql://db.example/backups?password=hunter2!",
                "s3://hunter2?password=x",
                "s3://backups?endpoint=https://user:hunter2@s3.example"
            })
    void whatIsNoStorageIsNotRepeated(String uri) {
        assertThatThrownBy(() -> StorageUris.open(uri, Map.of()))
                .isInstanceOf(UsageException.class)
                .hasMessageMatching("[^\n]*expected [^\n]*")
                .hasMessageNotContaining("hunter2");
    }
}
