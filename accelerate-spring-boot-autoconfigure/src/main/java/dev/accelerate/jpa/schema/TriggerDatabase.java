package dev.accelerate.jpa.schema;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.accelerate.catalog.DatabaseSource;
import dev.accelerate.catalog.NamedTable;
import org.jspecify.annotations.Nullable;

/**
 * Database of one or more persistence units.
 *
 * @param sources open connections to it, for each unit in its own way
 * @param log the table of its log, or {@code null} if it has none yet
 * @param hasLog whether it has a log, or will have one
 * @param mapped the tables that its units map
 */
record TriggerDatabase(List<DatabaseSource> sources, @Nullable String log, boolean hasLog, Set<NamedTable> mapped) {

	String name() {
		return this.sources.stream().map(DatabaseSource::name).collect(Collectors.joining(" and "));
	}

	/**
	 * Returns what opens connections to it, whatever their search path is.
	 */
	DatabaseSource source() {
		return this.sources.get(0);
	}

}
