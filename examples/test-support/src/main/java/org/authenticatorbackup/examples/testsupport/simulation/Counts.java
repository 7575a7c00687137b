package org.authenticatorbackup.examples.testsupport.simulation;

/** What happened in all histories of a run, so that a run in which nothing happens does not pass for a good one. */
final class Counts {

    int histories;
    int steps;
    int failures;
    long faults;
    int enabled;
    int acknowledgements;
    int acknowledgedAccounts;
    int joins;
    int syncs;
    int torn;
    int phonesLost;
    int looks;
    int recovered;

    @Override
    public String toString() {
        return histories + " histories, " + steps + " steps, " + faults + " faults struck, " + failures
                + " steps failed, " + enabled + " vaults made, " + acknowledgements + " acknowledgements, "
                + acknowledgedAccounts + " acknowledged accounts, " + joins + " phones joined, " + syncs + " syncs, "
                + torn + " torn objects planted, " + phonesLost + " phones lost, " + looks
                + " looks at all that is stored, " + recovered + " accounts recovered in the end";
    }
}
