package dev.accelerate.catalog;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Statements of PostgreSQL by which writes of others than the application are recorded in
 * its log.
 *
 * @param schema the schema of the log, or {@code null} for the current one
 * @param log the name of the table of the log
 */
public record TriggerScript(@Nullable String schema, String log) {

	private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

	/**
	 * Returns the statements that create the triggers.
	 * @param connection a connection to the database
	 * @param names the tables, as the application names them
	 * @param schemas the schemas to look into, or none for those that the names lead to
	 * @return the statements
	 * @throws SQLException if the catalog cannot be read
	 */
	public String create(Connection connection, Collection<NamedTable> names, Collection<String> schemas)
			throws SQLException {
		TriggerStatements statements = statements(connection);
		StringBuilder sql = new StringBuilder(statements.functions());
		for (RecordedTable table : RecordedTableReader.read(connection, names, schemas)) {
			if (statements.isOwn(table.schema(), table.name())) {
				continue;
			}
			if (table.canHaveTriggers()) {
				sql.append(statements.trigger(table.schema(), table.name(), record(table.changed())));
			}
			else if (!table.whyNot().isEmpty()) {
				sql.append(statements.comment(table.schema(), table.name(), table.whyNot()));
			}
		}
		return sql.append(statements.end()).toString();
	}

	/**
	 * Returns the statements that drop the triggers from all tables.
	 * @param connection a connection to the database
	 * @return the statements
	 * @throws SQLException if the database cannot be reached
	 */
	public String drop(Connection connection) throws SQLException {
		return statements(connection).removal();
	}

	private TriggerStatements statements(Connection connection) throws SQLException {
		String current = (this.schema != null) ? folded(this.schema) : connection.getSchema();
		return new TriggerStatements((current != null) ? current : "public", folded(this.log));
	}

	/**
	 * Returns a configured name as the database has it. The log does not quote words.
	 */
	private static String folded(String name) {
		return WORD.matcher(name).matches() ? name.toLowerCase(Locale.ROOT) : name;
	}

	private static String record(Set<String> names) {
		String record = names.stream().map((name) -> "t=" + encoded(name)).collect(Collectors.joining(" "));
		return (record.length() <= TriggerStatements.LONGEST) ? record : "*";
	}

	/**
	 * Returns a name whose special characters are percent-encoded. Those that a form
	 * leaves as they are, or encodes otherwise, are no part of a plain name.
	 */
	private static String encoded(String name) {
		return URLEncoder.encode(name, StandardCharsets.UTF_8)
			.replace("+", "%20")
			.replace("*", "%2A")
			.replace("%24", "$");
	}

}
