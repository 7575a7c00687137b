package org.authenticatorbackup.examples.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The program refused or failed, for a reason of its own. */
final class CliException extends Exception {

    private static final long serialVersionUID = 1L;

    private final CliProblem reason;
    private final transient List<Object> arguments;

    CliException(CliProblem reason, Object... arguments) {
        this(reason, null, arguments);
    }

    CliException(CliProblem reason, @Nullable Throwable cause, Object... arguments) {
        super(reason.name(), cause);
        this.reason = reason;
        this.arguments = List.of(arguments);
    }

    CliProblem reason() {
        return reason;
    }

    List<Object> arguments() {
        return arguments;
    }
}
