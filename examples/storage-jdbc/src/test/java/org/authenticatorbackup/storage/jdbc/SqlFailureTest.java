package org.authenticatorbackup.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.StorageException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The classes and codes of PostgreSQL 15, appendix A. */
class SqlFailureTest {

    @ParameterizedTest
    @CsvSource({
        "28000, UNAUTHORIZED",
        "28P01, UNAUTHORIZED",
        "53100, QUOTA_EXCEEDED",
        "25006, REFUSED",
        "42501, REFUSED",
        "54000, REFUSED",
        "3D000, MISSING_PLACE",
        "3F000, MISSING_PLACE",
        "42P01, MISSING_PLACE",
        "08001, OFFLINE",
        "08006, OFFLINE",
        "40001, OFFLINE",
        "40003, OFFLINE",
        "40P01, OFFLINE",
        "53300, OFFLINE",
        "55P03, OFFLINE",
        "57014, OFFLINE",
        "57P01, OFFLINE",
        "57P03, OFFLINE",
        "58030, BROKEN",
        "XX001, BROKEN",
        "42601, BROKEN",
        "22000, BROKEN",
    })
    void aStateSaysWhatToDo(String state, Reason reason) {
        assertThat(reasonOf(new SQLException("any", state))).isEqualTo(reason);
    }

    @Test
    void whatAPoolWrapsIsUnwrapped() {
        SQLException refused = new SQLException("no such user", "28000");

        assertThat(reasonOf(new SQLTransientConnectionException("timed out", refused)))
                .isEqualTo(Reason.UNAUTHORIZED);
        assertThat(reasonOf(new IllegalStateException(refused))).isEqualTo(Reason.UNAUTHORIZED);
    }

    @Test
    void withoutAStateTheTypeSaysWhetherItPasses() {
        assertThat(reasonOf(new SQLTransientConnectionException("timed out"))).isEqualTo(Reason.OFFLINE);
        assertThat(reasonOf(new SQLRecoverableException("closed"))).isEqualTo(Reason.OFFLINE);
        assertThat(reasonOf(new SQLException("closed"))).isEqualTo(Reason.BROKEN);
        assertThat(reasonOf(new IllegalStateException("a mistake"))).isEqualTo(Reason.BROKEN);
    }

    @Test
    void theMessageTellsTheStateAndNotTheDriversWords() {
        StorageException failure = SqlFailure.of(new SQLException("hunter2", "58030"), "get a/b");

        assertThat(failure).hasMessage("could not get a/b: SQLState 58030");
    }

    private static Reason reasonOf(Exception failure) {
        return SqlFailure.of(failure, "list").reason();
    }
}
