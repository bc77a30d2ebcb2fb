package dev.accelerate.invalidation.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What one query of the {@link LogReader} returned.
 *
 * @param server the identity of the server, or {@code null} if it accepts no writes
 * @param now the microseconds of the clock of the database
 * @param life a random text that stands for the life of the log, or {@code null} if it
 * has none
 * @param fence the greatest id that was removed because it was old
 * @param first the least id that is present, or zero
 * @param rows the rows in the order of their ids
 * @param gaps the ids that are missing between others, if that was asked
 * @param full whether there may be more rows
 */
record LogPage(@Nullable String server, long now, @Nullable String life, long fence, long first, List<LogRow> rows,
		List<Gap> gaps, boolean full) {

	/**
	 * Id of the row whose record stands for the life of the log.
	 */
	static final long LIFE = -1;

	/**
	 * Id of the row whose record is the fence.
	 */
	static final long FENCE = -2;

	/**
	 * Id, in a result, of what is known of the server.
	 */
	static final long SERVER = -3;

	/**
	 * Id, in a result, of what is known of the first row.
	 */
	static final long FIRST = -4;

	static LogPage of(List<LogRow> found, int limit) {
		LogPage page = of(found, List.of());
		return new LogPage(page.server, page.now, page.life, page.fence, page.first, page.rows, page.gaps,
				page.rows.size() >= limit);
	}

	static LogPage of(List<LogRow> found, List<Gap> gaps) {
		String server = null;
		String life = null;
		long now = 0;
		long fence = 0;
		long first = 0;
		List<LogRow> rows = new ArrayList<>();
		for (LogRow row : found) {
			if (row.id() == SERVER) {
				server = row.node();
				now = row.created();
			}
			else if (row.id() == FIRST) {
				first = row.created();
			}
			else if (row.id() == LIFE) {
				life = row.record();
			}
			else if (row.id() == FENCE) {
				fence = Long.parseLong(row.record());
			}
			else if (row.id() > 0) {
				rows.add(row);
			}
		}
		rows.sort(Comparator.comparingLong(LogRow::id));
		List<Gap> sorted = new ArrayList<>(gaps);
		sorted.sort(Comparator.comparingLong(Gap::from));
		return new LogPage(server, now, life, fence, first, rows, sorted, false);
	}

	/**
	 * Ids that are missing between two others.
	 *
	 * @param from the first
	 * @param to the last
	 */
	record Gap(long from, long to) {
	}

}
