package dev.accelerate.benchmarks.suite;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.SampleTimeResult;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runner of single cases.
 */
public final class CaseRunner {

	private final int forks;

	private final @Nullable Path logs;

	private CaseRunner(int forks, @Nullable Path logs) {
		this.forks = forks;
		this.logs = logs;
	}

	/**
	 * Create a runner that starts as many JVMs for each case as it wants.
	 * @param logs the directory, which must be there, where what JMH and its forks print
	 * goes to, one file for each run; {@code null} if nobody wants it
	 * @return the runner
	 */
	public static CaseRunner forked(@Nullable Path logs) {
		return new CaseRunner(1, logs);
	}

	/**
	 * Create a runner that runs every case in this JVM. It shows that a case works; its
	 * scores mean nothing.
	 * @return the runner
	 */
	public static CaseRunner inThisJvm() {
		return new CaseRunner(0, null);
	}

	/**
	 * Run a case once.
	 * @param toRun the case
	 * @param round the round it is run in
	 * @return what it gave
	 * @throws RunnerException if it cannot be run, or fails
	 */
	public Measurement run(Case toRun, int round) throws RunnerException {
		Collection<RunResult> results = results(toRun, round);
		if (results.size() != 1) {
			throw new RunnerException("Expected one result and got %d: name every parameter of '%s' once"
				.formatted(results.size(), toRun.benchmark()));
		}
		RunResult result = results.iterator().next();
		Map<String, Score> secondary = new LinkedHashMap<>();
		result.getSecondaryResults().forEach((name, score) -> {
			// A counter that counted nothing is not a number, which JSON does not know.
			if (isWanted(name, result) && Double.isFinite(score.getScore())) {
				secondary.put(name, mean(score));
			}
		});
		return new Measurement(toRun, round, score(result.getPrimaryResult()), secondary);
	}

	/**
	 * Run a case by JMH. JMH and the servers in its forks print much, and only to the
	 * standard streams, so that these lead to the log meanwhile.
	 */
	private Collection<RunResult> results(Case toRun, int round) throws RunnerException {
		PrintStream out = System.out;
		PrintStream err = System.err;
		try (PrintStream log = log(toRun, round)) {
			System.setOut(log);
			System.setErr(log);
			return new Runner(options(toRun).build()).run();
		}
		catch (NoBenchmarksException ex) {
			throw new RunnerException(
					"There is no benchmark '%s': name the class and its method".formatted(toRun.benchmark()), ex);
		}
		catch (IOException ex) {
			throw new RunnerException("Its log cannot be written: " + ex.getMessage(), ex);
		}
		finally {
			System.setOut(out);
			System.setErr(err);
		}
	}

	private PrintStream log(Case toRun, int round) throws IOException {
		if (this.logs == null) {
			return new PrintStream(OutputStream.nullOutputStream());
		}
		String file = "%s-%d.log".formatted(toRun.name().replaceAll("[^A-Za-z0-9=._-]", "-"), round);
		return new PrintStream(Files.newOutputStream(this.logs.resolve(file)), true, StandardCharsets.UTF_8);
	}

	private ChainedOptionsBuilder options(Case toRun) {
		ChainedOptionsBuilder options = new OptionsBuilder().include("^" + Pattern.quote(toRun.benchmark()) + "$")
			.forks(this.forks * toRun.forks())
			.threads(toRun.threads())
			.warmupIterations(toRun.warmup().count())
			.warmupTime(time(toRun.warmup().time()))
			.measurementIterations(toRun.measurement().count())
			.measurementTime(time(toRun.measurement().time()))
			.addProfiler(GCProfiler.class)
			.shouldFailOnError(true);
		toRun.parameters().forEach(options::param);
		return options;
	}

	/**
	 * What is sampled is set up anew between the samples, so that most of what was
	 * allocated was not allocated by them. Its percentiles are no scores of their own.
	 */
	private static boolean isWanted(String name, RunResult result) {
		if (isSampled(result.getPrimaryResult())) {
			return !name.matches("gc\\..*|p[01]\\.\\d+");
		}
		return !name.startsWith("gc.") || name.equals(Score.ALLOCATION);
	}

	private static boolean isSampled(Result<?> result) {
		return result instanceof SampleTimeResult;
	}

	/**
	 * Return the score. Of what is sampled it is the median: the samples are few and
	 * short, and their mean would tell of whatever interrupted one of them.
	 */
	static Score score(Result<?> result) {
		double score = isSampled(result) ? result.getStatistics().getPercentile(50) : result.getScore();
		return new Score(score, result.getScoreUnit());
	}

	/**
	 * Return the mean of the iterations. JMH adds up what a benchmark counts itself.
	 */
	private static Score mean(Result<?> result) {
		return new Score(result.getStatistics().getMean(), result.getScoreUnit());
	}

	private static TimeValue time(Duration duration) {
		return TimeValue.nanoseconds(duration.toNanos());
	}

}
