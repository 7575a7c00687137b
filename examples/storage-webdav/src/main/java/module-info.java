/** Backups in a folder of a WebDAV server. */
module org.authenticatorbackup.storage.webdav {
    requires transitive java.net.http;
    requires java.xml;
    requires transitive org.authenticatorbackup.api;
    requires static org.jspecify;

    exports org.authenticatorbackup.storage.webdav;
}
