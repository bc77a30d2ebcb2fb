package dev.accelerate.applications.cluster.node;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import javax.sql.DataSource;

import dev.accelerate.applications.cluster.history.Revision;
import dev.accelerate.applications.cluster.history.Table;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.LockModeType;
import org.hibernate.LockMode;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;

import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Writes of one row. Each locks the row before it reads the revision that it moves on, so
 * that revisions grow in the order of the commits.
 */
final class RowWrites {

	private static final AtomicLong PREPARED = new AtomicLong();

	private static final Map<Table, Class<? extends Row>> ENTITIES = Map.of(Table.PRODUCTS, Product.class,
			Table.SHELVES, Shelf.class, Table.PRICES, Price.class, Table.NOTES, Note.class);

	private final int process;

	private final EntityManager entityManager;

	private final SessionFactory sessionFactory;

	private final JdbcTemplate jdbc;

	private final DataSource dataSource;

	private final ProductRepository products;

	RowWrites(ApplicationContext context, int process) {
		this.process = process;
		this.entityManager = context.getBean(EntityManager.class);
		this.sessionFactory = context.getBean(EntityManagerFactory.class).unwrap(SessionFactory.class);
		this.jdbc = context.getBean(JdbcTemplate.class);
		this.dataSource = context.getBean(DataSource.class);
		this.products = context.getBean(ProductRepository.class);
	}

	/**
	 * Returns an update that moves a row on and returns its revision.
	 */
	static String update(Table table, long id, int mark) {
		return "update " + table.sqlName() + " set revision = " + Table.grown("revision") + " + " + mark
				+ " where id = " + id + " returning revision";
	}

	private String update(Table table, long id) {
		return update(table, id, Table.mark(this.process, false));
	}

	private static Revision written(Table table, long id, Number revision) {
		return new Revision(table.row(id), revision.longValue());
	}

	Revision dirtyChecking(Table table, long id) {
		return this.entityManager.find(ENTITIES.get(table), id, LockModeType.PESSIMISTIC_WRITE).grow(this.process);
	}

	Revision merge(Table table, long id) {
		Row row = this.entityManager.find(ENTITIES.get(table), id);
		this.entityManager.flush();
		this.entityManager.clear();
		Long revision = this.jdbc.queryForObject("select revision from " + table.sqlName() + " where id = ? for update",
				Long.class, id);
		row.setRevision(revision);
		Revision written = row.grow(this.process);
		if (row instanceof Product product) {
			this.products.save(product);
		}
		else {
			this.entityManager.merge(row);
		}
		return written;
	}

	Revision jpql(Table table, long id) {
		int mark = Table.mark(this.process, false);
		if (table == Table.PRODUCTS) {
			this.products.grow(id, mark);
		}
		else {
			this.entityManager
				.createQuery("update " + table.entity() + " r set r.revision = " + Table.grown("r.revision")
						+ " + :mark where r.id = :id")
				.setParameter("mark", mark)
				.setParameter("id", id)
				.executeUpdate();
		}
		return written(table, id,
				this.jdbc.queryForObject("select revision from " + table.sqlName() + " where id = ?", Long.class, id));
	}

	Revision nativeQuery(Table table, long id) {
		return written(table, id,
				(Number) this.entityManager.createNativeQuery(update(table, id), Long.class).getSingleResult());
	}

	/**
	 * Writes with JDBC, in the transaction in progress or in none.
	 */
	Revision jdbc(Table table, long id) {
		return written(table, id, this.jdbc.queryForObject(update(table, id), Long.class));
	}

	Revision stateless(Table table, long id) {
		try (StatelessSession session = this.sessionFactory.openStatelessSession()) {
			session.beginTransaction();
			try {
				Row row = session.get(ENTITIES.get(table), id, LockMode.PESSIMISTIC_WRITE);
				Revision written = row.grow(this.process);
				session.update(row);
				session.getTransaction().commit();
				return written;
			}
			finally {
				if (session.getTransaction().isActive()) {
					session.getTransaction().rollback();
				}
			}
		}
	}

	Revision statelessAutoCommit(Table table, long id) {
		try (StatelessSession session = this.sessionFactory.openStatelessSession()) {
			return written(table, id, session.createNativeQuery(update(table, id), Long.class).getSingleResult());
		}
	}

	/**
	 * Writes a row and takes it back, while the transaction goes on.
	 */
	void rollBackToSavepoint(Table table, long id) {
		this.entityManager.flush();
		this.entityManager.unwrap(Session.class).doWork((connection) -> {
			Savepoint savepoint = connection.setSavepoint();
			execute(connection, update(table, id));
			connection.rollback(savepoint);
		});
	}

	/**
	 * Prepares a transaction and commits it on another connection, or leaves that to the
	 * test.
	 * @return what is known to be committed
	 */
	List<Revision> twoPhase(Table table, long id, boolean commits) {
		String name = "p" + this.process + "-" + PREPARED.incrementAndGet();
		Revision written = this.jdbc.execute((Connection connection) -> {
			connection.setAutoCommit(false);
			try (Statement statement = connection.createStatement()) {
				try (var revision = statement.executeQuery(update(table, id))) {
					revision.next();
					return written(table, id, revision.getLong(1));
				}
				finally {
					statement.execute("prepare transaction '" + name + "'");
				}
			}
			finally {
				connection.setAutoCommit(true);
			}
		});
		if (!commits) {
			return List.of();
		}
		this.jdbc.execute("commit prepared '" + name + "'");
		return List.of(written);
	}

	private static void execute(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

}
