package dev.accelerate.jpa;

import java.util.Collection;
import java.util.Set;

import javax.sql.DataSource;

import dev.accelerate.core.Narrowing;
import dev.accelerate.core.OpenSessionMode;
import dev.accelerate.core.PersistenceState;
import dev.accelerate.core.PersistenceUnit;
import dev.accelerate.core.ReadDescription;
import dev.accelerate.core.UnkeyedDependency;
import dev.accelerate.invalidation.Tables;
import dev.accelerate.invalidation.TrackedRows;
import dev.accelerate.jpa.criteria.CriteriaParts;
import dev.accelerate.jpa.criteria.QuerydslParts;
import dev.accelerate.jpa.rows.read.NarrowingFactory;
import dev.accelerate.jpa.schema.SchemaTracker;
import dev.accelerate.jpa.snapshot.HibernateEntitySnapshots;
import dev.accelerate.jpa.unkeyed.TenantKeys;
import dev.accelerate.jpa.unkeyed.UnkeyedDependencyFinder;
import dev.accelerate.signature.ArgumentParts;
import dev.accelerate.snapshot.EntitySnapshots;
import dev.accelerate.sql.QueryEffects;
import dev.accelerate.sql.SqlAnalyzer;
import dev.accelerate.sql.TableDirectory;
import dev.accelerate.tracking.TransactionTracker;
import jakarta.persistence.EntityManagerFactory;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.hibernate.LockMode;
import org.hibernate.LockOptions;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.query.named.NamedObjectRepository;
import org.hibernate.query.sql.spi.NamedNativeQueryMemento;
import org.hibernate.query.sqm.spi.NamedSqmQueryMemento;
import org.jspecify.annotations.Nullable;

import org.springframework.data.querydsl.QuerydslUtils;
import org.springframework.data.util.Lazy;
import org.springframework.orm.jpa.EntityManagerFactoryInfo;
import org.springframework.transaction.TransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * {@link PersistenceUnit} that stands for an entity manager factory of Hibernate.
 */
final class HibernatePersistenceUnit implements PersistenceUnit {

	private static final Log logger = LogFactory.getLog(HibernatePersistenceUnit.class);

	private final EntityManagerFactory entityManagerFactory;

	private final SessionFactoryImplementor sessionFactory;

	private final HibernateEntitySnapshots entities;

	private final ArgumentParts arguments;

	private final MappedTableResolver tables;

	private final TransactionTracker transactions;

	private final SchemaTracker schema;

	private final OpenSessionMode inOpenSession;

	/**
	 * What every answer depends on, except what the catalog of the database tells. Every
	 * method asks for it.
	 */
	private final Lazy<UnkeyedDependency> unkeyed;

	private final Lazy<Boolean> routed;

	private final Lazy<NarrowingFactory> narrowings;

	private final Lazy<TenantKeys> tenants;

	/**
	 * Creates a persistence unit.
	 * @param entityManagerFactory the factory by which Spring binds sessions to threads
	 * @param directory the tracked tables
	 * @param statements the analyzer that tracks its tables from now on
	 * @param transactions the transactions in progress
	 * @param schema the tracker of what tables stand for
	 * @param unkeyed the finder of dependencies that no key contains
	 * @param inOpenSession what reads return while a session is open
	 * @param rows the rows that are kept
	 */
	HibernatePersistenceUnit(EntityManagerFactory entityManagerFactory, TableDirectory directory,
			SqlAnalyzer statements, TransactionTracker transactions, SchemaTracker schema,
			UnkeyedDependencyFinder unkeyed, OpenSessionMode inOpenSession, TrackedRows rows) {
		this.entityManagerFactory = entityManagerFactory;
		this.sessionFactory = entityManagerFactory.unwrap(SessionFactoryImplementor.class);
		this.inOpenSession = inOpenSession;
		this.entities = new HibernateEntitySnapshots(this.sessionFactory, this::managingSession);
		this.arguments = this.entities.argumentParts();
		this.tables = new MappedTableResolver(this.sessionFactory, directory, statements);
		this.transactions = transactions;
		this.schema = schema;
		this.unkeyed = Lazy.of(() -> unkeyed.find(this.sessionFactory, entityManagerFactory, dataSource()));
		this.tenants = Lazy.of(() -> unkeyed.tenants(this.sessionFactory));
		this.narrowings = Lazy.of(() -> narrowings(rows, directory));
		this.routed = Lazy.of(() -> UnkeyedDependencyFinder.isRouted(this.sessionFactory, dataSource()));
	}

