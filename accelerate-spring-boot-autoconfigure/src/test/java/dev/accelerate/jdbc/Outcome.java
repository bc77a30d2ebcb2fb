package dev.accelerate.jdbc;

import java.sql.Connection;
import java.util.concurrent.atomic.AtomicBoolean;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThatException;

/**
 * How a transaction in which something was written comes to its end.
 */
enum Outcome {

	COMMIT(true) {

		@Override
		void run(PlatformTransactionManager manager, Runnable write, ConfigurableApplicationContext context) {
			new TransactionTemplate(manager).executeWithoutResult((status) -> write.run());
		}

	},

	ROLLBACK(false) {

		@Override
		void run(PlatformTransactionManager manager, Runnable write, ConfigurableApplicationContext context) {
			new TransactionTemplate(manager).executeWithoutResult((status) -> {
				write.run();
				status.setRollbackOnly();
			});
		}

	},

	/**
	 * A savepoint that was set after the write is rolled back, which the write survives,
	 * and the transaction committed.
	 */
	LATER_SAVEPOINT_ROLLBACK(true) {

		@Override
		void run(PlatformTransactionManager manager, Runnable write, ConfigurableApplicationContext context) {
			new TransactionTemplate(manager).executeWithoutResult((status) -> {
				write.run();
				context.getBean(JdbcTemplate.class).execute((Connection connection) -> {
					connection.rollback(connection.setSavepoint());
					return true;
				});
			});
		}

	},

	/**
	 * What was written is committed by itself, and the transaction around it rolled back.
	 */
	INNER_COMMIT(true) {

		@Override
		void run(PlatformTransactionManager manager, Runnable write, ConfigurableApplicationContext context) {
			TransactionTemplate inner = new TransactionTemplate(manager);
			inner.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
			new TransactionTemplate(manager).executeWithoutResult((status) -> {
				inner.executeWithoutResult((nested) -> write.run());
				status.setRollbackOnly();
			});
		}

	},

	COMMIT_REPLY_LOST(true) {

		@Override
		void run(PlatformTransactionManager manager, Runnable write, ConfigurableApplicationContext context) {
			AtomicBoolean losing = context.getBean(LostReplies.class).losing;
			assertThatException().isThrownBy(() -> new TransactionTemplate(manager).executeWithoutResult((status) -> {
				write.run();
				losing.set(true);
			}));
			losing.set(false);
		}

	};

	private final boolean seen;

	Outcome(boolean seen) {
		this.seen = seen;
	}

	/**
	 * Return whether others see the write afterwards.
	 */
	boolean isSeen() {
		return this.seen;
	}

	/**
	 * Write in a transaction that comes to this end.
	 * @param manager begins and ends the transaction
	 * @param write writes, and takes part in the transaction of its thread
	 * @param context the application of the manager
	 */
	abstract void run(PlatformTransactionManager manager, Runnable write, ConfigurableApplicationContext context);

}
