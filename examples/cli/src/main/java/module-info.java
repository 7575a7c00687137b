/** A small authenticator in the terminal, and a way to try every feature of the library. */
module org.authenticatorbackup.examples.cli {
    requires com.fasterxml.jackson.core;
    requires com.google.zxing;
    requires com.nulabinc.zxcvbn;
    requires info.picocli;
    requires java.desktop;
    requires java.naming;
    requires org.authenticatorbackup.core;
    requires org.authenticatorbackup.crypto;
    requires org.authenticatorbackup.storage.jdbc;
    requires org.authenticatorbackup.storage.s3;
    requires org.authenticatorbackup.storage.webdav;
    requires org.postgresql.jdbc;
    requires static org.jspecify;

    // it finds commands and options by reflection
    opens org.authenticatorbackup.examples.cli to
            info.picocli;
}
