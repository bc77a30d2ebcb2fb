package dev.accelerate.jpa.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import dev.accelerate.catalog.DatabaseSource;
import dev.accelerate.catalog.NamedTable;
import dev.accelerate.catalog.TriggerText;
import dev.accelerate.invalidation.table.TableInvalidationChannel;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Databases of the persistence units, and the tables that are named in them.
 */
final class TriggerDatabases {

	private final List<TriggerDatabase> all;

	/**
	 * Tables that may be in any database: a query does not say which one it reads, and
	 * what a unit without a log reads may be written to in the database of another one.
	 */
	private final Set<NamedTable> anywhere = new HashSet<>();

	/**
	 * Names of the tables that units with a log map.
	 */
	private final Set<String> mapped = new HashSet<>();

	/**
	 * Tables that units without a log map.
	 */
	private final Set<NamedTable> unrecorded = new HashSet<>();

	/**
	 * Finds the databases in a stable order. Units that share a log are put together,
	 * because its triggers are those of one database.
	 * @param units the persistence units, with the tables that they map
	 * @param tracked the names of the tables that queries have named so far
	 * @param logs returns the log of a unit, or {@code null}
	 */
	TriggerDatabases(Map<SessionFactoryImplementor, Set<NamedTable>> units, Collection<String> tracked,
			Function<SessionFactoryImplementor, @Nullable TableInvalidationChannel> logs) {
		boolean started = units.keySet().stream().anyMatch((unit) -> logs.apply(unit) != null);
		Map<Object, TriggerDatabase> databases = new HashMap<>();
		units.forEach((unit, names) -> {
			TableInvalidationChannel log = logs.apply(unit);
			for (DatabaseSource source : DatabaseSourceFactory.create(unit)) {
				TriggerDatabase database = databases.computeIfAbsent((log != null) ? log : source,
						(key) -> new TriggerDatabase(new ArrayList<>(), (log != null) ? log.table() : null,
								log != null || !started, new HashSet<>()));
				if (!database.sources().contains(source)) {
					database.sources().add(source);
				}
				names.forEach((name) -> database.mapped().add(withDefault(unit, name)));
			}
		});
		databases.values().forEach((database) -> database.sources().sort(Comparator.comparing(DatabaseSource::name)));
		this.all = databases.values().stream().sorted(Comparator.comparing(TriggerDatabase::name)).toList();
		for (TriggerDatabase database : this.all) {
			if (database.hasLog()) {
				database.mapped().forEach((name) -> this.mapped.add(name.name()));
			}
			else {
				this.unrecorded.addAll(database.mapped());
			}
		}
		tracked.forEach((name) -> this.anywhere.add(NamedTable.of(null, name)));
		this.anywhere.addAll(this.unrecorded);
	}

	private static NamedTable withDefault(SessionFactoryImplementor unit, NamedTable name) {
		Identifier schema = (name.schema() == null) ? unit.getSqlStringGenerationContext().getDefaultSchema() : null;
		return (schema != null) ? NamedTable.of(schema.getText(), name.name()) : name;
	}

	List<TriggerDatabase> all() {
		return this.all;
	}

	/**
	 * Returns the tables that may be in a database.
	 */
	Set<NamedTable> names(TriggerDatabase database) {
		Set<NamedTable> names = new HashSet<>(this.anywhere);
		names.addAll(database.mapped());
		return names;
	}

	/**
	 * Returns what to say of the tables that a database lacks: those that its units map,
	 * and those that are in no database, unless a unit maps them in one of these.
	 * @param missing the tables that the database lacks, each with what to say of it
	 * @param texts what was made for all databases
	 */
	List<String> missing(TriggerDatabase database, Map<NamedTable, String> missing, Collection<TriggerText> texts) {
		return missing.entrySet()
			.stream()
			.filter((entry) -> database.mapped().contains(entry.getKey()) || (isJudgedHere(entry.getKey())
					&& texts.stream().allMatch((text) -> text.missing().containsKey(entry.getKey()))))
			.map(Map.Entry::getValue)
			.sorted()
			.toList();
	}

	/**
	 * Returns whether a table may be anywhere, and no mapping says more about where it
	 * is.
	 */
	private boolean isJudgedHere(NamedTable table) {
		return !this.mapped.contains(table.name()) && (this.unrecorded.contains(table)
				|| this.unrecorded.stream().noneMatch((other) -> other.name().equals(table.name())));
	}

}
