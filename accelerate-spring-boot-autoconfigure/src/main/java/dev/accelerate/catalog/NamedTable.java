package dev.accelerate.catalog;

import java.util.Locale;

import dev.accelerate.sql.TableDirectory;
import org.jspecify.annotations.Nullable;

/**
 * Table as an application names it.
 *
 * @param schema its schema in lower case, or {@code null} if the search path leads to it
 * @param name its name in lower case, without schema and quotes
 */
public record NamedTable(@Nullable String schema, String name) {

	/**
	 * Returns the table of a name.
	 * @param schema its schema, or {@code null} if the search path leads to it
	 * @param name its name, with or without quotes
	 * @return the table
	 */
	public static NamedTable of(@Nullable String schema, String name) {
		return new NamedTable((schema != null) ? schema.toLowerCase(Locale.ROOT) : null,
				TableDirectory.plainName(name));
	}

}
