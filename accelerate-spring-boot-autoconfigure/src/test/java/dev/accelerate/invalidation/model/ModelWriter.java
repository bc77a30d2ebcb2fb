package dev.accelerate.invalidation.model;

import java.sql.Savepoint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.LockModeType;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;

import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Thread that writes, in every way in which an application may, and reads what it wrote.
 * Locks are taken in the order items, boxes, tickets, by ascending number.
 */
final class ModelWriter {

	private final ModelRun run;

	private final int number;

	private final Random random;

	private final ModelReader reader;

	private final EntityManager entityManager;

	/**
	 * What the transaction in progress has written, by row.
	 */
	private final Map<Integer, Long> written = new HashMap<>();

	ModelWriter(ModelRun run, int number, Random random) {
		this.run = run;
		this.number = number;
		this.random = random;
		this.reader = new ModelReader(run, random);
		this.entityManager = run.entityManager;
	}

	void step() {
		this.run.count();
		if (this.random.nextInt(10) == 0) {
			Pauses.pauseBeforeAppend();
		}
		int dice = this.random.nextInt(100);
		if (dice < 40) {
			commit(() -> ticket(anyTicket()));
		}
		else if (dice < 50) {
			commit(() -> item(anyItem()));
		}
		else if (dice < 55) {
			commit(() -> itemsOf(this.random.nextInt(Rows.BOXES)));
		}
		else if (dice < 65) {
			commit(() -> box(anyBox()));
		}
		else if (dice < 70) {
			commit(() -> {
				item(anyItem());
				box(anyBox());
				ticket(anyTicket());
			});
		}
		else if (dice < 78) {
			rollBack(this.random.nextBoolean());
		}
		else if (dice < 85) {
			rollBackToSavepoint();
		}
		else if (dice < 93) {
			commitInsideRollback();
		}
		else {
			withoutTransaction();
		}
		for (int i = 0; i < 20; i++) {
			this.reader.step();
		}
	}

	private int anyTicket() {
		return this.random.nextInt((this.random.nextBoolean()) ? 8 : Rows.TICKETS);
	}

	private int anyItem() {
		return this.random.nextInt((this.random.nextBoolean()) ? 10 : Rows.SHARED_ITEMS);
	}

	private int anyBox() {
		return this.random.nextInt(Rows.BOXES);
	}

	private void commit(Runnable writes) {
		commit(TransactionDefinition.PROPAGATION_REQUIRED, writes);
	}

	/**
	 * Write in a transaction, and publish what was written when its commit has returned.
	 */
	private void commit(int propagation, Runnable writes) {
		this.written.clear();
		transaction(propagation).executeWithoutResult((transaction) -> writes.run());
		Pauses.committed();
		this.written.forEach(this.run.versions::publish);
		if (!this.written.isEmpty()) {
			this.reader.read(reading(this.written.keySet().iterator().next()));
		}
	}

	private ModelQuery reading(int row) {
		if (row < Rows.ofBox(0)) {
			return this.random.nextBoolean() ? ModelQuery.ofItem(this.run.repository, this.run.items, row, this.random)
					: ModelQuery.nested(this.run.repository, row);
		}
		return (row < Rows.ofTicket(0)) ? ModelQuery.ofBox(this.run.repository, row - Rows.ofBox(0))
				: ModelQuery.ofTicket(this.run.repository, row - Rows.ofTicket(0));
	}

	private void item(int id) {
		Item item = this.entityManager.find(Item.class, id, LockModeType.PESSIMISTIC_WRITE);
		item.setVersion(item.getVersion() + 1);
		this.written.put(Rows.ofItem(id), item.getVersion());
	}

	private void itemsOf(int box) {
		List<Item> items = this.entityManager
			.createQuery("select i from Item i where i.box.id = ?1 order by i.id", Item.class)
			.setParameter(1, box)
			.setLockMode(LockModeType.PESSIMISTIC_WRITE)
			.getResultList();
		this.entityManager.createQuery("update Item i set i.version = i.version + 1 where i.box.id = ?1")
			.setParameter(1, box)
			.executeUpdate();
		items.forEach((item) -> this.written.put(Rows.ofItem(item.getId()), item.getVersion() + 1));
	}

