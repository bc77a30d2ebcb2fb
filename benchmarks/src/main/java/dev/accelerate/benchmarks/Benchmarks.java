package dev.accelerate.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import dev.accelerate.benchmarks.rates.RowWriteRates;
import dev.accelerate.benchmarks.report.Machine;
import dev.accelerate.benchmarks.report.Report;
import dev.accelerate.benchmarks.report.Results;
import dev.accelerate.benchmarks.suite.Case;
import dev.accelerate.benchmarks.suite.CaseRunner;
import dev.accelerate.benchmarks.suite.Rounds;
import joptsimple.OptionException;
import org.openjdk.jmh.Main;

/**
 * The suite as a program.
 */
public final class Benchmarks {

	private static final int DONE = 0;

	private static final int FAILED = 1;

	private static final int MISUSED = 2;

	private Benchmarks() {
	}

	public static void main(String[] arguments) throws Exception {
		if (arguments.length > 0 && arguments[0].equals("--jmh")) {
			Main.main(Arrays.copyOfRange(arguments, 1, arguments.length));
			return;
		}
		if (arguments.length > 0 && arguments[0].equals("--rates")) {
			RowWriteRates.run(System.out, Arrays.copyOfRange(arguments, 1, arguments.length));
			return;
		}
		// What the peers left running in this JVM must not keep it.
		System.exit(run(System.out, System.err, arguments));
	}

	static int run(PrintStream out, PrintStream err, String... arguments) throws IOException {
		CommandLine line = new CommandLine();
		List<Case> cases;
		try {
			line.parse(arguments);
			cases = line.cases();
		}
		catch (OptionException | IllegalArgumentException ex) {
			err.println(ex.getMessage() + ". See --help.");
			return MISUSED;
		}
		if (line.wantsHelp()) {
			line.printHelp(out);
			return DONE;
		}
		if (line.wantsList()) {
			cases.forEach((each) -> out.println(each.name()));
			return DONE;
		}
		return measure(new Rounds(line.rounds(), cases), line.output(), out);
	}

	private static int measure(Rounds rounds, Path output, PrintStream out) throws IOException {
		Path logs = Files.createDirectories(output.resolve("logs"));
		Machine machine = Machine.current();
		Progress progress = new Progress(rounds, out, System::nanoTime) {

			@Override
			public void ended(int round) throws IOException {
				// Whoever stops the suite keeps the rounds that have ended.
				Report.write(new Results(measurements()), machine, output);
			}

		};
		rounds.run(CaseRunner.forked(logs), progress);
		out.printf("Results are in %s%n", output);
		return progress.isFailed() ? FAILED : DONE;
	}

}
