package dev.accelerate.jpa.schema;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import dev.accelerate.catalog.DatabaseCatalog;
import dev.accelerate.catalog.DatabaseCatalogs;
import dev.accelerate.catalog.NamedTable;
import dev.accelerate.sql.SqlAnalyzer;
import dev.accelerate.sql.TableDirectory;
import dev.accelerate.sql.TableReach;
import org.hibernate.SessionFactory;
import org.hibernate.SessionFactoryObserver;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Tracker of what tables stand for besides themselves, by the mappings of each
 * persistence unit and by the catalog of its database.
 */
public final class SchemaTracker {

	/**
	 * Setting that hands the tracker to the {@link SchemaIntegrator}.
	 */
	public static final String SETTING = "accelerate.schema_tracking";

	private final SqlAnalyzer statements;

	private final @Nullable DatabaseCatalogs catalogs;

	private final Map<SessionFactoryImplementor, Set<NamedTable>> units = new ConcurrentHashMap<>();

	/**
	 * Creates a tracker.
	 * @param statements the analyzer that is told what tables stand for
	 * @param catalogs the catalogs, or {@code null} if they are not to be read
	 */
	public SchemaTracker(SqlAnalyzer statements, @Nullable DatabaseCatalogs catalogs) {
		this.statements = statements;
		this.catalogs = catalogs;
	}

	/**
	 * Tracks a persistence unit from its start to its end. The mappings count at once,
	 * because the tables of the unit may be created before its factory is.
	 */
	void track(SessionFactoryImplementor sessionFactory, TableReach mapped, Set<NamedTable> names) {
		this.statements.reach(sessionFactory, mapped);
		this.units.put(sessionFactory, names);
		if (this.catalogs != null) {
			sessionFactory.addObserver(new Observer(this.catalogs));
		}
	}

	/**
	 * Forgets a persistence unit that has ended, or whose start has failed. The cache may
	 * be that of a parent context and outlive it.
	 */
	void forget(SessionFactoryImplementor sessionFactory) {
		this.statements.forget(sessionFactory);
		this.units.remove(sessionFactory);
	}

	/**
	 * Returns the persistence units, with the tables that their mappings name.
	 */
	Map<SessionFactoryImplementor, Set<NamedTable>> units() {
		return this.units;
	}

	/**
	 * Returns the row level security by which connections may see different rows of some
	 * tables, or {@code null} if there is none.
	 */
	public @Nullable String rowLevelSecurity(Collection<String> tables) {
		DatabaseCatalog catalog = (this.catalogs != null) ? this.catalogs.obtain(tables) : null;
		if (catalog == null || catalog.rowLevelSecurity().isEmpty()) {
			return null;
		}
		Set<String> found = new TreeSet<>(tables);
		found.retainAll(catalog.rowLevelSecurity());
		return found.isEmpty() ? null : "the row level security of the table " + found.iterator().next();
	}

	/**
	 * Returns the names of all tables that there are, or none if they are not known.
	 */
	public Set<String> knownTables(Collection<String> names) {
		Set<String> plain = names.stream().map(TableDirectory::plainName).collect(Collectors.toSet());
		DatabaseCatalog catalog = (this.catalogs != null) ? this.catalogs.obtain(plain) : null;
		return (catalog != null) ? catalog.tables() : Set.of();
	}

	/**
	 * Observer that adds the database of a factory to the catalogs, and removes it again.
	 */
	private static final class Observer implements SessionFactoryObserver {

		private final transient DatabaseCatalogs catalogs;

		Observer(DatabaseCatalogs catalogs) {
			this.catalogs = catalogs;
		}

		@Override
		public void sessionFactoryCreated(SessionFactory factory) {
			SessionFactoryImplementor unit = factory.unwrap(SessionFactoryImplementor.class);
			this.catalogs.add(factory, () -> DatabaseSourceFactory.create(unit));
		}

		@Override
		public void sessionFactoryClosing(SessionFactory factory) {
			this.catalogs.remove(factory);
		}

	}

}
