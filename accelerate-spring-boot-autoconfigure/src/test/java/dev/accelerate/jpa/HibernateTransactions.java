package dev.accelerate.jpa;

import java.sql.Connection;
import java.sql.Savepoint;
import java.util.function.Consumer;
import java.util.function.Supplier;

import jakarta.transaction.Synchronization;
import org.hibernate.Session;
import org.hibernate.SharedSessionContract;
import org.hibernate.Transaction;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link Transactions} that the application begins and ends itself, in sessions of its
 * own, which stay open.
 *
 * @param <S> the type of the sessions
 */
record HibernateTransactions<S extends SharedSessionContract>(Supplier<S> sessions,
		ConnectionFaults faults) implements Transactions<S> {

	@Override
	public void run(Outcome outcome, Consumer<S> write, Runnable meanwhile) {
		S session = this.sessions.get();
		Transaction transaction = session.beginTransaction();
		switch (outcome) {
			case COMMIT -> {
				write(session, write, meanwhile);
				transaction.commit();
			}
			case ROLLBACK -> {
				write(session, write, meanwhile);
				flush(session);
				transaction.rollback();
			}
			case SAVEPOINT_ROLLBACK -> {
				Savepoint savepoint = session.doReturningWork(Connection::setSavepoint);
				write(session, write, meanwhile);
				flush(session);
				session.doWork((connection) -> connection.rollback(savepoint));
				transaction.commit();
			}
			case INNER_COMMIT -> {
				session.createMutationQuery("update Post p set p.title = 'never'").executeUpdate();
				run(Outcome.COMMIT, write, meanwhile);
				transaction.rollback();
			}
			case COMMIT_REPLY_LOST -> {
				write(session, write, meanwhile);
				this.faults.loseNextReply();
				assertThatExceptionOfType(RuntimeException.class).isThrownBy(transaction::commit);
			}
			case BEFORE_COMMIT_FAILS -> {
				write(session, write, meanwhile);
				flush(session);
				transaction.registerSynchronization(new Failing(true));
				assertThatExceptionOfType(RuntimeException.class).isThrownBy(transaction::commit);
			}
			case AFTER_COMMIT_FAILS -> {
				write(session, write, meanwhile);
				transaction.registerSynchronization(new Failing(false));
				assertThatExceptionOfType(RuntimeException.class).isThrownBy(transaction::commit);
				// Hibernate tells nobody any more that the commit is over.
				session.close();
			}
		}
	}

	private void write(S session, Consumer<S> write, Runnable meanwhile) {
		write.accept(session);
		meanwhile.run();
	}

	private void flush(S session) {
		if (session instanceof Session stateful) {
			stateful.flush();
			stateful.clear();
		}
	}

	/**
	 * Callback that fails.
	 *
	 * @param before whether it fails before the commit
	 */
	private record Failing(boolean before) implements Synchronization {

		@Override
		public void beforeCompletion() {
			if (this.before) {
				throw new IllegalStateException("before the commit");
			}
		}

		@Override
		public void afterCompletion(int status) {
			if (!this.before) {
				throw new IllegalStateException("after the commit");
			}
		}

	}

}
