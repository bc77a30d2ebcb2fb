package dev.accelerate.jpa.differential;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What an application sees of a read and of what follows it, line by line. Identity
 * hashes and the present time are left out.
 */
final class Trace {

	private static final Pattern HASH = Pattern.compile("@[0-9a-f]{4,}|/\\* key:\\d+ \\*/");

	private static final String TIME = "[T ]\\d\\d:\\d\\d(:\\d\\d)?(\\.\\d+)?(Z|[+-]\\d\\d(:\\d\\d)?)?";

	private final List<String> lines = new ArrayList<>();

	private final SqlLog sql;

	private final List<String> dates;

	Trace(SqlLog sql) {
		this.sql = sql;
		LocalDate today = LocalDate.now();
		this.dates = Stream.of(today.minusDays(1), today, today.plusDays(1)).map(LocalDate::toString).toList();
	}

	void add(String name, @Nullable Object value) {
		for (String line : String.valueOf(value).split("\n")) {
			this.lines.add(name + ": " + withoutTime(withoutHash(line)));
		}
	}

	private static String withoutHash(String line) {
		// Most lines have none, and there are very many lines.
		return (line.indexOf('@') < 0 && !line.contains("/* key:")) ? line : HASH.matcher(line).replaceAll("");
	}

	private String withoutTime(String line) {
		String changed = line;
		for (String date : this.dates) {
			if (changed.contains(date)) {
				changed = changed.replaceAll(date + TIME, "now");
			}
		}
		return changed;
	}

	/**
	 * Records how an action fails.
	 * @return whether it did not
	 */
	boolean failing(String name, Runnable action) {
		try {
			action.run();
			return true;
		}
		catch (RuntimeException ex) {
			Throwable root = ex;
			while (root.getCause() != null) {
				root = root.getCause();
			}
			add(name + " throws", ex.getClass().getName() + " " + ex.getMessage());
			add(name + " because", root.getClass().getName() + " " + root.getMessage());
			return false;
		}
	}

	/**
	 * Records the statements that an action sends, and how it fails.
	 */
	boolean sending(String name, Runnable action) {
		int before = this.sql.size();
		boolean succeeded = failing(name, action);
		this.sql.since(before).forEach((statement) -> add(name + " sends", statement));
		return succeeded;
	}

	List<String> lines() {
		return this.lines;
	}

}
