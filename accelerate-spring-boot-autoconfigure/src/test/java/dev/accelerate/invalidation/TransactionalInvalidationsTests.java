package dev.accelerate.invalidation;

import java.util.List;

import dev.accelerate.testing.HookedTransactionManager;
import dev.accelerate.testing.TestInvalidations;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.core.Ordered;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * {@link TransactionalInvalidations} in real transactions.
 */
class TransactionalInvalidationsTests {

	private final NodeInvalidationLog log = TestInvalidations.log();

	private final TransactionalInvalidations invalidations = TransactionalInvalidations
		.to(TestInvalidations.of(this.log));

	private final HookedTransactionManager manager = new HookedTransactionManager(
			new DriverManagerDataSource("jdbc:h2:mem:invalidations"));

	private final TransactionTemplate transaction = new TransactionTemplate(this.manager);

	private Stamp stamp;

	@BeforeEach
	void takeStamp() {
		this.stamp = this.log.stamp();
	}

	@Test
	void appendsAtOnceOutsideATransaction() {
		submit("a");
		assertThat(isInvalid("a")).isTrue();
	}

	@Test
	void appendsAfterTheCommitOfATransaction() {
		this.transaction.executeWithoutResult((status) -> {
			submit("a");
			assertThat(isInvalid("a")).isFalse();
		});
		assertThat(isInvalid("a")).isTrue();
	}

	@Test
	void appendsOnlyWhenTheDatabaseHasCommitted() {
		this.manager.onCommit(() -> assertThat(isInvalid("a")).isFalse());
		this.transaction.executeWithoutResult((status) -> submit("a"));
		assertThat(isInvalid("a")).isTrue();
	}

	@Test
	void appendsOneRecordForAllOfATransaction() {
		this.transaction.executeWithoutResult((status) -> {
			submit("a");
			submit("b");
			submit("a");
		});
		assertThat(isInvalid("a")).isTrue();
		assertThat(isInvalid("b")).isTrue();
		assertThat(this.log.stamp().position()).isEqualTo(1);
	}

	@Test
	void neverAppendsWhatWasRolledBack() {
		this.transaction.executeWithoutResult((status) -> {
			submit("a");
			status.setRollbackOnly();
		});
		assertThatIllegalStateException().isThrownBy(() -> this.transaction.executeWithoutResult((status) -> {
			submit("a");
			throw new IllegalStateException();
		}));
		assertThat(this.log.stamp()).isEqualTo(this.stamp);
		this.transaction.executeWithoutResult((status) -> submit("b"));
		assertThat(isInvalid("a")).isFalse();
	}

	@Test
	void anInnerTransactionThatCommitsAppendsAlthoughTheOuterRollsBack() {
		this.transaction.executeWithoutResult((outer) -> {
			submit("outer");
			requiresNew().executeWithoutResult((inner) -> {
				submit("inner");
				assertThat(isInvalid("inner")).isFalse();
			});
			assertThat(isInvalid("inner")).isTrue();
			assertThat(isInvalid("outer")).isFalse();
			outer.setRollbackOnly();
		});
		assertThat(isInvalid("outer")).isFalse();
	}

	@Test
	void anInnerTransactionThatRollsBackAppendsNothingAlthoughTheOuterCommits() {
		this.transaction.executeWithoutResult((outer) -> {
			submit("outer");
			requiresNew().executeWithoutResult((inner) -> {
				submit("inner");
				inner.setRollbackOnly();
			});
		});
		assertThat(isInvalid("outer")).isTrue();
		assertThat(isInvalid("inner")).isFalse();
	}

	@Test
	void appendsAtOnceWhereATransactionIsSuspended() {
		TransactionTemplate suspended = new TransactionTemplate(this.manager);
		suspended.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
		this.transaction.executeWithoutResult((outer) -> {
			suspended.executeWithoutResult((none) -> {
				submit("a");
				assertThat(isInvalid("a")).isTrue();
			});
			outer.setRollbackOnly();
		});
	}

	@Test
	void appendsAtOnceInAScopeWithoutTransaction() {
		TransactionTemplate supports = new TransactionTemplate(this.manager);
		supports.setPropagationBehavior(TransactionDefinition.PROPAGATION_SUPPORTS);
		supports.executeWithoutResult((none) -> {
			submit("a");
			assertThat(isInvalid("a")).isTrue();
		});
	}

	/**
	 * The reply to a COMMIT may be lost although it happened.
	 */
	@Test
	void appendsAfterACommitOfUnknownOutcome() {
		this.manager.onCommit(() -> {
			throw new TransactionSystemException("reply lost");
		});
		assertThatExceptionOfType(TransactionSystemException.class)
			.isThrownBy(() -> this.transaction.executeWithoutResult((status) -> submit("a")));
		assertThat(isInvalid("a")).isTrue();
	}

