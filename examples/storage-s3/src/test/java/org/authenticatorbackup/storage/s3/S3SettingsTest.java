package org.authenticatorbackup.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3SettingsTest {

    @ParameterizedTest
    @CsvSource({
        "s3://backups, https://s3.us-east-1.amazonaws.com, us-east-1, backups, '', amazonaws.com",
        "s3://backups/, https://s3.us-east-1.amazonaws.com, us-east-1, backups, '', amazonaws.com",
        "s3://backups/a/b?region=eu-central-1, https://s3.eu-central-1.amazonaws.com, eu-central-1, backups, a/b/, amazonaws.com",
        "s3://my.bucket-1/A_1/?endpoint=https://s3.example, https://s3.example, us-east-1, my.bucket-1, A_1/, s3.example",
        "s3://backups?operator=self&endpoint=http://127.0.0.1:80/&region=x, http://127.0.0.1:80/, x, backups, '', self",
    })
    void aStorageUriSaysWhereAndWho(
            String text, URI endpoint, String region, String bucket, String prefix, String operator) {
        assertThat(S3Settings.parse(text))
                .isEqualTo(new S3Settings(endpoint, region, bucket, prefix, operator, S3Settings.PATIENCE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "s3",
                "s3:",
                "s3:///prefix",
                "https://hunter2",
                "s3://ab",
                "s3://-abc",
                "s3://Hunter2",
                "s3://user:hunter2@backups",
                "s3://backups//hunter2",
                "s3://backups/../hunter2",
                "s3://backups/hunter2/.",
                "s3://backups/hunter 2",
                "s3://backups/hunter2#x",
                "s3://backups?hunter2",
                "s3://backups?",
                "s3://backups?password=hunter2",
                "s3://backups?region=a&region=hunter2",
                "s3://backups?region=",
                "s3://backups?region=hunter2.example",
                "s3://backups?operator=",
                "s3://backups?endpoint=hunter2",
                "s3://backups?endpoint=ftp://hunter2",
                "s3://backups?endpoint=https://user:hunter2@s3.example",
                "s3://backups?endpoint=https://s3.example/hunter2",
                "s3://backups?endpoint=https://s3.example?hunter2",
                "s3://backups?endpoint=https://s3.example#hunter2",
                "s3://backups?endpoint=https://hunter 2",
            })
    void anotherFormIsRefusedAndNotRepeated(String text) {
        assertThatThrownBy(() -> S3Settings.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .hasMessageNotContaining("hunter");
    }

    @ParameterizedTest
    @CsvSource({"2, false", "3, true", "63, true", "64, false"})
    void aBucketsNameHasSoManyCharacters(int length, boolean accepted) {
        assertAccepted("s3://" + "b".repeat(length), accepted);
    }

    @ParameterizedTest
    @CsvSource({"7, true", "8, true", "9, false"})
    void aPrefixHasSoManyParts(int parts, boolean accepted) {
        assertAccepted("s3://backups/" + "p/".repeat(parts), accepted);
    }

    @ParameterizedTest
    @CsvSource({"63, true", "64, true", "65, false"})
    void aPartOfAPrefixHasSoManyCharacters(int length, boolean accepted) {
        assertAccepted("s3://backups/" + "p".repeat(length), accepted);
    }

    private static void assertAccepted(String text, boolean accepted) {
        if (accepted) {
            assertThat(S3Settings.parse(text)).isNotNull();
        } else {
            assertThatThrownBy(() -> S3Settings.parse(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void somePatienceIsNeeded() {
        S3Settings settings = S3Settings.parse("s3://backups");

        assertThat(settings.withPatience(Duration.ofMillis(1)).patience()).isEqualTo(Duration.ofMillis(1));
        assertThatThrownBy(() -> settings.withPatience(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }
}
