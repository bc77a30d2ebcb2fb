package dev.accelerate.statistics;

import java.util.List;
import java.util.Map;

/**
 * What happened to the calls of one method since the start. All times are in
 * milliseconds.
 *
 * @param method the name of the repository and of the method
 * @param requests the answered calls by status
 * @param joins how many of them were answered by another caller's load
 * @param loads the times of the loads of callers
 * @param outcomes the loads of callers by outcome
 * @param refreshes the background refreshes by outcome
 * @param misses the loads of callers by the reason why there was no answer
 * @param bypasses the calls that bypassed the cache, the most frequent reason first
 * @param savedTime the time of the database that answers of the cache saved: their number
 * times the mean load
 * @param avoidableTime the time that loads took which a longer window ({@code expired}),
 * a larger store ({@code evicted}) or a finer dependency ({@code table}) might have
 * avoided: their number times the mean load
 */
public record MethodSummary(String method, Map<String, Long> requests, long joins, LoadSummary loads,
		Map<String, Long> outcomes, Map<String, Long> refreshes, Map<String, Long> misses, List<BypassSummary> bypasses,
		double savedTime, Map<String, Double> avoidableTime) {

	/**
	 * Returns the time that might have been avoided by any means.
	 * @return the sum in milliseconds
	 */
	public double totalAvoidableTime() {
		return this.avoidableTime.values().stream().mapToDouble(Double::doubleValue).sum();
	}

}
