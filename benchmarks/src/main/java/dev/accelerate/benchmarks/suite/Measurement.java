package dev.accelerate.benchmarks.suite;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one run of a case gave.
 *
 * @param ofCase the case
 * @param round the round, from 1
 * @param primary the score of the benchmark's mode
 * @param secondary further scores by name: the allocation and the benchmark's own
 * counters
 */
public record Measurement(Case ofCase, int round, Score primary, Map<String, Score> secondary) {

	public Measurement {
		secondary = Collections.unmodifiableMap(new LinkedHashMap<>(secondary));
	}

}
