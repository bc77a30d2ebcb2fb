package dev.accelerate.jpa.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.accelerate.AccelerateException;
import dev.accelerate.ErrorCode;
import dev.accelerate.InvalidationTriggers;
import dev.accelerate.catalog.DatabaseSource;
import dev.accelerate.catalog.NamedTable;
import dev.accelerate.catalog.TriggerScript;
import dev.accelerate.sql.TableDirectory;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/**
 * {@link InvalidationTriggers} for the tables that the persistence units map, and for
 * those that queries have named so far.
 */
public final class MappedTableTriggers implements InvalidationTriggers {

	private final SchemaTracker schema;

	private final TableDirectory directory;

	private final TriggerScript script;

	/**
	 * Creates triggers.
	 * @param schema the tracker of the persistence units
	 * @param directory the tracked tables
	 * @param script makes the statements
	 */
	public MappedTableTriggers(SchemaTracker schema, TableDirectory directory, TriggerScript script) {
		this.schema = schema;
		this.directory = directory;
		this.script = script;
	}

	@Override
	public String sql(String... schemas) {
		return forEachDatabase(
				(connection, names) -> this.script.create(connection, names, new TreeSet<>(Arrays.asList(schemas))));
	}

	@Override
	public String removal() {
		return forEachDatabase((connection, names) -> this.script.drop(connection));
	}

	private String forEachDatabase(Script script) {
		Map<DatabaseSource, Set<NamedTable>> databases = databases();
		StringBuilder sql = new StringBuilder();
		databases.forEach((database, names) -> {
			if (databases.size() > 1) {
				sql.append("\n-- In ").append(database.name()).append(":\n\n");
			}
			sql.append(read(database, names, script));
		});
		return sql.toString();
	}

	/**
	 * Returns the tables of each database. Units of the same database are put together.
	 */
	private Map<DatabaseSource, Set<NamedTable>> databases() {
		Set<NamedTable> tracked = this.directory.names()
			.stream()
			.map((name) -> NamedTable.of(null, name))
			.collect(Collectors.toSet());
		Map<DatabaseSource, Set<NamedTable>> databases = new HashMap<>();
		this.schema.units().forEach((unit, names) -> {
			for (DatabaseSource database : DatabaseSourceFactory.create(unit)) {
				Set<NamedTable> all = databases.computeIfAbsent(database, (key) -> new HashSet<>(tracked));
				names.forEach((name) -> all.add(withDefault(unit, name)));
			}
		});
		return databases;
	}

	private static NamedTable withDefault(SessionFactoryImplementor unit, NamedTable name) {
		Identifier schema = (name.schema() == null) ? unit.getSqlStringGenerationContext().getDefaultSchema() : null;
		return (schema != null) ? NamedTable.of(schema.getText(), name.name()) : name;
	}

	private static String read(DatabaseSource database, Set<NamedTable> names, Script script) {
		try {
			Connection connection = database.open();
			try {
				String product = connection.getMetaData().getDatabaseProductName();
				if (!product.equals("PostgreSQL")) {
					throw new AccelerateException(ErrorCode.P6001,
							"There are triggers for PostgreSQL only, and " + database.name() + " is " + product);
				}
				return script.of(connection, names);
			}
			finally {
				database.close(connection);
			}
		}
		catch (SQLException ex) {
			throw new AccelerateException(ErrorCode.P6001, "The catalog of " + database.name() + " cannot be read", ex);
		}
	}

	/**
	 * What is made for a database.
	 */
	@FunctionalInterface
	private interface Script {

		/**
		 * Returns the statements for a database.
		 */
		String of(Connection connection, Set<NamedTable> names) throws SQLException;

	}

}
