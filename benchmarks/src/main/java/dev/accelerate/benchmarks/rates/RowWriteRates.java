package dev.accelerate.benchmarks.rates;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.accelerate.Precision;

/**
 * Program that tells which part of the reads comes from the cache while other rows of the
 * same table are written: with rows, with tables, and as it would be of a perfect cache.
 *
 * @param rows how many rows there are
 * @param reads how many reads there are at each rate of writes
 * @param seed where the choices begin
 */
public record RowWriteRates(int rows, int reads, long seed) {

	private static final int ROWS = 100_000;

	private static final int READS = 400_000;

	private static final long SEED = 16;

	private static final String LINE = "| %s | %s | %s | %s | %s | %s |%n";

	/**
	 * Run the program.
	 * @param out where to print the table
	 * @param arguments the number of rows and that of reads, or nothing for the usual
	 */
	public static void run(PrintStream out, String... arguments) {
		int rows = (arguments.length > 0) ? Integer.parseInt(arguments[0]) : ROWS;
		int reads = (arguments.length > 1) ? Integer.parseInt(arguments[1]) : READS;
		new RowWriteRates(rows, reads, SEED).print(out);
	}

	static List<Rate> rates() {
		return List.of(Rate.perSecond(1), Rate.perSecond(10), Rate.perSecond(100), Rate.share(10));
	}

	private void print(PrintStream out) {
		out.printf("%,d rows, %,d reads at each rate, seed %d%n%n", this.rows, this.reads, this.seed);
		out.printf(LINE, "writes", "read", "perfect", "by rows", "by tables", "by rows, of perfect");
		out.println("| --- | --- | ---: | ---: | ---: | ---: |");
		for (Rate rate : rates()) {
			measure(rate).forEach((line) -> out.printf(LINE, rate.label(), line.kind().label(), percent(line.perfect()),
					percent(line.rows()), percent(line.tables()), percent(line.ofPerfect())));
		}
	}

	private static String percent(double part) {
		return String.format(Locale.ROOT, "%.1f %%", 100 * part);
	}

	/**
	 * Measure one rate.
	 * @return a line for each kind of read
	 */
	List<Line> measure(Rate rate) {
		Tally byRows = new RateRun(Precision.AUTO, this.rows, this.reads, this.seed).run(rate);
		Tally byTables = new RateRun(Precision.TABLE, this.rows, this.reads, this.seed).run(rate);
		List<Line> lines = new ArrayList<>();
		for (Kind kind : Kind.values()) {
			lines.add(new Line(kind, byRows.perfect(kind), byRows.hits(kind), byTables.hits(kind)));
		}
		return lines;
	}

	/**
	 * What came of reads of one kind.
	 *
	 * @param kind the kind
	 * @param perfect the hit rate of a perfect cache
	 * @param rows that with rows
	 * @param tables that with tables
	 */
	record Line(Kind kind, double perfect, double rows, double tables) {

		double ofPerfect() {
			return this.rows / this.perfect;
		}

	}

}
