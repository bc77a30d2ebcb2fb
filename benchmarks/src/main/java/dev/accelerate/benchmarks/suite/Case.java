package dev.accelerate.benchmarks.suite;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is measured at once, mostly by one fork. The mode and the unit are those of the
 * benchmark's annotations.
 *
 * @param benchmark the full name of the benchmark's method
 * @param parameters the value of each of its parameters
 * @param threads how many threads call it at once
 * @param forks how many JVMs run it, one after the other
 * @param warmup the iterations that do not count
 * @param measurement the iterations that count
 */
public record Case(String benchmark, Map<String, String> parameters, int threads, int forks, Iterations warmup,
		Iterations measurement) {

	/**
	 * What a fork needs to start, and its peer with it. Only an estimate rests on it.
	 */
	private static final Duration START = Duration.ofSeconds(5);

	public Case {
		if (threads < 1) {
			throw new IllegalArgumentException("%d threads: use 1 or more".formatted(threads));
		}
		if (forks < 1) {
			throw new IllegalArgumentException("%d forks: use 1 or more".formatted(forks));
		}
		if (measurement.count() < 1) {
			throw new IllegalArgumentException("Nothing is measured: use 1 iteration or more");
		}
		parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
	}

	/**
	 * Create a case of one thread and one fork without parameters, with three seconds of
	 * each kind.
	 * @param benchmark the class of the benchmark
	 * @param method its method
	 * @return the case
	 */
	public static Case of(Class<?> benchmark, String method) {
		return of(benchmark.getName() + "." + method);
	}

	/**
	 * Create a case of one thread and one fork without parameters, with three seconds of
	 * each kind.
	 * @param benchmark the full name of the benchmark's method
	 * @return the case
	 */
	public static Case of(String benchmark) {
		return new Case(benchmark, Map.of(), 1, 1, Iterations.seconds(3), Iterations.seconds(3));
	}

	/**
	 * Return the case with another parameter.
	 * @param name the name of the parameter
	 * @param value its value; of an enum constant the name counts
	 * @return the new case
	 */
	public Case with(String name, Object value) {
		Map<String, String> all = new LinkedHashMap<>(this.parameters);
		all.put(name, (value instanceof Enum<?> constant) ? constant.name() : value.toString());
		return new Case(this.benchmark, all, this.threads, this.forks, this.warmup, this.measurement);
	}

	/**
	 * Return the case with another number of threads.
	 * @param threads how many threads
	 * @return the new case
	 */
	public Case withThreads(int threads) {
		return new Case(this.benchmark, this.parameters, threads, this.forks, this.warmup, this.measurement);
	}

	/**
	 * Return the case with another number of forks.
	 * @param forks how many JVMs
	 * @return the new case
	 */
	public Case withForks(int forks) {
		return new Case(this.benchmark, this.parameters, this.threads, forks, this.warmup, this.measurement);
	}

	/**
	 * Return the case with other iterations.
	 * @param warmup the iterations that do not count
	 * @param measurement the iterations that count
	 * @return the new case
	 */
	public Case withIterations(Iterations warmup, Iterations measurement) {
		return new Case(this.benchmark, this.parameters, this.threads, this.forks, warmup, measurement);
	}

	/**
	 * Return the name, which says which case it is, whatever its iterations.
	 * @return the name, such as {@code HitBenchmark.hit peer=H2 query=COUNT threads=2}
	 */
	public String name() {
		StringBuilder name = new StringBuilder(shortBenchmark());
		this.parameters.forEach((parameter, value) -> name.append(' ').append(parameter).append('=').append(value));
		return (this.threads == 1) ? name.toString() : name.append(" threads=").append(this.threads).toString();
	}

	/**
	 * Return the benchmark without its package.
	 * @return the simple name of the class and the method
	 */
	public String shortBenchmark() {
		return simpleClass() + "." + method();
	}

	/**
	 * Return the class of the benchmark.
	 * @return its name without its package
	 */
	public String simpleClass() {
		String type = this.benchmark.substring(0, this.benchmark.lastIndexOf('.'));
		return type.substring(type.lastIndexOf('.') + 1);
	}

	/**
	 * Return the method of the benchmark.
	 * @return its name
	 */
	public String method() {
		return this.benchmark.substring(this.benchmark.lastIndexOf('.') + 1);
	}

	/**
	 * Return how long a run of the case should take.
	 * @return the estimate
	 */
	public Duration estimate() {
		return START.plus(this.warmup.total()).plus(this.measurement.total()).multipliedBy(this.forks);
	}

	@Override
	public String toString() {
		return name();
	}

}
