package dev.accelerate.applications.cluster;

import java.time.Duration;
import java.util.List;

/**
 * Size and settings of a run.
 *
 * @param name its name, for its files
 * @param processes the number of processes that run at a time
 * @param operations the number of operations to do at least
 * @param faults how often each fault happens at least
 * @param maxSilence the silence that the check allows
 * @param seed the seed of what the processes do
 * @param log the log of the processes, {@code local} or {@code table}
 * @param properties properties of the processes
 */
record ClusterOptions(String name, int processes, long operations, int faults, Duration maxSilence, long seed,
		String log, List<String> properties) {

}
