package org.authenticatorbackup.storage.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.StorageException.Reason;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.spi.StorageTraits;
import org.authenticatorbackup.api.spi.StorageTraits.Capability;

/**
 * Storage in the table of {@code schema.sql}, for one user of it. Each call is one statement, which is a transaction of its
 * own (a listing: one for a thousand names); none is repeated.
 *
 * <p>The data source gives connections to the <b>primary</b> server, which must make its commits durable: where the session
 * has {@code synchronous_commit=off}, a put fails as {@code REFUSED}. With a synchronous standby, what was put survives the
 * loss of the primary. A commit that stopped waiting for the standby counts as unknown.
 *
 * <p>A database has no folders that a mistaken address could miss, but a mistaken owner looks like an empty backup.
 *
 * <p>Connections are handed back in auto-commit mode. Statements run on threads of the storage's own, which end when they
 * have had nothing to do for a while; so a call can be interrupted and ends in time, whatever the driver does meanwhile.
 */
public final class JdbcStorage implements StorageProvider {

    private static final String TABLE = "authenticator_backup_object";
    private static final String PUT = "insert into " + TABLE + " (owner, name, content) values (?, ?, ?)"
            + " on conflict do nothing returning coalesce(current_setting('synchronous_commit', true), '')";
    private static final String GET =
            "select octet_length(content), case when octet_length(content) <= ? then content end" + " from " + TABLE
                    + " where owner = ? and name = ?";
    private static final String LIST = "select name from " + TABLE
            + " where owner = ? and name > ? and name >= ? and name < ? order by name limit ?";
    private static final String DELETE = "delete from " + TABLE + " where owner = ? and name = ?";

    /** How many names a page of a listing has. */
    static final int PAGE = 1_000;

    /** Stands behind all characters of names. */
    private static final String BEHIND = "{";

    private static final String STATEMENT_COMPLETION_UNKNOWN = "40003";

    private static final Pattern PREFIX = Pattern.compile("[a-z0-9._/-]*");
    private static final Set<Capability> CAPABILITIES =
            Set.of(Capability.ATOMIC_PUT, Capability.CREATE_ONLY, Capability.STRONG_LIST);

    private final DataSource database;
    private final JdbcSettings settings;
    private final StorageTraits traits;
    private final Executor threads;

    private JdbcStorage(DataSource database, JdbcSettings settings, Executor threads) {
        this.database = database;
        this.settings = settings;
        this.traits = new StorageTraits(CAPABILITIES, settings.operator());
        this.threads = threads;
    }

