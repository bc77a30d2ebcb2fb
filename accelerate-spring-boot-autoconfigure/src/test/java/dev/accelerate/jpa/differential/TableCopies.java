package dev.accelerate.jpa.differential;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Copies of all tables, from which the rows come back after a write.
 */
final class TableCopies {

	private final JdbcTemplate jdbc;

	/**
	 * The columns of each table that can be inserted, by its name in lower case.
	 */
	private final Map<String, Table> tables = new TreeMap<>();

	TableCopies(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
		this.jdbc.queryForList(
				"select table_name, column_name from information_schema.columns where upper(table_schema) = 'PUBLIC' "
						+ "and is_generated = 'NEVER' order by table_name, ordinal_position")
			.forEach((row) -> {
				String name = (String) row.get("table_name");
				this.tables.computeIfAbsent(name.toLowerCase(Locale.ROOT), (key) -> new Table(name, new ArrayList<>()))
					.columns()
					.add('"' + (String) row.get("column_name") + '"');
			});
	}

	/**
	 * Drops all foreign keys, so that tables can be emptied one by one.
	 */
	void dropForeignKeys() {
		this.jdbc
			.queryForList("select table_name, constraint_name from information_schema.table_constraints "
					+ "where constraint_type = 'FOREIGN KEY' and upper(table_schema) = 'PUBLIC'")
			.forEach((row) -> this.jdbc.execute("alter table \"" + row.get("table_name") + "\" drop constraint \""
					+ row.get("constraint_name") + '"'));
	}

	/**
	 * Keeps PostgreSQL from collecting statistics on the way. With others it would join
	 * in another way, and so find rows in another order where a query asks for none.
	 */
	void keepPlansOfPostgres() {
		this.tables.values()
			.forEach((table) -> this.jdbc
				.execute("alter table \"" + table.name() + "\" set (autovacuum_enabled = false)"));
	}

	void copy() {
		this.jdbc.execute("create schema copies");
		this.tables.values()
			.forEach((table) -> this.jdbc
				.execute("create table copies.\"" + table.name() + "\" as select * from \"" + table.name() + '"'));
	}

	void restoreAll() {
		restore(this.tables.keySet());
	}

	void restore(Collection<String> written) {
		List<String> statements = new ArrayList<>();
		for (String name : written) {
			Table table = this.tables.get(name);
			String columns = String.join(", ", table.columns());
			statements.add("truncate table \"" + table.name() + '"');
			statements.add("insert into \"" + table.name() + "\" (" + columns + ") select " + columns
					+ " from copies.\"" + table.name() + '"');
		}
		if (!statements.isEmpty()) {
			this.jdbc.batchUpdate(statements.toArray(String[]::new));
		}
	}

	/**
	 * Returns the rows of some tables as text.
	 */
	List<String> rows(Collection<String> names) {
		List<String> rows = new ArrayList<>();
		for (String name : names) {
			List<String> some = new ArrayList<>();
			this.jdbc.queryForList("select * from \"" + this.tables.get(name).name() + '"')
				.forEach((row) -> some.add(text(row)));
			some.stream().sorted().forEach((row) -> rows.add(name + " " + row));
		}
		return rows;
	}

	private static String text(Map<String, Object> row) {
		Map<String, Object> copy = new TreeMap<>(row);
		copy.replaceAll((column, value) -> {
			try {
				return (value instanceof byte[] bytes) ? Arrays.toString(bytes)
						: (value instanceof java.sql.Array array) ? Arrays.toString((Object[]) array.getArray())
								: (value instanceof java.sql.Clob clob) ? clob.getSubString(1, (int) clob.length())
										: value;
			}
			catch (java.sql.SQLException ex) {
				throw new IllegalStateException(ex);
			}
		});
		return copy.toString();
	}

	private record Table(String name, List<String> columns) {
	}

}