	private void box(int id) {
		Box box = this.entityManager.find(Box.class, id, LockModeType.PESSIMISTIC_WRITE);
		this.entityManager.createNativeQuery("update model_boxes set version = version + 1 where id = ?1")
			.setParameter(1, id)
			.executeUpdate();
		this.written.put(Rows.ofBox(id), box.getVersion() + 1);
	}

	/**
	 * Nothing but the tag says that the ticket has changed.
	 */
	private void ticket(int id) {
		boolean before = this.random.nextBoolean();
		if (before) {
			this.run.accelerate.invalidate("ticket_" + id);
		}
		Ticket ticket = this.entityManager.find(Ticket.class, id, LockModeType.PESSIMISTIC_WRITE);
		ticket.setVersion(ticket.getVersion() + 1);
		this.written.put(Rows.ofTicket(id), ticket.getVersion());
		if (!before) {
			this.run.accelerate.invalidate("ticket_" + id);
		}
	}

	/**
	 * What is read in a transaction that writes must reach nobody else.
	 */
	private void rollBack(boolean exception) {
		try {
			transaction(TransactionDefinition.PROPAGATION_REQUIRED).executeWithoutResult((transaction) -> {
				int item = anyItem();
				spoil(Item.class, item);
				ModelQuery.nested(this.run.repository, item).run();
				int ticket = anyTicket();
				spoil(Ticket.class, ticket);
				this.run.accelerate.invalidate("ticket_" + ticket);
				ModelQuery.ofTicket(this.run.repository, ticket).run();
				if (exception) {
					throw new RolledBack();
				}
				transaction.setRollbackOnly();
			});
		}
		catch (RolledBack ex) {
			// As it should be.
		}
	}

	private void rollBackToSavepoint() {
		commit(() -> {
			item(anyItem());
			this.entityManager.flush();
			int box = anyBox();
			this.entityManager.unwrap(Session.class).doWork((connection) -> {
				Savepoint savepoint = connection.setSavepoint();
				spoil(Box.class, box);
				ModelQuery.ofBox(this.run.repository, box).run();
				connection.rollback(savepoint);
			});
			if (this.random.nextBoolean()) {
				ticket(anyTicket());
			}
		});
	}

	/**
	 * The inner transaction stands, whatever becomes of the outer one. It locks only rows
	 * that come after those of the outer one. The database cannot see that the outer
	 * transaction waits for the inner one, so it would not end a deadlock of the two with
	 * a third.
	 */
	private void commitInsideRollback() {
		transaction(TransactionDefinition.PROPAGATION_REQUIRED).executeWithoutResult((outer) -> {
			int first = this.random.nextInt(Rows.SHARED_ITEMS - 1);
			spoil(Item.class, first);
			commit(TransactionDefinition.PROPAGATION_REQUIRES_NEW, () -> {
				switch (this.random.nextInt(3)) {
					case 0 -> item(this.random.nextInt(first + 1, Rows.SHARED_ITEMS));
					case 1 -> box(anyBox());
					default -> ticket(anyTicket());
				}
			});
			outer.setRollbackOnly();
		});
	}

	private void withoutTransaction() {
		int id = Rows.SHARED_ITEMS + this.number;
		long version;
		try (StatelessSession session = this.run.entityManagerFactory.unwrap(SessionFactory.class)
			.openStatelessSession()) {
			Item item = session.get(Item.class, id);
			version = item.getVersion() + 1;
			item.setVersion(version);
			session.update(item);
		}
		Pauses.committed();
		this.run.versions.publish(Rows.ofItem(id), version);
		this.reader.read(reading(Rows.ofItem(id)));
	}

	private void spoil(Class<?> entity, int id) {
		this.entityManager
			.createQuery("update " + entity.getSimpleName() + " e set e.version = e.version + " + Versions.UNCOMMITTED
					+ " where e.id = ?1")
			.setParameter(1, id)
			.executeUpdate();
	}

	private TransactionTemplate transaction(int propagation) {
		TransactionTemplate template = new TransactionTemplate(this.run.transactionManager);
		template.setPropagationBehavior(propagation);
		return template;
	}

	@SuppressWarnings("serial")
	private static final class RolledBack extends RuntimeException {

	}

}