	@Test
	void neverAppendsWhatACallbackRolledBackBeforeAnAnnouncedCommit() {
		announceCommits();
		assertThatIllegalStateException().isThrownBy(() -> this.transaction.executeWithoutResult((status) -> {
			register(new TransactionalInvalidations.Announced() {
			});
			submit("a");
			register(beforeCommit(() -> {
				throw new IllegalStateException();
			}));
		}));
		assertThat(isInvalid("a")).isFalse();
	}

	/**
	 * What is submitted by the last callback before the commit hears of no callback.
	 */
	@Test
	void appendsWhateverWasSubmittedBeforeAnAnnouncedCommitOfUnknownOutcome() {
		announceCommits();
		this.manager.onCommit(() -> {
			throw new IllegalStateException("reply lost");
		});
		assertThatIllegalStateException().isThrownBy(() -> this.transaction.executeWithoutResult((status) -> {
			register(new TransactionalInvalidations.Announced() {
			});
			register(beforeCommit(() -> submit("a")));
		}));
		assertThat(isInvalid("a")).isTrue();
	}

	private void announceCommits() {
		this.manager.addListener(new TransactionExecutionListener() {

			@Override
			public void beforeCommit(TransactionExecution execution) {
				TransactionalInvalidations.committing();
			}

		});
	}

	private static TransactionSynchronization beforeCommit(Runnable action) {
		return new TransactionSynchronization() {

			@Override
			public void beforeCommit(boolean readOnly) {
				action.run();
			}

		};
	}

	@Test
	void appendsAlthoughAnEarlierCallbackThrowsAfterCommit() {
		assertThatIllegalStateException().isThrownBy(() -> this.transaction.executeWithoutResult((status) -> {
			register(new Callback() {

				@Override
				public void afterCommit() {
					throw new IllegalStateException();
				}

			});
			submit("a");
		}));
		assertThat(isInvalid("a")).isTrue();
		assertThat(this.log.stamp().position()).isEqualTo(1);
	}

	@Test
	void appendsBeforeTheCallbacksOfTheApplication() {
		this.transaction.executeWithoutResult((status) -> {
			register(new TransactionSynchronization() {

				@Override
				public void afterCommit() {
					assertThat(isInvalid("a")).isTrue();
				}

			});
			submit("a");
		});
		assertThat(isInvalid("a")).isTrue();
	}

	@Test
	void appendsWhatACallbackSubmitsAfterCommit() {
		this.transaction.executeWithoutResult((status) -> {
			submit("a");
			register(new TransactionSynchronization() {

				@Override
				public void afterCommit() {
					submit("late");
				}

			});
		});
		assertThat(isInvalid("a")).isTrue();
		assertThat(isInvalid("late")).isTrue();
		this.transaction.executeWithoutResult((status) -> register(new TransactionSynchronization() {

			@Override
			public void afterCommit() {
				submit("only_late");
			}

			@Override
			public void afterCompletion(int status) {
				submit("completed");
			}

		}));
		assertThat(isInvalid("only_late")).isTrue();
		assertThat(isInvalid("completed")).isTrue();
	}

	@Test
	void keepsTheRecordsOfTwoLogsApart() {
		NodeInvalidationLog otherLog = TestInvalidations.log();
		Stamp other = otherLog.stamp();
		TransactionalInvalidations otherInvalidations = TransactionalInvalidations.to(TestInvalidations.of(otherLog));
		this.transaction.executeWithoutResult((status) -> {
			submit("a");
			otherInvalidations.submit(InvalidationRecord.of(tags("b")));
		});
		assertThat(isInvalid("a")).isTrue();
		assertThat(isInvalid("b")).isFalse();
		assertThat(otherLog.isValid(other, tags("b"))).isFalse();
		assertThat(otherLog.isValid(other, tags("a"))).isTrue();
	}

	private TransactionTemplate requiresNew() {
		TransactionTemplate template = new TransactionTemplate(this.manager);
		template.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		return template;
	}

	private void submit(String tag) {
		this.invalidations.submit(InvalidationRecord.of(tags(tag)));
	}

	private boolean isInvalid(String tag) {
		return !this.log.isValid(this.stamp, tags(tag));
	}

	private static Tags tags(String tag) {
		return Tags.of(List.of(tag));
	}

	private static void register(TransactionSynchronization synchronization) {
		TransactionSynchronizationManager.registerSynchronization(synchronization);
	}

	private abstract static class Callback implements TransactionSynchronization, Ordered {

		@Override
		public int getOrder() {
			return HIGHEST_PRECEDENCE;
		}

	}

}
