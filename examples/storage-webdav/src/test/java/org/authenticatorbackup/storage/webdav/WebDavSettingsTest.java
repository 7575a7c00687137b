package org.authenticatorbackup.storage.webdav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebDavSettingsTest {

    @ParameterizedTest
    @CsvSource({
        "webdav+https://nas.example/backup, https://nas.example/backup/, nas.example",
        "webdav+https://nas.example/backup/, https://nas.example/backup/, nas.example",
        "webdav+https://NAS.example:8443/a/b%20c/, https://NAS.example:8443/a/b%20c/, nas.example",
        "webdav+http://127.0.0.1:80, http://127.0.0.1:80/, 127.0.0.1",
        "webdav+https://nas.example/x?operator=self, https://nas.example/x/, self",
        "webdav+https://[::1]/x?operator=example.com, https://[::1]/x/, example.com",
    })
    void aStorageUriSaysWhereAndWho(String text, URI folder, String operator) {
        assertThat(WebDavSettings.parse(text)).isEqualTo(new WebDavSettings(folder, operator, WebDavSettings.PATIENCE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "webdav",
                "https://nas.example/backup",
                "webdav://nas.example/backup",
                "webdav+ftp://nas.example/backup",
                "webdav+https:backup",
                "webdav+https:///backup",
                "webdav+https://na s/backup",
                "webdav+https://user:hunter2@nas.example/backup",
                "webdav+https://nas.example/backup#hunter2",
                "webdav+https://nas.example/a/../hunter2",
                "webdav+https://nas.example/a//hunter2",
                "webdav+https://nas.example/backup?hunter2",
                "webdav+https://nas.example/backup?operator=",
                "webdav+https://nas.example/backup?operator=a&password=hunter2",
                "webdav+https://nas.example/backup?password=hunter2",
            })
    void anotherFormIsRefusedAndNotRepeated(String text) {
        assertThatThrownBy(() -> WebDavSettings.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void somePatienceIsNeeded() {
        WebDavSettings settings = WebDavSettings.of(URI.create("https://nas.example/"));

        assertThat(settings.withPatience(Duration.ofMillis(1)).patience()).isEqualTo(Duration.ofMillis(1));
        assertThatThrownBy(() -> settings.withPatience(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }
}
