package org.authenticatorbackup.storage.webdav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebDavCredentialsTest {

    /** RFC 7617, sections 2 and 2.1. */
    @ParameterizedTest
    @CsvSource({
        "Aladdin, open sesame, QWxhZGRpbjpvcGVuIHNlc2FtZQ==",
        "test, 123\u00a3, dGVzdDoxMjPCow==",
        "a, \ud83d\ude00\u20ac, YTrwn5iA4oKs",
        "a, '', YTo="
    })
    void areSentAsTheStandardSays(String user, String password, String encoded) {
        WebDavCredentials credentials = WebDavCredentials.of(user, password.toCharArray());

        assertThat(credentials.header()).isEqualTo("Basic " + encoded);
    }

    @Test
    void showNothing() {
        assertThat(WebDavCredentials.of("user", "hunter2".toCharArray())).hasToString("WebDavCredentials[hidden]");
    }

    @Test
    void leaveTheCallersPasswordAsItWas() {
        char[] password = "hunter2".toCharArray();

        WebDavCredentials.of("user", password);

        assertThat(password).containsExactly("hunter2".toCharArray());
    }

    @Test
    void cannotBeUsedOnceClosed() {
        WebDavCredentials credentials = WebDavCredentials.of("user", "hunter2".toCharArray());
        credentials.close();
        credentials.close();

        assertThatThrownBy(credentials::header).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @CsvSource({"'a:b', x", "'a\nb', x", "a, 'x\r\nX-Evil: 1'", "a, '\u0000'"})
    void colonsAndControlsAreRefused(String user, String password) {
        assertThatThrownBy(() -> WebDavCredentials.of(user, password.toCharArray()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a colon in the user's name, or a control character");
    }

    @Test
    void halfACharacterIsRefused() {
        assertThatThrownBy(() -> WebDavCredentials.of("user", new char[] {'a', '\ud83d'}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("half a character in the password");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://nas.example/", "http://10.0.0.1/", "http://127.0.0.1.example/"})
    void aPasswordDoesNotCrossTheNetworkInTheClear(URI folder) {
        WebDavCredentials credentials = WebDavCredentials.of("user", "hunter2".toCharArray());

        assertThatThrownBy(() -> WebDavStorage.in(WebDavSettings.of(folder), credentials))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://nas.example/", "http://127.0.0.1/", "http://localhost:80/", "http://[::1]/"})
    void aPasswordGoesByHttpsOrStaysHere(URI folder) {
        WebDavCredentials credentials = WebDavCredentials.of("user", "hunter2".toCharArray());

        assertThat(WebDavStorage.in(WebDavSettings.of(folder), credentials)).isNotNull();
    }

    @Test
    void noClientThatFollowsRedirectsGetsAPassword() {
        HttpClient http = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        WebDavSettings settings = WebDavSettings.of(URI.create("https://nas.example/"));

        assertThatThrownBy(() -> WebDavStorage.in(settings, Optional.empty(), http, new SecureRandom()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