    /**
     * Storage for one user of a database. Nothing is sent before the first call.
     *
     * @param database gives connections, in the number that threads call the storage; closed by its owner
     * @param settings whose objects these are
     * @return the storage
     */
    public static JdbcStorage in(DataSource database, JdbcSettings settings) {
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(0, Integer.MAX_VALUE, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
                    Thread thread = new Thread(work, "storage-jdbc");
                    thread.setDaemon(true);
                    return thread;
                });
        return new JdbcStorage(database, settings, threads);
    }

    @Override
    public void put(ObjectName name, byte[] content) throws StorageException {
        if (content.length > MAX_OBJECT_BYTES) {
            throw new StorageException(Reason.REFUSED, name + " has " + content.length + " bytes");
        }
        byte[] own = content.clone();
        Optional<String> durability = call("put " + name, connection -> {
            try (PreparedStatement statement = prepare(connection, PUT)) {
                statement.setString(1, settings.owner());
                statement.setString(2, name.value());
                statement.setBytes(3, own);
                Optional<String> stored = first(statement, rows -> rows.getString(1));
                requireNoWarning(statement);
                return stored;
            }
        });
        if (durability.isEmpty()) {
            throw new StorageException(Reason.ALREADY_EXISTS, name + " exists already");
        }
        if (durability.get().equals("off")) {
            throw new StorageException(Reason.REFUSED, "the database is set to lose what it has acknowledged");
        }
    }

    @Override
    public Optional<byte[]> get(ObjectName name, int maxBytes) throws StorageException {
        Optional<Optional<byte[]>> found = call("get " + name, connection -> {
            try (PreparedStatement statement = prepare(connection, GET)) {
                statement.setInt(1, maxBytes);
                statement.setString(2, settings.owner());
                statement.setString(3, name.value());
                return first(statement, rows -> Optional.ofNullable(rows.getBytes(2)));
            }
        });
        if (found.isPresent() && found.get().isEmpty()) {
            throw new StorageException(Reason.TOO_LARGE, name + " has more than " + maxBytes + " bytes");
        }
        return found.flatMap(content -> content);
    }

    @Override
    public Set<ObjectName> list(String prefix) throws StorageException {
        if (!PREFIX.matcher(prefix).matches()) {
            return new HashSet<>();
        }
        Set<ObjectName> names = new HashSet<>();
        List<String> page = page(prefix, "");
        collect(page, names);
        while (page.size() == PAGE) {
            page = page(prefix, page.get(PAGE - 1));
            collect(page, names);
        }
        return names;
    }

    private static void collect(List<String> page, Set<ObjectName> names) {
        page.stream().filter(ObjectName::isLegal).map(ObjectName::new).forEach(names::add);
    }

    private List<String> page(String prefix, String after) throws StorageException {
        return call("list", connection -> {
            try (PreparedStatement statement = prepare(connection, LIST)) {
                statement.setString(1, settings.owner());
                statement.setString(2, after);
                statement.setString(3, prefix);
                statement.setString(4, prefix + BEHIND);
                statement.setInt(5, PAGE);
                List<String> names = new ArrayList<>();
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        names.add(rows.getString(1));
                    }
                }
                return names;
            }
        });
    }

    @Override
    public void delete(ObjectName name) throws StorageException {
        call("delete " + name, connection -> {
            try (PreparedStatement statement = prepare(connection, DELETE)) {
                statement.setString(1, settings.owner());
                statement.setString(2, name.value());
                int deleted = statement.executeUpdate();
                requireNoWarning(statement);
                return deleted;
            }
        });
    }

    @Override
    public StorageTraits traits() {
        return traits;
    }

    /** The database ends the statement a moment before nobody waits for it any more. */
    private PreparedStatement prepare(Connection connection, String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setQueryTimeout((int) Math.min(settings.patience().toSeconds() - 1, Integer.MAX_VALUE));
        return statement;
    }

    private interface Row<T> {

        T read(ResultSet rows) throws SQLException;
    }

    private static <T> Optional<T> first(PreparedStatement statement, Row<T> row) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Optional.of(row.read(rows)) : Optional.empty();
        }
    }

    /** A commit that is canceled while it waits for the standby succeeds, with a warning. */
    private static void requireNoWarning(PreparedStatement statement) throws SQLException {
        if (statement.getWarnings() != null) {
            throw new SQLException("the commit is in doubt", STATEMENT_COMPLETION_UNKNOWN, statement.getWarnings());
        }
    }

    private <T> T call(String what, SqlCall.Work<T> work) throws StorageException {
        if (Thread.currentThread().isInterrupted()) {
            throw new StorageException(Reason.OFFLINE, "interrupted before: " + what);
        }
        SqlCall<T> call = SqlCall.of(database, work);
        threads.execute(call);
        try {
            return call.get(settings.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            call.giveUp();
            Thread.currentThread().interrupt();
            throw new StorageException(Reason.OFFLINE, "interrupted: " + what);
        } catch (TimeoutException e) {
            call.giveUp();
            throw new StorageException(Reason.OFFLINE, "no answer in " + settings.patience() + ": " + what);
        } catch (ExecutionException e) {
            Throwable failure = Objects.requireNonNullElse(e.getCause(), e);
            if (failure instanceof Error error) {
                throw error;
            }
            throw SqlFailure.of(failure, what);
        }
    }
}
