package dev.accelerate.jpa.rows;

import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.accelerate.jpa.rows.domain.PersonRepository;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.hibernate.Transaction;
import org.hibernate.engine.spi.SessionFactoryImplementor;

import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Application that is written to in the ways of {@link WriteWay}.
 */
final class WriteTarget {

	final SessionFactoryImplementor sessionFactory;

	final EntityManager em;

	final JdbcTemplate jdbc;

	final PersonRepository persons;

	private final TransactionTemplate transaction;

	WriteTarget(ApplicationContext context) {
		EntityManagerFactory factory = context.getBean(EntityManagerFactory.class);
		this.sessionFactory = factory.unwrap(SessionFactoryImplementor.class);
		this.em = SharedEntityManagerCreator.createSharedEntityManager(factory);
		this.jdbc = context.getBean(JdbcTemplate.class);
		this.persons = context.getBean(PersonRepository.class);
		this.transaction = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
	}

	<T> T save(T entity) {
		return get(() -> {
			this.em.persist(entity);
			return entity;
		});
	}

	<T> T find(Class<T> type, Object id) {
		return this.em.find(type, id);
	}

	Session session() {
		return this.em.unwrap(Session.class);
	}

	void run(Runnable action) {
		this.transaction.executeWithoutResult((status) -> action.run());
	}

	<T> T get(Supplier<T> action) {
		return this.transaction.execute((status) -> action.get());
	}

	void rolledBack(Runnable action) {
		this.transaction.executeWithoutResult((status) -> {
			action.run();
			this.em.flush();
			status.setRollbackOnly();
		});
	}

	void stateless(Consumer<StatelessSession> action) {
		try (StatelessSession session = this.sessionFactory.openStatelessSession()) {
			Transaction transaction = session.beginTransaction();
			action.accept(session);
			transaction.commit();
		}
	}

	void execute(String hql) {
		run(() -> this.em.createQuery(hql).executeUpdate());
	}

	void executeNatively(String sql) {
		run(() -> this.em.createNativeQuery(sql).executeUpdate());
	}

}
