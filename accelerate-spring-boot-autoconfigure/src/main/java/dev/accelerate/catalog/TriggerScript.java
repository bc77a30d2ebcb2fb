package dev.accelerate.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;

import dev.accelerate.invalidation.table.RecordText;
import dev.accelerate.invalidation.table.TableSettings;
import org.jspecify.annotations.Nullable;

/**
 * Statements of PostgreSQL by which writes of others than the application are recorded in
 * its log.
 *
 * @param schema the schema of the log, or {@code null} for the current one
 * @param log the name of the table of the log
 */
public record TriggerScript(@Nullable String schema, String log) {

	private static final String FIND = "select n.nspname, c.relname from pg_class c "
			+ "join pg_namespace n on n.oid = c.relnamespace where c.oid = to_regclass(?)";

	/**
	 * Returns the statements that create the triggers.
	 * @param connection a connection to the database
	 * @param table the table of the log as statements name it, or {@code null} if the
	 * database has no log yet
	 * @param names the tables; the connection finds those that are named without a schema
	 * @return the statements, or {@code null} if the table of the log is not there: what
	 * has a trigger could not be written to
	 * @throws SQLException if the catalog cannot be read
	 */
	public @Nullable String create(Connection connection, @Nullable String table, Collection<NamedTable> names)
			throws SQLException {
		TriggerStatements statements = find(connection, table);
		if (statements == null) {
			return null;
		}
		StringBuilder sql = new StringBuilder(statements.functions());
		for (RecordedTable each : RecordedTableReader.read(connection, names, Set.of()).found()) {
			if (statements.isOwn(each.schema(), each.name())) {
				continue;
			}
			if (each.canHaveTriggers()) {
				sql.append(statements.trigger(each.schema(), each.name(),
						RecordText.ofTables(each.changed(), TriggerStatements.LONGEST)));
			}
			else if (!each.whyNot().isEmpty()) {
				sql.append(
						TriggerText.comment(PostgresName.qualified(each.schema(), each.name()) + " " + each.whyNot()));
			}
		}
		return sql.toString();
	}

	/**
	 * Returns the statements that drop the triggers from all tables. The table of the log
	 * may be gone already.
	 * @param connection a connection to the database
	 * @param table the table of the log as statements name it, or {@code null} if the
	 * database has no log yet
	 * @return the statements
	 * @throws SQLException if the catalog cannot be read
	 */
	public String drop(Connection connection, @Nullable String table) throws SQLException {
		TriggerStatements found = find(connection, table);
		TriggerStatements statements = (found != null) ? found : expected(connection);
		StringBuilder sql = new StringBuilder(statements.beforeRemoval());
		CatalogReader.forEach(connection, statements.triggered(),
				(row) -> sql.append(statements.removal(row.getString(1), row.getString(2))));
		return sql.append(statements.removal()).toString();
	}

	/**
	 * Returns the statements for the log, or {@code null} if its table is not there. It
	 * may be in another schema than the connection, since it is read on connections of
	 * its own.
	 */
	private @Nullable TriggerStatements find(Connection connection, @Nullable String table) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(FIND)) {
			statement.setString(1, (table != null) ? table : configured());
			try (ResultSet row = statement.executeQuery()) {
				return row.next() ? new TriggerStatements(row.getString(1), row.getString(2)) : null;
			}
		}
	}

	private TriggerStatements expected(Connection connection) throws SQLException {
		String current = (this.schema != null) ? folded(this.schema) : connection.getSchema();
		return new TriggerStatements((current != null) ? current : "public", folded(this.log));
	}

	private String configured() {
		String name = PostgresName.quoted(folded(this.log));
		return (this.schema != null) ? PostgresName.quoted(folded(this.schema)) + "." + name : name;
	}

	/**
	 * Returns a configured name as the database has it. The log does not quote words.
	 */
	private static String folded(String name) {
		return PostgresName.cut(TableSettings.isWord(name) ? name.toLowerCase(Locale.ROOT) : name);
	}

}
