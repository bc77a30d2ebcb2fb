package dev.accelerate.jpa.snapshot;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import dev.accelerate.freshness.TimeSource;
import dev.accelerate.invalidation.Invalidations;
import dev.accelerate.testing.MutableTime;
import dev.accelerate.testing.TestInvalidations;
import dev.accelerate.tracking.LoadTracker;
import dev.accelerate.tracking.ThreadStateHolder;
import dev.accelerate.tracking.TransactionTracker;
import jakarta.persistence.criteria.CriteriaQuery;
import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.cfg.SchemaToolingSettings;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/**
 * Database with entities that have an {@link EntityAssembler}, and with others.
 */
final class AssemblerFixture implements AutoCloseable {

	static final List<Class<?>> ENTITIES = Stream
		.of(FlatEntities.TYPES, EntitiesWithMoreThanValues.TYPES, EntitiesWithEmbeddables.TYPES,
				EntitiesWithoutAssembler.TYPES)
		.<Class<?>>flatMap(List::stream)
		.toList();

	private final SessionFactory sessionFactory;

	AssemblerFixture() {
		this.sessionFactory = new MetadataSources(new StandardServiceRegistryBuilder()
			.applySetting(JdbcSettings.JAKARTA_JDBC_URL, "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1")
			.applySetting(SchemaToolingSettings.JAKARTA_HBM2DDL_DATABASE_ACTION, "create-drop")
			.build()).addAnnotatedClasses(ENTITIES.toArray(Class<?>[]::new)).buildMetadata().buildSessionFactory();
		CallbackWatch.install((SessionFactoryImplementor) this.sessionFactory, loads());
		this.sessionFactory.inTransaction((session) -> {
			FlatEntities.stored().forEach(session::persist);
			EntitiesWithMoreThanValues.stored().forEach(session::persist);
			EntitiesWithEmbeddables.stored().forEach(session::persist);
			EntitiesWithoutAssembler.stored().forEach(session::persist);
		});
	}

	private static LoadTracker loads() {
		Invalidations invalidations = TestInvalidations.create();
		ThreadStateHolder threads = new ThreadStateHolder();
		TimeSource time = new MutableTime().source();
		return new LoadTracker(invalidations, new TransactionTracker(invalidations, time, threads), time, threads);
	}

	HibernateEntitySnapshots snapshots() {
		return new HibernateEntitySnapshots((SessionFactoryImplementor) this.sessionFactory, () -> null);
	}

	<T> List<T> find(Class<T> entity) {
		return this.sessionFactory.fromTransaction((session) -> {
			CriteriaQuery<T> query = session.getCriteriaBuilder().createQuery(entity);
			query.from(entity);
			return session.createQuery(query).getResultList();
		});
	}

	/**
	 * Merge as a user does, with a session of its own.
	 */
	void merge(Object entity) {
		this.sessionFactory.inTransaction((session) -> session.merge(entity));
	}

	@Override
	public void close() {
		this.sessionFactory.close();
	}

}
