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
 * What can become of a write in a transaction.
 */
enum JdbcOutcome {

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

	SAVEPOINT_ROLLED_BACK_AFTER_WRITE(true) {

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

	REQUIRES_NEW_COMMITTED_IN_ROLLBACK(true) {

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

	COMMIT_WHOSE_REPLY_IS_LOST(true) {

		@Override
		void run(PlatformTransactionManager manager, Runnable write, ConfigurableApplicationContext context) {
			AtomicBoolean losing = context.getBean(JdbcManagers.LostReplies.class).losing;
			assertThatException().isThrownBy(() -> new TransactionTemplate(manager).executeWithoutResult((status) -> {
				write.run();
				losing.set(true);
			}));
			losing.set(false);
		}

	};

	private final boolean seen;

	JdbcOutcome(boolean seen) {
		this.seen = seen;
	}

	/**
	 * Return whether others see the write afterwards.
	 */
	boolean isSeen() {
		return this.seen;
	}

	abstract void run(PlatformTransactionManager manager, Runnable write, ConfigurableApplicationContext context);

}
