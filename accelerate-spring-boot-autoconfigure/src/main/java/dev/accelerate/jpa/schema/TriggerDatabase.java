package dev.accelerate.jpa.schema;

import java.util.Set;

import dev.accelerate.catalog.DatabaseSource;
import dev.accelerate.catalog.NamedTable;
import org.jspecify.annotations.Nullable;

/**
 * Database of one or more persistence units.
 *
 * @param source opens connections to it
 * @param log the table of its log, or {@code null} if it has none yet
 * @param hasLog whether it has a log, or will have one
 * @param mapped the tables that its units map
 */
record TriggerDatabase(DatabaseSource source, @Nullable String log, boolean hasLog, Set<NamedTable> mapped) {

	String name() {
		return this.source.name();
	}

}
