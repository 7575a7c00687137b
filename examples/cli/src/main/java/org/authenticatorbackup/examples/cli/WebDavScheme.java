package org.authenticatorbackup.examples.cli;

import java.util.Map;
import java.util.Set;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.storage.webdav.WebDavCredentials;
import org.authenticatorbackup.storage.webdav.WebDavSettings;
import org.authenticatorbackup.storage.webdav.WebDavStorage;

/** A folder of a WebDAV server. */
final class WebDavScheme implements StorageScheme {

    static final String USER = "AUTHBACKUP_WEBDAV_USER";
    static final String PASSWORD = "AUTHBACKUP_WEBDAV_PASSWORD";

    @Override
    public Set<String> schemes() {
        return Set.of("webdav+https", "webdav+http");
    }

    @Override
    public String form() {
        return "webdav+https://host/folder";
    }

    @Override
    public StorageProvider open(String uri, Map<String, String> environment) {
        WebDavSettings settings = WebDavSettings.parse(uri);
        String user = environment.get(USER);
        String password = environment.get(PASSWORD);
        if (user == null && password == null) {
            return WebDavStorage.in(settings);
        }
        if (user == null || password == null) {
            throw new IllegalArgumentException("of " + USER + " and " + PASSWORD + " only one is set");
        }
        return WebDavStorage.in(settings, WebDavCredentials.of(user, password.toCharArray()));
    }
}
