package org.authenticatorbackup.storage.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import javax.sql.DataSource;

/** A statement on its way, which its caller can give up: few drivers let a thread be interrupted, or watch the time. */
final class SqlCall<T> extends FutureTask<T> {

    private final Line line;

    private SqlCall(Line line, DataSource database, Work<T> work) {
        super(() -> run(line, database, work));
        this.line = line;
    }

    /** What to do with a connection that commits each statement by itself. */
    interface Work<T> {

        T on(Connection connection) throws SQLException;
    }

    static <T> SqlCall<T> of(DataSource database, Work<T> work) {
        return new SqlCall<>(new Line(), database, work);
    }

    /** Cuts the connection, now or as soon as there is one. What the statement does from now on, nobody learns. */
    void giveUp() {
        line.cut();
    }

    private static <T> T run(Line line, DataSource database, Work<T> work) throws SQLException {
        try (Connection connection = database.getConnection()) {
            line.open(connection);
            try {
                if (!connection.getAutoCommit()) {
                    connection.setAutoCommit(true);
                }
                return work.on(connection);
            } finally {
                line.close();
            }
        }
    }

    /** The connection of a call, while it has one. */
    private static final class Line {

        private Optional<Connection> connection = Optional.empty();
        private boolean cut;

        synchronized void open(Connection opened) throws SQLException {
            if (cut) {
                throw new SQLException("given up", "57014");
            }
            connection = Optional.of(opened);
        }

        /** From now on the connection is somebody else's. */
        synchronized void close() {
            connection = Optional.empty();
        }

        synchronized void cut() {
            cut = true;
            if (connection.isPresent()) {
                try {
                    connection.get().abort(Runnable::run);
                } catch (SQLException e) {
                    // it is gone already
                }
            }
        }
    }
}
