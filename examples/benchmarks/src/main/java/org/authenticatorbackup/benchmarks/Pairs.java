package org.authenticatorbackup.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;

/**
 * Compares two tasks that take turns, batch by batch, by the CPU time of the process: other load on the machine, and a clock
 * that follows it, strike both alike. What is told is the ratio of the sums, and the quartiles of the ratios of batches side by
 * side; the system counts CPU time in steps of 10 ms.
 */
final class Pairs {

    private static final double NANOSECONDS_PER_MICROSECOND = 1e3;
    private static final long WARM_UP_NANOSECONDS = 3_000_000_000L;
    private static final long BATCH_NANOSECONDS = 200_000_000L;
    private static final int ROUNDS = Integer.getInteger("rounds", 25);

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** Something to be measured; what it returns keeps the compiler from leaving it out. */
    @FunctionalInterface
    interface Task {
        Object run() throws Exception;
    }

    /** The last result. */
    private volatile Object sink = "";

    static void printHeader() {
        System.out.printf("%-44s %12s %12s   %s%n", "", "ours, us", "theirs, us", "ours / theirs (quartiles)");
    }

    /** Measures, and prints one line. */
    void compare(String what, Task ours, Task theirs) throws Exception {
        int oursCalls = warmUp(ours);
        int theirsCalls = warmUp(theirs);
        double[] ratios = new double[ROUNDS];
        double[] mine = new double[ROUNDS];
        double[] other = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            boolean oursFirst = i % 2 == 0;
            double first = oursFirst ? batch(ours, oursCalls) : batch(theirs, theirsCalls);
            double second = oursFirst ? batch(theirs, theirsCalls) : batch(ours, oursCalls);
            mine[i] = oursFirst ? first : second;
            other[i] = oursFirst ? second : first;
            ratios[i] = mine[i] / other[i];
        }
        Arrays.sort(ratios);
        System.out.printf(
                Locale.ROOT,
                "%-44s %12.1f %12.1f   %.2f (%.2f to %.2f)%n",
                what,
                mean(mine),
                mean(other),
                mean(mine) / mean(other),
                ratios[ROUNDS / 4],
                ratios[ROUNDS * 3 / 4]);
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    /** {@return how many calls make a batch} */
    private int warmUp(Task task) throws Exception {
        long begin = system.getProcessCpuTime();
        int calls = 0;
        while (system.getProcessCpuTime() - begin < WARM_UP_NANOSECONDS) {
            sink = task.run();
            calls++;
        }
        double perCall = (double) WARM_UP_NANOSECONDS / calls;
        return Math.max(1, (int) (BATCH_NANOSECONDS / perCall));
    }

    /** {@return the CPU time of one call, in microseconds} */
    private double batch(Task task, int calls) throws Exception {
        long begin = system.getProcessCpuTime();
        for (int i = 0; i < calls; i++) {
            sink = task.run();
        }
        return (system.getProcessCpuTime() - begin) / NANOSECONDS_PER_MICROSECOND / calls;
    }

    /** {@return the last result, so that it is used} */
    Object last() {
        return sink;
    }
}
