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
 * Reader of the table. Each of its queries is one statement, so that what it returns was
 * true at one moment.
 */
final class LogReader {

	/**
	 * Greatest number of ids in one statement.
	 */
	private static final int IDS = 500;

	private final LogDialect dialect;

	private final int limit;

	private final int seconds;

	private final String poll;

	private final String rows;

	private final String outline;

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
		String heads = "select " + LogPage.SERVER + " as id, " + this.dialect.identity() + " as node, "
				+ this.dialect.micros(this.dialect.now()) + " as created, '' as record";
		String columns = "select id, node, " + created + " as created, record from " + table.name();
		this.poll = heads + " union all (select " + LogPage.FIRST + ", '', id, '' from " + table.name()
				+ " where id > 0 order by id limit 1) union all " + columns + " where id < 0 union all (" + columns
				+ " where id >= ? order by id limit " + limit + ")";
		this.rows = columns + " where id in (";
		this.outline = heads + ", 0 as next_id, 0 as previous_id union all select id, node, created, record, next_id, "
				+ "previous_id from (select id, node, " + created + " as created, '' as record, "
				+ "coalesce(lead(id) over (order by id), 0) as next_id, "
				+ "coalesce(lag(id) over (order by id), 0) as previous_id from " + table.name()
				+ " where id > 0) x where next_id <> id + 1 or previous_id = 0 union all select id, node, " + created
				+ ", record, 0, 0 from " + table.name() + " where id < 0";
	}

	/**
	 * Reads what is new.
	 * @param from the first id to read
	 */
	LogPage poll(Connection connection, long from) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(this.poll)) {
			this.dialect.limit(statement, this.seconds);
			statement.setLong(1, from);
			List<LogRow> found = new ArrayList<>();
			try (ResultSet result = statement.executeQuery()) {
				while (result.next()) {
					found.add(row(result));
				}
			}
			return LogPage.of(found, this.limit);
		}
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
	 * Reads which ids are missing, out of all that have not been removed.
	 */
	LogPage outline(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet result = statement.executeQuery(this.outline)) {
			List<LogRow> found = new ArrayList<>();
			List<LogPage.Gap> gaps = new ArrayList<>();
			while (result.next()) {
				LogRow row = row(result);
				long next = result.getLong(5);
				if (row.id() > 0 && next > row.id() + 1) {
					gaps.add(new LogPage.Gap(row.id() + 1, next - 1));
				}
				found.add(row);
			}
			return LogPage.of(found, gaps);
		}
	}

	private static LogRow row(ResultSet result) throws SQLException {
		return new LogRow(result.getLong(1), result.getString(2), result.getLong(3), result.getString(4));
	}

}