	@Override
	public EntitySnapshots entities() {
		return this.entities;
	}

	@Override
	public ArgumentParts arguments() {
		return this.arguments;
	}

	@Override
	public ArgumentParts criteria(Class<?> entity, Collection<Class<?>> results) {
		CriteriaParts criteria = new CriteriaParts(this.sessionFactory, entity, results);
		return QuerydslUtils.QUERY_DSL_PRESENT ? criteria.or(new QuerydslParts()) : criteria;
	}

	@Override
	public @Nullable Tables tables(Class<?> entity) {
		return this.tables.of(entity);
	}

	@Override
	public Tables tables(Collection<String> names) {
		return this.tables.named(names);
	}

	@Override
	public Set<String> knownTables(Collection<String> names) {
		return this.schema.knownTables(names);
	}

	@Override
	public @Nullable NamedQuery namedQuery(String name) {
		NamedObjectRepository queries = this.sessionFactory.getQueryEngine().getNamedObjectRepository();
		NamedNativeQueryMemento<?> sql = queries.getNativeQueryMemento(name);
		if (sql != null) {
			return new NamedQuery(sql.getSqlString(), QueryEffects.ofSql(sql.getSqlString()),
					Boolean.TRUE.equals(sql.getReadOnly()));
		}
		NamedSqmQueryMemento<?> hql = queries.getSqmQueryMemento(name);
		if (hql == null) {
			return null;
		}
		// A query that was built as criteria has no text.
		String text = (hql.getHqlString() != null) ? hql.getHqlString() : "";
		QueryEffects effects = QueryEffects.ofJpql(text);
		return new NamedQuery(text, locks(hql) ? effects.locking() : effects, Boolean.TRUE.equals(hql.getReadOnly()));
	}

	/**
	 * Returns whether a query locks what it reads, by the mode that it is declared with.
	 * Hibernate plans to remove the options, but tells the mode in no other way.
	 */
	@SuppressWarnings("removal")
	private static boolean locks(NamedSqmQueryMemento<?> query) {
		LockOptions options = query.getLockOptions();
		return options != null && options.getLockMode().greaterThan(LockMode.READ);
	}

	@Override
	public Narrowing narrowing(ReadDescription read) {
		try {
			NarrowingFactory narrowings = this.narrowings.getNullable();
			return (narrowings != null) ? narrowings.of(read)
					: Narrowing.none("the sessions of its unit are not tracked");
		}
		catch (RuntimeException | LinkageError ex) {
			logger.warn("What the results of " + read.method() + " depend on could not be narrowed", ex);
			return Narrowing.none("it could not be found out (" + ex.getClass().getName() + ")");
		}
	}

	private @Nullable NarrowingFactory narrowings(TrackedRows rows, TableDirectory directory) {
		TrackingInspector inspector = TrackingInspector.of(this.sessionFactory);
		return (inspector != null) ? new NarrowingFactory(this.sessionFactory,
				inspector.tracker().rows().mapping(this.sessionFactory), rows, directory) : null;
	}

	@Override
	public boolean isTracked() {
		return TrackingCoordinatorBuilder.isIn(this.sessionFactory);
	}

	@Override
	public PersistenceState state(boolean custom, boolean opaque, boolean readOnly) {
		return new HibernatePersistenceState(this.entityManagerFactory, this.sessionFactory, this.tables,
				this.transactions, this.routed.get(), this.tenants.getNullable(), this.inOpenSession, custom, opaque,
				readOnly);
	}

	/**
	 * Returns the open session that manages what a read on this thread returns, or
	 * {@code null} if there is none.
	 */
	private @Nullable SessionImplementor managingSession() {
		return (this.inOpenSession == OpenSessionMode.MANAGED)
				? BoundSession.of(TransactionSynchronizationManager.getResource(this.entityManagerFactory)) : null;
	}

	@Override
	public boolean isManagedBy(TransactionManager manager) {
		return UnkeyedDependencyFinder.isManagedBy(this.sessionFactory, manager);
	}

	@Override
	public @Nullable UnkeyedDependency unkeyedDependency() {
		UnkeyedDependency dependency = this.unkeyed.getNullable();
		if (dependency != null) {
			return dependency;
		}
		String security = this.schema.rowLevelSecurity(this.tables.names());
		return (security != null) ? UnkeyedDependency.on(security) : null;
	}

	private @Nullable DataSource dataSource() {
		return (this.entityManagerFactory instanceof EntityManagerFactoryInfo info) ? info.getDataSource() : null;
	}

}
