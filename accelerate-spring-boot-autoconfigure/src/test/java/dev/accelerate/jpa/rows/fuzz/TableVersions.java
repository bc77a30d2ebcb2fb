package dev.accelerate.jpa.rows.fuzz;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Which tables the database has changed, as the database itself tells. A table may count
 * as changed although it is not.
 */
final class TableVersions {

	private final JdbcTemplate jdbc;

	private final String query;

	private final Map<String, Integer> numbers = new HashMap<>();

	private final Map<String, Long> versions = new HashMap<>();

	/**
	 * Knows all tables that there are.
	 * @param jdbc what reads past the application's data source
	 */
	TableVersions(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
		String product = jdbc.execute(
				(java.sql.Connection connection) -> connection.getMetaData().getDatabaseProductName().toLowerCase());
		String schema = product.equals("h2") ? "'PUBLIC'" : product.equals("postgresql") ? "'public'" : "database()";
		List<String> names = new ArrayList<>(
				jdbc.queryForList("select table_name from information_schema.tables where table_schema = " + schema
						+ " and table_type in ('BASE TABLE', 'TABLE') order by table_name", String.class));
		names.forEach((name) -> this.numbers.put(name.toLowerCase(Locale.ROOT), this.numbers.size()));
		this.query = switch (product) {
			case "h2" -> "select table_name, last_modification from information_schema.tables "
					+ "where table_schema = 'PUBLIC'";
			case "postgresql" -> String.join(" union all ",
					names.stream()
						.map((name) -> "select '" + name
								+ "', count(*) + coalesce(sum(hashtextextended(t::text, 7)), 0) from " + name + " t")
						.toList());
			default -> "checksum table " + String.join(", ", names);
		};
		changed();
	}

	/**
	 * Returns the numbers of tables, by their names.
	 */
	Map<String, Integer> numbers() {
		return this.numbers;
	}

	/**
	 * Returns the tables that have changed since this was asked before.
	 */
	BitSet changed() {
		BitSet changed = new BitSet();
		// Prepared, because it names so many tables that PostgreSQL plans it for long.
		this.jdbc.query(this.query, (statement) -> {
		}, (row) -> {
			String text = row.getString(1).toLowerCase(Locale.ROOT);
			String name = text.substring(text.indexOf('.') + 1);
			long version = row.getBigDecimal(2).longValue();
			Integer number = this.numbers.get(name);
			// Hibernate makes tables for statements on several tables.
			if (number != null) {
				Long before = this.versions.put(name, version);
				if (before == null || before != version) {
					changed.set(number);
				}
			}
		});
		return changed;
	}

}
