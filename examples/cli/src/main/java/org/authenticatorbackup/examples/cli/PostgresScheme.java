package org.authenticatorbackup.examples.cli;

import java.util.Map;
import java.util.Set;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.storage.jdbc.JdbcStorage;
import org.authenticatorbackup.storage.jdbc.JdbcUri;
import org.postgresql.ds.PGSimpleDataSource;

/** A table of a PostgreSQL database, opened by the environment variables that other programs use too. */
final class PostgresScheme implements StorageScheme {

    static final String USER = "PGUSER";
    static final String PASSWORD = "PGPASSWORD";

    @Override
    public Set<String> schemes() {
        return Set.of("jdbc");
    }

    @Override
    public String form() {
        return "jdbc:postgresql://host/database?owner=name";
    }

    /** Without a password the storage is a locked one, since most of what an authenticator does needs none. */
    @Override
    public StorageProvider open(String uri, Map<String, String> environment) {
        JdbcUri database = JdbcUri.parse(uri);
        String user = environment.getOrDefault(USER, "");
        String password = environment.getOrDefault(PASSWORD, "");
        if (user.isEmpty() || password.isEmpty()) {
            return Unconnected.LOCKED;
        }
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(database.url());
        source.setUser(user);
        source.setPassword(password);
        return JdbcStorage.in(source, database.settings());
    }
}
