/**
 * Histories of several devices over faulty storage, made from seeds, and the oracles that judge them.
 *
 * <p>{@link org.authenticatorbackup.core.simulation.SimulationTest} runs the library through its public API,
 * {@link org.authenticatorbackup.core.simulation.MergeLawsTest} the merge alone, and
 * {@link org.authenticatorbackup.core.simulation.PlantedBugsTest} shows that both see bugs. A failure prints its seed and the
 * shortest history found that still fails. Longer runs: {@code -Dauthbackup.histories=50000}, {@code
 * -Dauthbackup.mergeHistories=1000000}; another part of the seeds: {@code -Dauthbackup.firstSeed=2000}.
 */
@NullMarked
package org.authenticatorbackup.core.simulation;

import org.jspecify.annotations.NullMarked;
