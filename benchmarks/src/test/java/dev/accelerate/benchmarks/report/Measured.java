package dev.accelerate.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.accelerate.benchmarks.suite.Case;
import dev.accelerate.benchmarks.suite.Measurement;
import dev.accelerate.benchmarks.suite.Score;

/**
 * Made-up measurements.
 */
final class Measured {

	static final Machine MACHINE = new Machine(2, 8, "17.0.1", "Linux amd64");

	private final List<Measurement> measurements = new ArrayList<>();

	/**
	 * Add a case that gave a time in each of the first rounds.
	 * @param of the case
	 * @param nanos the times
	 * @return this
	 */
	Measured add(Case of, double... nanos) {
		for (int index = 0; index < nanos.length; index++) {
			in(index + 1, of, nanos[index], Map.of());
		}
		return this;
	}

	/**
	 * Add a run.
	 * @param round the round
	 * @param of the case
	 * @param nanos the time
	 * @param bytes secondary scores, in bytes
	 * @return this
	 */
	Measured in(int round, Case of, double nanos, Map<String, Double> bytes) {
		Map<String, Score> secondary = new LinkedHashMap<>();
		bytes.forEach((name, value) -> secondary.put(name, new Score(value, "B/op")));
		this.measurements.add(new Measurement(of, round, new Score(nanos, "ns/op"), secondary));
		return this;
	}

	Results results() {
		return new Results(this.measurements);
	}

}
