package dev.accelerate.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.accelerate.benchmarks.suite.Case;
import dev.accelerate.benchmarks.suite.Measurement;
import dev.accelerate.benchmarks.suite.Score;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.json.JsonWriter;

/**
 * All that was measured.
 */
public final class Results {

	private static final JsonWriter<Object> JSON = JsonWriter.standard();

	private final List<Measurement> measurements;

	private final Map<String, Map<Integer, Measurement>> byCase = new LinkedHashMap<>();

	/**
	 * Create results.
	 * @param measurements the measurements, in the order of the cases
	 */
	public Results(List<Measurement> measurements) {
		this.measurements = List.copyOf(measurements);
		for (Measurement measurement : measurements) {
			this.byCase.computeIfAbsent(measurement.ofCase().name(), (name) -> new LinkedHashMap<>())
				.put(measurement.round(), measurement);
		}
	}

	/**
	 * Return the number of rounds.
	 * @return the greatest number of a round
	 */
	int rounds() {
		return this.measurements.stream().mapToInt(Measurement::round).max().orElse(0);
	}

	/**
	 * Return the cases that gave something.
	 * @return each case once
	 */
	List<Case> cases() {
		Map<String, Case> cases = new LinkedHashMap<>();
		this.measurements
			.forEach((measurement) -> cases.putIfAbsent(measurement.ofCase().name(), measurement.ofCase()));
		return List.copyOf(cases.values());
	}

	@Nullable Score score(Figure figure, int round) {
		Measurement measurement = this.byCase.getOrDefault(figure.ofCase().name(), Map.of()).get(round);
		return (measurement != null) ? figure.in(measurement) : null;
	}

	List<Score> scores(Figure figure) {
		List<Score> scores = new ArrayList<>();
		for (int round = 1; round <= rounds(); round++) {
			Score score = score(figure, round);
			if (score != null) {
				scores.add(score);
			}
		}
		return scores;
	}

	/**
	 * Return a figure over the rounds.
	 * @param figure the figure
	 * @return its values, none if the case did not run
	 */
	Spread spread(Figure figure) {
		return new Spread(scores(figure).stream().map(Score::value).toList());
	}

	/**
	 * Return a ratio over the rounds.
	 * @param ratio the ratio
	 * @return its values in those rounds that have both sides
	 */
	Spread spread(Ratio ratio) {
		List<Double> values = new ArrayList<>();
		for (int round = 1; round <= rounds(); round++) {
			Double value = ratio.in(this, round);
			if (value != null) {
				values.add(value);
			}
		}
		return new Spread(values);
	}

	/**
	 * Return the unit of a figure.
	 * @param figure the figure
	 * @return its unit, or a dash if the case did not run
	 */
	String unit(Figure figure) {
		return scores(figure).stream().map(Score::unit).findFirst().orElse(Markdown.DASH);
	}

	/**
	 * Return the names of the secondary scores of a case.
	 * @param ofCase the case
	 * @return the names
	 */
	Set<String> secondaryNames(Case ofCase) {
		Set<String> names = new LinkedHashSet<>();
		this.byCase.getOrDefault(ofCase.name(), Map.of())
			.values()
			.forEach((measurement) -> names.addAll(measurement.secondary().keySet()));
		return names;
	}

	/**
	 * Return the results as JSON, one measurement in a line.
	 * @param machine where they were measured
	 * @return the text
	 */
	public String toJson(Machine machine) {
		return this.measurements.stream()
			.map((measurement) -> JSON.writeToString(json(measurement)))
			.collect(Collectors.joining(",\n",
					"{\"machine\":%s,\"measurements\":[\n".formatted(JSON.writeToString(machine.toString())),
					"\n]}\n"));
	}

	private static Map<String, Object> json(Measurement measurement) {
		Case ofCase = measurement.ofCase();
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("benchmark", ofCase.benchmark());
		json.put("parameters", ofCase.parameters());
		json.put("threads", ofCase.threads());
		json.put("round", measurement.round());
		json.putAll(json(measurement.primary()));
		Map<String, Object> secondary = new LinkedHashMap<>();
		measurement.secondary().forEach((name, score) -> secondary.put(name, json(score)));
		json.put("secondary", secondary);
		return json;
	}

	private static Map<String, Object> json(Score score) {
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("score", score.value());
		json.put("unit", score.unit());
		return json;
	}

}
