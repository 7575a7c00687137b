package org.authenticatorbackup.api;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something outside the program prevented a call from being done.
 *
 * <p>Each subclass stands for one way in which an app reacts, and its {@link #reason()} says what to do next. The
 * message is for a log: it names objects and numbers and never holds a secret. For the person, look up the sentence
 * of {@link Problem#messageKey()} and fill in {@link #arguments()}.
 */
public abstract sealed class ProblemException extends Exception
        permits BackupRefusedException,
                DeviceStateException,
                RecoveryAccountException,
                RecoveryRefusedException,
                StorageException,
                TransferRefusedException,
                VaultRefusedException,
                VaultUnreadableException,
                VerificationException {

    private static final long serialVersionUID = 1L;

    private final ArrayList<String> arguments;

    ProblemException(String message, List<String> arguments, @Nullable Throwable cause) {
        super(message, cause);
        this.arguments = new ArrayList<>(arguments);
    }

    /** {@return why the call failed} */
    public abstract Problem reason();

    /** {@return what to fill into the sentence for the person, in order; never a secret} */
    public List<String> arguments() {
        return Collections.unmodifiableList(arguments);
    }
}
