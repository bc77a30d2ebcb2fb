package dev.accelerate.jpa.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
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
import org.jspecify.annotations.Nullable;

/**
 * {@link InvalidationTriggers} for the tables that the persistence units map, and for
 * those that queries have named so far.
 */
public final class MappedTableTriggers implements InvalidationTriggers {

	private final SchemaTracker schema;

	private final TableDirectory directory;

	private final TriggerScript script;

	private final Function<SessionFactoryImplementor, @Nullable String> logs;

	/**
	 * Creates triggers.
	 * @param schema the tracker of the persistence units
	 * @param directory the tracked tables
	 * @param script makes the statements
	 * @param logs returns the table of the log of a persistence unit, as statements name
	 * it, or {@code null} if it has none yet
	 */
	public MappedTableTriggers(SchemaTracker schema, TableDirectory directory, TriggerScript script,
			Function<SessionFactoryImplementor, @Nullable String> logs) {
		this.schema = schema;
		this.directory = directory;
		this.script = script;
		this.logs = logs;
	}

	@Override
	public String sql(String... schemas) {
		return forEachDatabase((connection, database) -> this.script.create(connection, database.log(),
				database.names(), new TreeSet<>(Arrays.asList(schemas))));
	}

	@Override
	public String removal() {
		return forEachDatabase((connection, database) -> this.script.drop(connection, database.log()));
	}

	private String forEachDatabase(Script script) {
		Collection<Database> databases = databases();
		StringBuilder sql = new StringBuilder();
		for (Database database : databases) {
			if (databases.size() > 1) {
				sql.append("\n-- In ").append(database.source().name()).append(":\n\n");
			}
			sql.append(read(database, script));
		}
		return sql.toString();
	}

	/**
	 * Returns the databases in a stable order. Units of the same database are put
	 * together.
	 */
	private Collection<Database> databases() {
		Set<NamedTable> tracked = this.directory.names()
			.stream()
			.map((name) -> NamedTable.of(null, name))
			.collect(Collectors.toSet());
		Map<DatabaseSource, Database> databases = new HashMap<>();
		this.schema.units().forEach((unit, names) -> {
			for (DatabaseSource source : DatabaseSourceFactory.create(unit)) {
				Database database = databases.computeIfAbsent(source,
						(key) -> new Database(key, this.logs.apply(unit), new HashSet<>(tracked)));
				names.forEach((name) -> database.names().add(withDefault(unit, name)));
			}
		});
		return databases.values()
			.stream()
			.sorted(Comparator.comparing((database) -> database.source().name()))
			.toList();
	}

	private static NamedTable withDefault(SessionFactoryImplementor unit, NamedTable name) {
		Identifier schema = (name.schema() == null) ? unit.getSqlStringGenerationContext().getDefaultSchema() : null;
		return (schema != null) ? NamedTable.of(schema.getText(), name.name()) : name;
	}

	private static String read(Database database, Script script) {
		DatabaseSource source = database.source();
		try {
			Connection connection = source.open();
			try {
				String product = connection.getMetaData().getDatabaseProductName();
				if (!product.equals("PostgreSQL")) {
					throw new AccelerateException(ErrorCode.P6001,
							"There are triggers for PostgreSQL only, and " + source.name() + " is " + product);
				}
				return script.of(connection, database);
			}
			finally {
				source.close(connection);
			}
		}
		catch (SQLException ex) {
			throw new AccelerateException(ErrorCode.P6001, "The catalog of " + source.name() + " cannot be read", ex);
		}
	}

	/**
	 * Database of one or more persistence units.
	 *
	 * @param source opens connections to it
	 * @param log the table of its log, or {@code null} if it has none yet
	 * @param names the tables of the units
	 */
	private record Database(DatabaseSource source, @Nullable String log, Set<NamedTable> names) {
	}

	/**
	 * What is made for a database.
	 */
	@FunctionalInterface
	private interface Script {

		/**
		 * Returns the statements for a database.
		 */
		String of(Connection connection, Database database) throws SQLException;

	}

}
