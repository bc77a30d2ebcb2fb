package dev.accelerate.invalidation.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reader of the table. What one of its statements returns was true at one moment.
 */
final class LogReader {

	/**
	 * Greatest number of ids in one statement.
	 */
	private static final int IDS = 500;

	/**
	 * Most rows of a page that continues none. While the database has no statistics of
	 * the table, it takes few rows by the index, and looks for many in the whole table.
	 */
	private static final int FEW = 100;

	private final LogDialect dialect;

	private final int limit;

	private final int seconds;

	private final String poll;

	private final String rows;

	private final String head;

	private final String gaps;

	/**
	 * Number of binary digits of the number of ids, from the first row to the last one,
	 * as far as they were read.
	 */
	private int digits;

	/**
	 * Creates a reader.
	 * @param limit the most rows of a page
	 * @param seconds how long a query may take
	 */
	LogReader(LogTable table, int limit, int seconds) {
		this.dialect = table.dialect();
		this.limit = limit;
		this.seconds = seconds;
		String created = this.dialect.micros("created_at");
		String heads = "select " + LogPage.SERVER + " as id, " + this.dialect.identity(table.name()) + " as node, "
				+ this.dialect.micros(this.dialect.now()) + " as created, '' as record";
		String columns = "select id, node, " + created + " as created, record from " + table.name();
		String marks = columns + " where id in (" + LogPage.LIFE + ", " + LogPage.FENCE + ")";
		this.poll = heads + " union all (select " + LogPage.FIRST + ", '', id, '' from " + table.name()
				+ " where id > 0 order by id limit 1) union all " + marks + " union all (" + columns
				+ " where id >= ? order by id limit ";
		this.rows = columns + " where id in (";
		this.head = heads + " union all (" + columns + " where id > 0 order by id desc limit 1) union all " + marks;
		this.gaps = "select before_id, id from (select id, coalesce(lag(id) over (order by id), ?) as before_id, "
				+ "max(id) over () as last_id from (select id from " + table.name()
				+ " where id > ? and id <= ? order by id limit " + limit
				+ ") some_ids) ids where before_id <> id - 1 or id = last_id order by id";
	}

	/**
	 * Reads what is new. The text differs when the table has doubled. A database that
	 * keeps the plan of a prepared statement would go on reading the whole table, if that
	 * was small when the plan was made.
	 * @param from the first id to read
	 * @param more whether there were more rows than the last page could have
	 */
	LogPage poll(Connection connection, long from, boolean more) throws SQLException {
		int most = more ? this.limit : Math.min(FEW, this.limit);
		String size = "/* 2^" + this.digits + " */ ";
		try (PreparedStatement statement = connection.prepareStatement(size + this.poll + most + ")")) {
			this.dialect.limit(statement, this.seconds);
			statement.setLong(1, from);
			try (ResultSet result = statement.executeQuery()) {
				LogPage page = page(result, most);
				long newest = page.rows().isEmpty() ? 0 : page.rows().get(page.rows().size() - 1).id();
				this.digits = Long.SIZE - Long.numberOfLeadingZeros(Math.max(0, newest - page.first()));
				return page;
			}
		}
	}

	private static LogPage page(ResultSet result, int most) throws SQLException {
		List<LogRow> found = new ArrayList<>();
		while (result.next()) {
			found.add(row(result));
		}
		return LogPage.of(found, most);
	}

	/**
	 * Reads some rows, of which not all need exist.
	 */
	List<LogRow> rows(Connection connection, Collection<Long> ids) throws SQLException {
		List<LogRow> found = new ArrayList<>();
		List<Long> all = List.copyOf(ids);
		for (int i = 0; i < all.size(); i += IDS) {
			String some = all.subList(i, Math.min(i + IDS, all.size()))
				.stream()
				.map(String::valueOf)
				.collect(Collectors.joining(","));
			try (Statement statement = connection.createStatement()) {
				this.dialect.limit(statement, this.seconds);
				try (ResultSet result = statement.executeQuery(this.rows + some + ")")) {
					while (result.next()) {
						found.add(row(result));
					}
				}
			}
		}
		return found;
	}

	/**
	 * Reads the newest row, and what is known of the log.
	 */
	LogPage head(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			this.dialect.limit(statement, this.seconds);
			try (ResultSet result = statement.executeQuery(this.head)) {
				return page(result, this.limit);
			}
		}
	}

	/**
	 * Reads which ids are missing. It takes a statement for every so many ids, so that
	 * none of them takes long.
	 * @param from the first id that may be missing
	 * @param to the last one
	 */
	List<Gap> gaps(Connection connection, long from, long to) throws SQLException {
		List<Gap> found = new ArrayList<>();
		long last = from - 1;
		try (PreparedStatement statement = connection.prepareStatement(this.gaps)) {
			this.dialect.limit(statement, this.seconds);
			while (last < to) {
				long next = gaps(statement, last, to, found);
				if (next == last) {
					found.add(new Gap(last + 1, to));
					return found;
				}
				last = next;
			}
		}
		return found;
	}

	/**
	 * Reads some ids.
	 * @return the last one
	 */
	private static long gaps(PreparedStatement statement, long after, long to, List<Gap> found) throws SQLException {
		statement.setLong(1, after);
		statement.setLong(2, after);
		statement.setLong(3, to);
		long last = after;
		try (ResultSet result = statement.executeQuery()) {
			while (result.next()) {
				long before = result.getLong(1);
				last = result.getLong(2);
				if (before < last - 1) {
					found.add(new Gap(before + 1, last - 1));
				}
			}
		}
		return last;
	}

	private static LogRow row(ResultSet result) throws SQLException {
		return new LogRow(result.getLong(1), result.getString(2), result.getLong(3), result.getString(4));
	}

	/**
	 * Ids that are missing.
	 *
	 * @param from the first
	 * @param to the last
	 */
	record Gap(long from, long to) {
	}

}
