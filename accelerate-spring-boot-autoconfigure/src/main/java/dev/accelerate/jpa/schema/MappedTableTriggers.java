package dev.accelerate.jpa.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

import dev.accelerate.AccelerateException;
import dev.accelerate.ErrorCode;
import dev.accelerate.InvalidationTriggers;
import dev.accelerate.catalog.DatabaseSource;
import dev.accelerate.catalog.LocatedTables;
import dev.accelerate.catalog.NamedTable;
import dev.accelerate.catalog.TriggerScript;
import dev.accelerate.catalog.TriggerText;
import dev.accelerate.invalidation.table.TableInvalidationChannel;
import dev.accelerate.sql.TableDirectory;
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

	private final Function<SessionFactoryImplementor, @Nullable TableInvalidationChannel> logs;

	/**
	 * Creates triggers.
	 * @param schema the tracker of the persistence units
	 * @param directory the tracked tables
	 * @param script makes the statements
	 * @param logs returns the log of a persistence unit, or {@code null} if it has none;
	 * while none has one, all will have one
	 */
	public MappedTableTriggers(SchemaTracker schema, TableDirectory directory, TriggerScript script,
			Function<SessionFactoryImplementor, @Nullable TableInvalidationChannel> logs) {
		this.schema = schema;
		this.directory = directory;
		this.script = script;
		this.logs = logs;
	}

	@Override
	public String sql(String... schemas) {
		Set<String> in = new TreeSet<>(Arrays.asList(schemas));
		TriggerDatabases databases = databases();
		return forEachDatabase(databases, (database) -> create(database, databases.names(database), in));
	}

	private @Nullable TriggerText create(TriggerDatabase database, Set<NamedTable> names, Set<String> schemas)
			throws SQLException {
		LocatedTables tables = locate(database, names, schemas);
		return connect(database.source(),
				(connection) -> Optional.ofNullable(this.script.create(connection, database.log(), tables.found())))
			.map((sql) -> new TriggerText(sql, tables.missing()))
			.orElse(null);
	}

	/**
	 * Returns the tables to which the names lead. Each unit of the database may have
	 * another search path.
	 */
	private static LocatedTables locate(TriggerDatabase database, Set<NamedTable> names, Set<String> schemas)
			throws SQLException {
		LocatedTables tables = new LocatedTables(Set.of(), Map.of());
		for (DatabaseSource source : database.sources()) {
			LocatedTables located = connect(source, (connection) -> LocatedTables.of(connection, names, schemas));
			tables = source.equals(database.source()) ? located : tables.and(located);
		}
		return tables;
	}

	@Override
	public String removal() {
		return forEachDatabase(databases(), (database) -> connect(database.source(),
				(connection) -> new TriggerText(this.script.drop(connection, database.log()), Map.of())));
	}

	private TriggerDatabases databases() {
		return new TriggerDatabases(this.schema.units(), this.directory.names(), this.logs);
	}

	private String forEachDatabase(TriggerDatabases databases, Script script) {
		Map<TriggerDatabase, TriggerText> texts = new LinkedHashMap<>();
		List<String> without = new ArrayList<>();
		for (TriggerDatabase database : databases.all()) {
			TriggerText text = read(database, script, without);
			if (text != null) {
				texts.put(database, text);
			}
		}
		if (texts.isEmpty() && !without.isEmpty()) {
			throw new AccelerateException(ErrorCode.P6001,
					"No database can have triggers: " + String.join("; ", without));
		}
		StringBuilder sql = new StringBuilder();
		texts.forEach((database, text) -> {
			if (databases.all().size() > 1) {
				sql.append(TriggerText.comment("In " + database.name())).append('\n');
			}
			sql.append(text.sql());
			databases.missing(database, text.missing(), texts.values())
				.forEach((missing) -> sql.append(TriggerText.comment(missing)));
		});
		without.forEach((why) -> sql.append(TriggerText.comment("Left out: " + why)));
		return sql.toString();
	}

	/**
	 * Returns what is made for a database, or {@code null} if nothing can be made.
	 * @param without to be told why there is nothing
	 */
	private @Nullable TriggerText read(TriggerDatabase database, Script script, List<String> without) {
		if (!database.hasLog()) {
			without.add(database.name() + " has no invalidation log of its own");
			return null;
		}
		try {
			String product = connect(database.source(),
					(connection) -> connection.getMetaData().getDatabaseProductName());
			if (!product.equals("PostgreSQL")) {
				without.add(database.name() + " is " + product + ", and there are triggers for PostgreSQL only");
				return null;
			}
			TriggerText text = script.of(database);
			if (text == null) {
				without.add(database.name() + " has no table " + this.script.log() + ", which has to be made first");
			}
			return text;
		}
		catch (SQLException ex) {
			throw new AccelerateException(ErrorCode.P6001, "The catalog of " + database.name() + " cannot be read", ex);
		}
	}

	/**
	 * Returns what a connection tells. Only one is used at a time, because the units of a
	 * database may share a pool.
	 */
	private static <T> T connect(DatabaseSource source, Question<T> question) throws SQLException {
		Connection connection = source.open();
		try {
			return question.ask(connection);
		}
		finally {
			source.close(connection);
		}
	}

	/**
	 * What is made for a database.
	 */
	@FunctionalInterface
	private interface Script {

		/**
		 * Returns the text for a database, or {@code null} if its log has no table.
		 */
		@Nullable TriggerText of(TriggerDatabase database) throws SQLException;

	}

	/**
	 * What is asked by a connection.
	 *
	 * @param <T> the type of the answer
	 */
	@FunctionalInterface
	private interface Question<T> {

		T ask(Connection connection) throws SQLException;

	}

}
