package org.authenticatorbackup.examples.cli;

import org.authenticatorbackup.api.ProblemException;

/** One command of the program. */
interface CliCommand {

    /**
     * Does the work. The command's options have been set.
     *
     * @return what to tell
     * @throws ProblemException if the library refused or failed
     * @throws CliException if the program did
     */
    Answer run() throws ProblemException, CliException;
}
