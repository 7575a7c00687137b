package org.authenticatorbackup.storage.jdbc;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.List;
import java.util.Optional;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.StorageException.Reason;

/** What a database's failures mean to a caller, by their SQLState (PostgreSQL 15, appendix A). */
final class SqlFailure {

    private static final String NO_STATE = "none";

    private SqlFailure() {}

    static StorageException of(Throwable failure, String what) {
        Optional<SQLException> sql = sqlIn(failure);
        String state = sql.map(SQLException::getSQLState).orElse(NO_STATE);
        Reason reason = sql.map(each -> reason(each, state)).orElse(Reason.BROKEN);
        return new StorageException(reason, "could not " + what + ": SQLState " + state, List.of(), failure);
    }

    /** Pools wrap what the driver says, and some of the wrappings have no state. */
    private static Optional<SQLException> sqlIn(Throwable failure) {
        Optional<SQLException> found = Optional.empty();
        Throwable each = failure;
        for (int depth = 0; each != null && depth < 20; depth++) {
            if (each instanceof SQLException sql) {
                found = Optional.of(sql);
                if (sql.getSQLState() != null) {
                    return found;
                }
            }
            each = each.getCause();
        }
        return found;
    }

    private static Reason reason(SQLException failure, String state) {
        return switch (state) {
            case "53100" -> Reason.QUOTA_EXCEEDED;
            case "25006", "42501", "54000" -> Reason.REFUSED;
            case "3D000", "3F000", "42P01" -> Reason.MISSING_PLACE;
            case "57014", "57P01", "57P02", "57P03", "57P05", "55P03", "53000", "53200", "53300", "25P03" ->
                Reason.OFFLINE;
            default -> byClass(failure, state);
        };
    }

    private static Reason byClass(SQLException failure, String state) {
        if (state.startsWith("28")) {
            return Reason.UNAUTHORIZED;
        }
        if (state.startsWith("08") || state.startsWith("40")) {
            return Reason.OFFLINE;
        }
        boolean passing = failure instanceof SQLTransientException
                || failure instanceof SQLRecoverableException
                || failure instanceof SQLNonTransientConnectionException;
        return passing && NO_STATE.equals(state) ? Reason.OFFLINE : Reason.BROKEN;
    }
}
