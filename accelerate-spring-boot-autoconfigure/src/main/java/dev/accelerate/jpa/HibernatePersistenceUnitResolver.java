package dev.accelerate.jpa;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.accelerate.core.OpenSessionMode;
import dev.accelerate.core.PersistenceUnit;
import dev.accelerate.core.PersistenceUnitResolver;
import dev.accelerate.invalidation.TrackedRows;
import dev.accelerate.jpa.schema.SchemaTracker;
import dev.accelerate.jpa.unkeyed.UnkeyedDependencyFinder;
import dev.accelerate.sql.SqlAnalyzer;
import dev.accelerate.sql.TableDirectory;
import dev.accelerate.tracking.TransactionTracker;
import jakarta.persistence.EntityManagerFactory;

/**
 * {@link PersistenceUnitResolver} that keeps one {@link HibernatePersistenceUnit} for
 * each entity manager factory.
 */
public final class HibernatePersistenceUnitResolver implements PersistenceUnitResolver {

	private final TableDirectory directory;

	private final SqlAnalyzer statements;

	private final TransactionTracker transactions;

	private final SchemaTracker schema;

	private final UnkeyedDependencyFinder unkeyed;

	private final OpenSessionMode inOpenSession;

	private final TrackedRows rows;

	private final Map<EntityManagerFactory, PersistenceUnit> units = new ConcurrentHashMap<>();

	/**
	 * Creates a resolver.
	 * @param directory the tracked tables
	 * @param statements the analyzer that tracks the tables of each unit from now on
	 * @param transactions the transactions in progress
	 * @param schema the tracker of what tables stand for
	 * @param unkeyed the finder of dependencies that no key contains
	 * @param inOpenSession what reads return while a session is open
	 * @param rows the rows that are kept
	 */
	public HibernatePersistenceUnitResolver(TableDirectory directory, SqlAnalyzer statements,
			TransactionTracker transactions, SchemaTracker schema, UnkeyedDependencyFinder unkeyed,
			OpenSessionMode inOpenSession, TrackedRows rows) {
		this.rows = rows;
		this.directory = directory;
		this.statements = statements;
		this.transactions = transactions;
		this.schema = schema;
		this.unkeyed = unkeyed;
		this.inOpenSession = inOpenSession;
	}

	@Override
	public PersistenceUnit resolve(EntityManagerFactory entityManagerFactory) {
		return this.units.computeIfAbsent(entityManagerFactory,
				(factory) -> new HibernatePersistenceUnit(factory, this.directory, this.statements, this.transactions,
						this.schema, this.unkeyed, this.inOpenSession, this.rows));
	}

}
