package dev.accelerate.jpa.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

import dev.accelerate.AccelerateException;
import dev.accelerate.ErrorCode;
import dev.accelerate.InvalidationTriggers;
import dev.accelerate.catalog.TriggerScript;
import dev.accelerate.catalog.TriggerText;
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

	private final Function<SessionFactoryImplementor, @Nullable String> logs;

	/**
	 * Creates triggers.
	 * @param schema the tracker of the persistence units
	 * @param directory the tracked tables
	 * @param script makes the statements
	 * @param logs returns the table of the log of a persistence unit, as statements name
	 * it, or {@code null} if it has none; while none has one, all will have one
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
		Set<String> in = new TreeSet<>(Arrays.asList(schemas));
		TriggerDatabases databases = databases();
		return forEachDatabase(databases, (connection, database) -> this.script.create(connection, database.log(),
				databases.names(database), in));
	}

	@Override
	public String removal() {
		return forEachDatabase(databases(), (connection, database) -> this.script.drop(connection, database.log()));
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
			Connection connection = database.source().open();
			try {
				String product = connection.getMetaData().getDatabaseProductName();
				if (!product.equals("PostgreSQL")) {
					without.add(database.name() + " is " + product + ", and there are triggers for PostgreSQL only");
					return null;
				}
				TriggerText text = script.of(connection, database);
				if (text == null) {
					without
						.add(database.name() + " has no table " + this.script.log() + ", which has to be made first");
				}
				return text;
			}
			finally {
				database.source().close(connection);
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
		 * Returns the text for a database, or {@code null} if its log has no table.
		 */
		@Nullable TriggerText of(Connection connection, TriggerDatabase database) throws SQLException;

	}

}
