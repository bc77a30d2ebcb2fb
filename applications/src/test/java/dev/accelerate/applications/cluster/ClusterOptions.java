package dev.accelerate.applications.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Size and settings of a run.
 *
 * @param name its name, for its files
 * @param processes the number of processes that run at a time
 * @param operations the number of operations to do at least
 * @param rounds how often each fault happens at least
 * @param untilViolation whether to stop at the first violation that is found instead
 * @param faults the faults
 * @param maxSilence the silence that the check allows
 * @param seed the seed of what the processes do
 * @param properties properties of the processes
 */
record ClusterOptions(String name, int processes, long operations, int rounds, boolean untilViolation,
		Set<Fault> faults, Duration maxSilence, long seed, List<String> properties) {

}
