package dev.accelerate.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Tables and numbers in Markdown.
 */
final class Markdown {

	/**
	 * What stands where nothing was measured.
	 */
	static final String DASH = "–";

	private Markdown() {
	}

	/**
	 * Write a table whose first columns are text, and whose others are numbers.
	 * @param text how many columns are text
	 * @param head the names of the columns
	 * @param rows the rows, each with a cell for every column
	 * @return the lines of the table
	 */
	static String table(int text, List<String> head, List<List<String>> rows) {
		StringBuilder table = new StringBuilder(row(head)).append('|');
		for (int column = 0; column < head.size(); column++) {
			table.append((column < text) ? " --- |" : " ---: |");
		}
		table.append('\n');
		for (List<String> row : rows) {
			if (row.size() != head.size()) {
				throw new IllegalArgumentException(
						"A row of %d cells below %d columns: %s".formatted(row.size(), head.size(), row));
			}
			table.append(row(row));
		}
		return table.toString();
	}

	private static String row(List<String> cells) {
		return cells.stream()
			.map((cell) -> cell.replace("|", "\\|").replace('\n', ' '))
			.collect(Collectors.joining(" | ", "| ", " |\n"));
	}

	/**
	 * Write a number with about three digits, which is more than the runs agree on.
	 * @param number the number
	 * @return the text, a dash if it is none
	 */
	static String number(double number) {
		if (!Double.isFinite(number)) {
			return DASH;
		}
		double size = Math.abs(number);
		if (size >= 100 || size == 0) {
			return String.format(Locale.ROOT, "%,.0f", number);
		}
		if (size >= 10) {
			return String.format(Locale.ROOT, "%.1f", number);
		}
		return String.format(Locale.ROOT, (size >= 0.1) ? "%.2f" : (size >= 0.01) ? "%.3f" : "%.2g", number);
	}

	static String median(Spread spread) {
		return number(spread.median());
	}

	static String range(Spread spread) {
		return spread.isEmpty() ? DASH : "%s to %s".formatted(number(spread.min()), number(spread.max()));
	}

}
