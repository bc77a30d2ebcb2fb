package dev.accelerate.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;

import dev.accelerate.benchmarks.suite.Case;
import dev.accelerate.benchmarks.suite.Iterations;
import dev.accelerate.benchmarks.suite.Suite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link CommandLine}.
 */
class CommandLineTests {

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private final ByteArrayOutputStream err = new ByteArrayOutputStream();

	@Test
	void runsAllCasesThreeTimesUnlessTold() {
		CommandLine line = parse();
		assertThat(line.cases()).isEqualTo(Suite.cases());
		assertThat(line.rounds()).isEqualTo(3);
		assertThat(line.output()).hasFileName("results");
	}

	@Test
	void selectsCasesAndTheirIterations() {
		CommandLine line = parse("--only=peer=H2 query=COUNT$", "--iterations=2", "--time=200ms", "--output=there",
				"--rounds=1");
		Iterations iterations = new Iterations(2, Duration.ofMillis(200));
		assertThat(line.cases()).singleElement()
			.returns(iterations, Case::warmup)
			.returns(iterations, Case::measurement)
			.hasToString("HitBenchmark.hit peer=H2 query=COUNT");
		assertThat(line.output()).isEqualTo(Path.of("there"));
		assertThat(line.rounds()).isEqualTo(1);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			--foo              | foo is not a recognized option. See --help.
			foo                | 'foo' is no option. See --help.
			--rounds=0         | Cannot run 0 rounds: use --rounds=1 or more. See --help.
			--rounds=x         | Cannot parse argument 'x' of option rounds. See --help.
			--iterations=0     | Nothing would be measured: use --iterations=1 or more. See --help.
			--time=soon        | --time=soon is no time: use one such as 200ms or 2s. See --help.
			--only=(           | --only=( is no regular expression: Unclosed group. See --help.
			--only=nothing     | No case matches --only=nothing: --list tells their names. See --help.
			--jmh              | Put --jmh before all other options. See --help.
			--rates            | Put --rates before all other options. See --help.
			""")
	void refusesWhatItDoesNotUnderstand(String argument, String message) throws Exception {
		assertThat(run(argument)).isEqualTo(2);
		assertThat(this.err).hasToString(message + System.lineSeparator());
		assertThat(this.out.size()).isZero();
	}

	@Test
	void listsTheNamesOfTheCases() throws Exception {
		assertThat(run("--list", "--only=query=GRAPHS")).isZero();
		assertThat(this.out.toString().lines()).contains("HitBenchmark.hit peer=ACCELERATE query=GRAPHS")
			.allMatch((line) -> line.contains("query=GRAPHS"));
	}

	@Test
	void tellsItsOptions() throws Exception {
		assertThat(run("--help")).isZero();
		assertThat(this.out.toString()).contains("--rounds", "--only", "--output", "--list", "--jmh", "--rates");
	}

	private int run(String... arguments) throws Exception {
		return Benchmarks.run(new PrintStream(this.out), new PrintStream(this.err), arguments);
	}

	private static CommandLine parse(String... arguments) {
		CommandLine line = new CommandLine();
		line.parse(arguments);
		return line;
	}

}
