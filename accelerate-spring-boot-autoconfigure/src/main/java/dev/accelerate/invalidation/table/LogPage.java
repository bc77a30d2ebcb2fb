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
 * @param complete an id up to which every transaction has ended
 * @param first the least id that is present, or zero
 * @param rows the rows in the order of their ids
 * @param full whether there may be more rows
 */
record LogPage(@Nullable String server, long now, @Nullable String life, long fence, long complete, long first,
		List<LogRow> rows, boolean full) {

	/**
	 * Id of the row whose record stands for the life of the log.
	 */
	static final long LIFE = -1;

	/**
	 * Id of the row whose record is the fence, and what is complete.
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
		String server = null;
		String life = null;
		long now = 0;
		Fence fence = Fence.NONE;
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
				fence = Fence.parse(row.record());
			}
			else if (row.id() > 0) {
				rows.add(row);
			}
		}
		rows.sort(Comparator.comparingLong(LogRow::id));
		return new LogPage(server, now, life, fence.removed(), fence.complete(), first, rows, rows.size() >= limit);
	}

	/**
	 * Record of the row of the fence.
	 *
	 * @param removed the greatest id that was removed because it was old
	 * @param complete an id up to which every transaction has ended
	 */
	record Fence(long removed, long complete) {

		static final Fence NONE = new Fence(0, 0);

		static Fence parse(String record) {
			String[] ids = record.split(" ", 2);
			return new Fence(Long.parseLong(ids[0]), (ids.length > 1) ? Long.parseLong(ids[1]) : 0);
		}

		@Override
		public String toString() {
			return this.removed + " " + this.complete;
		}

	}

}
