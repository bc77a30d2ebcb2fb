package dev.accelerate.jpa.schema;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.accelerate.catalog.DatabaseSource;
import dev.accelerate.catalog.NamedTable;
import dev.accelerate.catalog.TriggerText;
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

	private final Set<String> mapped;

	/**
	 * Finds the databases in a stable order. Units of the same database are put together.
	 * @param units the persistence units, with the tables that they map
	 * @param tracked the names of the tables that queries have named so far
	 * @param logs returns the table of the log of a unit, or {@code null}
	 */
	TriggerDatabases(Map<SessionFactoryImplementor, Set<NamedTable>> units, Collection<String> tracked,
			Function<SessionFactoryImplementor, @Nullable String> logs) {
		boolean started = units.keySet().stream().anyMatch((unit) -> logs.apply(unit) != null);
		Map<DatabaseSource, TriggerDatabase> databases = new HashMap<>();
		units.forEach((unit, names) -> {
			String log = logs.apply(unit);
			for (DatabaseSource source : DatabaseSourceFactory.create(unit)) {
				TriggerDatabase database = databases.computeIfAbsent(source,
						(key) -> new TriggerDatabase(key, log, log != null || !started, new HashSet<>()));
				names.forEach((name) -> database.mapped().add(withDefault(unit, name)));
			}
		});
		this.all = databases.values().stream().sorted(Comparator.comparing(TriggerDatabase::name)).toList();
		this.mapped = databases.values()
			.stream()
			.flatMap((database) -> database.mapped().stream())
			.map(NamedTable::name)
			.collect(Collectors.toSet());
		tracked.forEach((name) -> this.anywhere.add(NamedTable.of(null, name)));
		this.all.stream()
			.filter((database) -> !database.hasLog())
			.map(TriggerDatabase::mapped)
			.forEach(this.anywhere::addAll);
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
	 * and those that are mapped by no unit and are in no database.
	 * @param missing the tables that the database lacks, each with what to say of it
	 * @param texts what was made for all databases
	 */
	List<String> missing(TriggerDatabase database, Map<NamedTable, String> missing, Collection<TriggerText> texts) {
		return missing.entrySet()
			.stream()
			.filter((entry) -> database.mapped().contains(entry.getKey())
					|| (!this.mapped.contains(entry.getKey().name())
							&& texts.stream().allMatch((text) -> text.missing().containsKey(entry.getKey()))))
			.map(Map.Entry::getValue)
			.sorted()
			.toList();
	}

}
