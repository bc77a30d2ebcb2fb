package dev.accelerate.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Tables of a database of PostgreSQL to which names lead. Which ones these are depends on
 * the search path of a connection.
 *
 * @param found the tables, with their schemas
 * @param missing the names that lead to no table, each with what to say of it
 */
public record LocatedTables(Set<NamedTable> found, Map<NamedTable, String> missing) {

	/**
	 * Locates the tables of some names.
	 * @param connection a connection to the database
	 * @param names the tables, as the application names them
	 * @param schemas the schemas to look into, or none for those that the names lead to
	 * @return the tables
	 * @throws SQLException if the catalog cannot be read
	 */
	public static LocatedTables of(Connection connection, Collection<NamedTable> names, Collection<String> schemas)
			throws SQLException {
		RecordedTableReader tables = RecordedTableReader.read(connection, names, schemas);
		return new LocatedTables(tables.named(), tables.missing());
	}

	/**
	 * Combines these tables with those to which the same names lead on another search
	 * path.
	 * @param other the tables that are found there
	 * @return the tables of both; only names that lead to no table on either are missing
	 */
	public LocatedTables and(LocatedTables other) {
		Set<NamedTable> all = new HashSet<>(this.found);
		all.addAll(other.found);
		Map<NamedTable, String> nowhere = new HashMap<>(this.missing);
		nowhere.keySet().retainAll(other.missing.keySet());
		return new LocatedTables(all, nowhere);
	}

}
