package dev.accelerate.actuate;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Overview of the cache. All times are in milliseconds.
 *
 * @param since since when everything is counted
 * @param cachedMethods the number of methods with a strategy
 * @param savedTime the time of the database that the cache saved
 * @param avoidableTime the time that it might still save
 * @param store all entries of the local store
 * @param failures the failures of the last minute by component
 * @param methods the methods, that with most time saved first
 * @param notCached the methods to which an inherited strategy does not apply
 */
record Overview(Instant since, int cachedMethods, double savedTime, double avoidableTime, Usage store,
		Map<String, Long> failures, List<MethodRow> methods, List<NotCached> notCached) {
}
