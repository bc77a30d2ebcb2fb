package dev.accelerate.invalidation.reach;

import java.util.Random;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;

import org.springframework.context.ApplicationContext;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writers of events: each is executed in any way, and committed or rolled back.
 */
final class Writers {

	private final EntityManager entityManager;

	private final SessionFactory sessionFactory;

	private final JdbcTemplate jdbc;

	private final TransactionTemplate transaction;

	private final History history;

	private final ReachReader reader;

	Writers(ApplicationContext context, History history, ReachReader reader) {
		this.entityManager = context.getBean(EntityManager.class);
		this.sessionFactory = context.getBean(EntityManagerFactory.class).unwrap(SessionFactory.class);
		this.jdbc = context.getBean(JdbcTemplate.class);
		this.transaction = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
		this.history = history;
		this.reader = reader;
	}

	EntityManager entityManager() {
		return this.entityManager;
	}

	JdbcTemplate jdbc() {
		return this.jdbc;
	}

	StatelessSession openStatelessSession() {
		return this.sessionFactory.openStatelessSession();
	}

	/**
	 * Writes to a slot, whose lock the thread holds.
	 */
	void write(Kind kind, Slot slot, Random random) {
		Event event = slot.next(random);
		kind.write(event);
		WritePath path = WritePath.values()[random.nextInt(WritePath.values().length)];
		boolean rolledBack = path.hasTransaction() && !event.isFirst() && random.nextInt(6) == 0;
		if (!rolledBack) {
			this.history.begin(event);
		}
		long version = rolledBack ? Event.ROLLED_BACK + event.number() : event.number();
		if (path.hasTransaction()) {
			try {
				write(kind, path, event, version, rolledBack, random);
			}
			catch (DataIntegrityViolationException ex) {
				// H2 refuses a cascaded update now and then that meets another one, and
				// takes it the second time.
				write(kind, path, event, version, rolledBack, random);
			}
		}
		else {
			path.writeAll(this, event.steps(), version);
		}
		if (!rolledBack) {
			this.history.commit(event);
			slot.committed(event);
		}
	}

	private void write(Kind kind, WritePath path, Event event, long version, boolean rolledBack, Random random) {
		this.transaction.executeWithoutResult((status) -> {
			path.writeAll(this, event.steps(), version);
			if (random.nextInt(4) == 0) {
				this.entityManager.flush();
				this.reader.readAny(kind, random);
			}
			if (rolledBack) {
				status.setRollbackOnly();
			}
		});
	}

}
