package dev.accelerate.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import dev.accelerate.benchmarks.suite.Case;
import dev.accelerate.benchmarks.suite.Iterations;
import dev.accelerate.benchmarks.suite.Suite;
import joptsimple.OptionParser;
import joptsimple.OptionSet;
import joptsimple.OptionSpec;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * What the user wants of the suite.
 */
final class CommandLine {

	private final OptionParser parser = new OptionParser(false);

	private final OptionSpec<Integer> rounds = this.parser.accepts("rounds", "How often every case runs")
		.withRequiredArg()
		.ofType(Integer.class)
		.defaultsTo(3);

	private final OptionSpec<String> only = this.parser
		.accepts("only", "Regular expression: the cases whose names have a match (default: all)")
		.withRequiredArg();

	private final OptionSpec<String> output = this.parser
		.accepts("output", "Directory of the results (default: results, beside the program)")
		.withRequiredArg();

	private final OptionSpec<Integer> iterations = this.parser
		.accepts("iterations", "Iterations of each case, and as many to warm up (default: the case's own)")
		.withRequiredArg()
		.ofType(Integer.class);

	private final OptionSpec<String> time = this.parser
		.accepts("time", "Time of an iteration, such as 200ms or 2s (default: the case's own)")
		.withRequiredArg();

	private final OptionSpec<Void> list = this.parser.accepts("list", "Tell the names of the cases");

	private final OptionSpec<Void> help = this.parser.accepts("help", "Tell the options").forHelp();

	private final OptionSpec<String> rest = this.parser.nonOptions();

	private OptionSet options = this.parser.parse();

	CommandLine() {
		this.parser.accepts("jmh", "As the first option: run JMH itself with the options that follow");
		this.parser.accepts("rates",
				"As the first option: tell how many reads survive writes, of the number of rows and reads that follow");
	}

	void parse(String... arguments) {
		this.options = this.parser.parse(arguments);
		List<String> unknown = this.options.valuesOf(this.rest);
		if (!unknown.isEmpty()) {
			throw new IllegalArgumentException("'%s' is no option".formatted(unknown.get(0)));
		}
		for (String first : List.of("jmh", "rates")) {
			if (this.options.has(first)) {
				throw new IllegalArgumentException("Put --%s before all other options".formatted(first));
			}
		}
		if (this.options.has(this.iterations) && this.options.valueOf(this.iterations) < 1) {
			throw new IllegalArgumentException("Nothing would be measured: use --iterations=1 or more");
		}
		if (rounds() < 1) {
			throw new IllegalArgumentException("Cannot run %d rounds: use --rounds=1 or more".formatted(rounds()));
		}
	}

	boolean wantsHelp() {
		return this.options.has(this.help);
	}

	boolean wantsList() {
		return this.options.has(this.list);
	}

	void printHelp(OutputStream out) throws IOException {
		this.parser.printHelpOn(out);
	}

	int rounds() {
		return this.options.valueOf(this.rounds);
	}

	List<Case> cases() {
		Pattern pattern = pattern();
		List<Case> cases = Suite.cases()
			.stream()
			.filter((each) -> pattern.matcher(each.name()).find())
			.map(this::iterated)
			.toList();
		if (cases.isEmpty()) {
			throw new IllegalArgumentException(
					"No case matches --only=%s: --list tells their names".formatted(pattern));
		}
		return cases;
	}

	private Pattern pattern() {
		String expression = this.options.has(this.only) ? this.options.valueOf(this.only) : "";
		try {
			return Pattern.compile(expression);
		}
		catch (PatternSyntaxException ex) {
			throw new IllegalArgumentException(
					"--only=%s is no regular expression: %s".formatted(expression, ex.getDescription()), ex);
		}
	}

	private Case iterated(Case each) {
		return each.withIterations(iterated(each.warmup()), iterated(each.measurement()));
	}

	private Iterations iterated(Iterations own) {
		return new Iterations(this.options.has(this.iterations) ? this.options.valueOf(this.iterations) : own.count(),
				this.options.has(this.time) ? time(this.options.valueOf(this.time)) : own.time());
	}

	private static Duration time(String time) {
		try {
			return Duration.ofNanos(TimeValue.fromString(time).convertTo(TimeUnit.NANOSECONDS));
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("--time=%s is no time: use one such as 200ms or 2s".formatted(time), ex);
		}
	}

	/**
	 * Return the directory of the results. Unless it is told, it is beside the program,
	 * so that it does not depend on where one stands.
	 * @return the directory
	 */
	Path output() {
		if (this.options.has(this.output)) {
			return Path.of(this.options.valueOf(this.output));
		}
		try {
			return Path.of(Benchmarks.class.getProtectionDomain().getCodeSource().getLocation().toURI())
				.resolveSibling("results");
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException("The program is nowhere", ex);
		}
	}

}
