package dev.accelerate.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.jspecify.annotations.Nullable;

/**
 * Reader of the catalogs of all databases that keeps the last good reading of each. That
 * reading counts while the database cannot be read, for instance because a target of a
 * routing data source is away, unless tables may have been altered since. There is one
 * reading at a time.
 */
final class CatalogRefresher {

	/**
	 * Milliseconds for which the database may leave a request unanswered. That is longer
	 * than the timeout of a statement.
	 */
	private static final int SILENCE = 2 * 1000 * CatalogReader.TIMEOUT;

	private final Log logger;

	private final Set<String> warned = ConcurrentHashMap.newKeySet();

	private Map<DatabaseSource, Good> last = new HashMap<>();

	/**
	 * Creates a reader that has read nothing yet.
	 * @param logger where failures are logged
	 */
	CatalogRefresher(Log logger) {
		this.logger = logger;
	}

	/**
	 * Reads the catalogs of some databases.
	 * @param alterations how often tables may have been altered so far
	 * @return what is known, or {@code null} if nothing is known of one of them
	 */
	@Nullable Reading read(Collection<DatabaseSource> sources, long alterations) {
		Map<DatabaseSource, Good> known = new HashMap<>();
		DatabaseCatalog all = DatabaseCatalog.EMPTY;
		boolean complete = true;
		boolean unknown = false;
		for (DatabaseSource source : new HashSet<>(sources)) {
			Good good = this.last.get(source);
			try {
				good = new Good(read(source), alterations);
			}
			catch (SQLException | RuntimeException | LinkageError ex) {
				complete = false;
				unknown |= good == null || good.alterations() != alterations;
				warn(source.name(), ex, good != null && good.alterations() == alterations);
			}
			if (good != null) {
				known.put(source, good);
				all = all.and(good.catalog());
			}
		}
		this.last = known;
		return unknown ? null : new Reading(all, complete);
	}

	private DatabaseCatalog read(DatabaseSource source) throws SQLException {
		DatabaseCatalog.Builder catalog = new DatabaseCatalog.Builder();
		Connection connection = source.open();
		try {
			int silence = limitSilence(connection);
			try {
				CatalogReader.of(connection).read(connection, catalog);
				if (!connection.getAutoCommit()) {
					connection.rollback();
				}
			}
			finally {
				restoreSilence(connection, silence);
			}
		}
		finally {
			source.close(connection);
		}
		return catalog.build();
	}

	/**
	 * Limits how long the database may be silent, which not every driver supports.
	 * @return the limit that the connection had, or a negative number if it stays as it
	 * is
	 */
	private static int limitSilence(Connection connection) {
		try {
			int before = connection.getNetworkTimeout();
			if (before > 0 && before <= SILENCE) {
				return -1;
			}
			connection.setNetworkTimeout(Runnable::run, SILENCE);
			return before;
		}
		catch (SQLException | RuntimeException | LinkageError ex) {
			return -1;
		}
	}

	/**
	 * Restores the limit that the connection had, because not every pool does so. A
	 * broken connection needs none.
	 */
	private void restoreSilence(Connection connection, int before) {
		if (before >= 0) {
			try {
				connection.setNetworkTimeout(Runnable::run, before);
			}
			catch (SQLException | RuntimeException | LinkageError ex) {
				this.logger.debug("The network timeout could not be restored", ex);
			}
		}
	}

	/**
	 * Warns once of each database that its catalog cannot be read.
	 * @param name the name of the database
	 * @param kept whether the last good reading counts
	 */
	void warn(String name, Throwable failure, boolean kept) {
		if (this.warned.add(name + kept)) {
			String state = (failure instanceof SQLException ex) ? ", SQL state " + ex.getSQLState() : "";
			this.logger.warn("The catalog of " + name + " could not be read (" + failure.getClass().getName() + state
					+ ")"
					+ (kept ? ". The last good reading counts until it can be read again, or until tables are altered."
							: ", so its views, foreign keys, partitions and row level security are unknown. Until "
									+ "it can be read, every write invalidates everything, and no result is stored. If "
									+ "no cached table is changed through others or differs between connections, set "
									+ "accelerate.invalidation.catalog=off."));
		}
		this.logger.debug("The catalog could not be read", failure);
	}

	/**
	 * What is known of all databases.
	 *
	 * @param catalog what their catalogs say
	 * @param complete whether each was read just now
	 */
	record Reading(DatabaseCatalog catalog, boolean complete) {
	}

	/**
	 * Good reading of one database.
	 *
	 * @param catalog what its catalog said
	 * @param alterations how often tables may have been altered before it
	 */
	private record Good(DatabaseCatalog catalog, long alterations) {
	}

}
