package org.authenticatorbackup.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

class S3CredentialsTest {

    @Test
    void aLastingKeyHasNoToken() {
        S3Credentials credentials = S3Credentials.of("key", "hunter2".toCharArray());

        assertThat(credentials.forClient().accessKeyId()).isEqualTo("key");
        assertThat(credentials.forClient().secretAccessKey()).isEqualTo("hunter2");
        assertThat(credentials.forClient()).isNotInstanceOf(AwsSessionCredentials.class);
    }

    @Test
    void aTemporaryKeyHasOne() {
        S3Credentials credentials = S3Credentials.ofSession("key", "hunter2".toCharArray(), "token".toCharArray());

        assertThat(credentials.forClient())
                .isInstanceOfSatisfying(
                        AwsSessionCredentials.class,
                        each -> assertThat(each.sessionToken()).isEqualTo("token"));
    }

    @Test
    void showNothing() {
        assertThat(S3Credentials.of("key", "hunter2".toCharArray())).hasToString("S3Credentials[hidden]");
    }

    @Test
    void areACopy() {
        char[] secret = "hunter2".toCharArray();
        S3Credentials credentials = S3Credentials.of("key", secret);
        secret[0] = 'x';

        assertThat(credentials.forClient().secretAccessKey()).isEqualTo("hunter2");
        credentials.close();
        assertThat(secret).containsExactly("xunter2".toCharArray());
    }

    @Test
    void cannotBeUsedOnceClosed() {
        S3Credentials credentials = S3Credentials.ofSession("key", "hunter2".toCharArray(), "token".toCharArray());
        credentials.close();
        credentials.close();

        assertThatThrownBy(credentials::forClient).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @CsvSource({"'', hunter2", "' ', hunter2", "key, ''"})
    void areNotEmpty(String key, String secret) {
        assertThatThrownBy(() -> S3Credentials.of(key, secret.toCharArray()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no access key, or no secret");
    }
}
