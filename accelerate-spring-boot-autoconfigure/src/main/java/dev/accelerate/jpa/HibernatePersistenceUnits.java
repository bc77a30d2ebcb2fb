package dev.accelerate.jpa;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.accelerate.core.OpenTransactions;
import dev.accelerate.core.PersistenceUnit;
import dev.accelerate.core.PersistenceUnitResolver;
import dev.accelerate.invalidation.SqlStatements;
import dev.accelerate.invalidation.TableDirectory;
import jakarta.persistence.EntityManagerFactory;

/**
 * {@link PersistenceUnitResolver} of Hibernate.
 */
public final class HibernatePersistenceUnits implements PersistenceUnitResolver {

	private final TableDirectory directory;

	private final SqlStatements statements;

	private final OpenTransactions transactions;

	private final SchemaTracking schema;

	private final HiddenDependencies hidden;

	private final Map<EntityManagerFactory, PersistenceUnit> units = new ConcurrentHashMap<>();

	/**
	 * Create a resolver.
	 * @param directory the tracked tables
	 * @param statements where the tables of each unit are tracked from now on
	 * @param transactions the transactions in progress
	 * @param schema the tracking of what tables stand for
	 * @param hidden finder of what the answers of each unit depend on besides
	 */
	public HibernatePersistenceUnits(TableDirectory directory, SqlStatements statements, OpenTransactions transactions,
			SchemaTracking schema, HiddenDependencies hidden) {
		this.directory = directory;
		this.statements = statements;
		this.transactions = transactions;
		this.schema = schema;
		this.hidden = hidden;
	}

	@Override
	public PersistenceUnit resolve(EntityManagerFactory entityManagerFactory) {
		return this.units.computeIfAbsent(entityManagerFactory, (factory) -> new HibernatePersistenceUnit(factory,
				this.directory, this.statements, this.transactions, this.schema, this.hidden));
	}

}
