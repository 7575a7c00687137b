package org.authenticatorbackup.core.simulation;

/** What happened in all histories of a run, so that a run in which nothing happens does not pass for a good one. */
final class Counts {

    int histories;
    int steps;
    int acknowledgements;
    int acknowledgedAccounts;
    int faults;
    int deaths;
    int joins;
    int syncs;
    int recoveries;
    int undone;
    int pruned;
    int purged;
    int phonesLost;
    int recovered;

    void add(Counts other) {
        histories += other.histories;
        steps += other.steps;
        acknowledgements += other.acknowledgements;
        acknowledgedAccounts += other.acknowledgedAccounts;
        faults += other.faults;
        deaths += other.deaths;
        joins += other.joins;
        syncs += other.syncs;
        recoveries += other.recoveries;
        undone += other.undone;
        pruned += other.pruned;
        purged += other.purged;
        phonesLost += other.phonesLost;
        recovered += other.recovered;
    }

    @Override
    public String toString() {
        return histories + " histories, " + steps + " steps, " + acknowledgements + " acknowledgements, "
                + acknowledgedAccounts + " acknowledged accounts, " + faults + " faults struck, " + deaths
                + " processes killed, " + joins + " phones joined, " + syncs + " syncs, " + recoveries
                + " recoveries into phones in use, " + undone + " of them undone, " + pruned
                + " snapshots pruned, " + purged + " accounts purged, " + phonesLost + " phones destroyed, " + recovered
                + " accounts recovered in the end";
    }
}
