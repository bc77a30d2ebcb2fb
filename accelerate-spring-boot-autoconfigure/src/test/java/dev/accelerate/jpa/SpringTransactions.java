package dev.accelerate.jpa;

import java.sql.Connection;
import java.sql.Savepoint;
import java.util.function.Consumer;

import jakarta.persistence.EntityManager;
import org.hibernate.Session;

import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link Transactions} that Spring begins and ends.
 *
 * @param <S> what is written through
 */
record SpringTransactions<S>(PlatformTransactionManager manager, EntityManager entityManager, S subject,
		ConnectionFaults faults) implements Transactions<S> {

	@Override
	public void run(Outcome outcome, Consumer<S> write, Runnable meanwhile) {
		switch (outcome) {
			case COMMIT -> commit(write, meanwhile);
			case ROLLBACK -> template(TransactionDefinition.PROPAGATION_REQUIRED).executeWithoutResult((status) -> {
				write(write, meanwhile);
				this.entityManager.flush();
				status.setRollbackOnly();
			});
			case SAVEPOINT_ROLLBACK ->
				template(TransactionDefinition.PROPAGATION_REQUIRED).executeWithoutResult((status) -> {
					Session session = this.entityManager.unwrap(Session.class);
					Savepoint savepoint = session.doReturningWork(Connection::setSavepoint);
					write(write, meanwhile);
					session.flush();
					session.clear();
					session.doWork((connection) -> connection.rollback(savepoint));
				});
			case INNER_COMMIT -> template(TransactionDefinition.PROPAGATION_REQUIRED).executeWithoutResult((outer) -> {
				this.entityManager.createQuery("update Post p set p.title = 'never'").executeUpdate();
				template(TransactionDefinition.PROPAGATION_REQUIRES_NEW)
					.executeWithoutResult((status) -> write(write, meanwhile));
				outer.setRollbackOnly();
			});
			case COMMIT_REPLY_LOST -> fails(() -> commit(write, () -> {
				meanwhile.run();
				this.faults.loseNextReply();
			}));
			case BEFORE_COMMIT_FAILS -> fails(() -> commit(write, () -> {
				meanwhile.run();
				this.entityManager.flush();
				register(new TransactionSynchronization() {

					@Override
					public void beforeCommit(boolean readOnly) {
						throw new IllegalStateException("before the commit");
					}

				});
			}));
			case AFTER_COMMIT_FAILS -> fails(() -> commit(write, () -> {
				meanwhile.run();
				register(new TransactionSynchronization() {

					@Override
					public void afterCommit() {
						throw new IllegalStateException("after the commit");
					}

				});
			}));
		}
	}

	private void commit(Consumer<S> write, Runnable meanwhile) {
		template(TransactionDefinition.PROPAGATION_REQUIRED).executeWithoutResult((status) -> write(write, meanwhile));
	}

	private void write(Consumer<S> write, Runnable meanwhile) {
		write.accept(this.subject);
		meanwhile.run();
	}

	private TransactionTemplate template(int propagation) {
		TransactionTemplate template = new TransactionTemplate(this.manager);
		template.setPropagationBehavior(propagation);
		return template;
	}

	private static void register(TransactionSynchronization synchronization) {
		TransactionSynchronizationManager.registerSynchronization(synchronization);
	}

	private static void fails(Runnable transaction) {
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(transaction::run);
	}

}
