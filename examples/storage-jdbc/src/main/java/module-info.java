/** Backups in a table of a PostgreSQL database. */
module org.authenticatorbackup.storage.jdbc {
    requires transitive java.sql;
    requires transitive org.authenticatorbackup.api;
    requires static org.jspecify;

    exports org.authenticatorbackup.storage.jdbc;
}
