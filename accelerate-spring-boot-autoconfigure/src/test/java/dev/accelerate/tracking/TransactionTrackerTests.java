package dev.accelerate.tracking;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import javax.sql.DataSource;

import dev.accelerate.invalidation.InvalidationRecord;
import dev.accelerate.invalidation.NodeInvalidationLog;
import dev.accelerate.invalidation.Stamp;
import dev.accelerate.testing.HookedTransactionManager;
import dev.accelerate.testing.MutableTime;
import dev.accelerate.testing.TestInvalidations;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * {@link TransactionTracker} with real transaction managers.
 */
class TransactionTrackerTests {

	private final NodeInvalidationLog log = TestInvalidations.log();

	private final MutableTime time = new MutableTime();

	private final ThreadStateHolder threads = new ThreadStateHolder();

	private final TransactionTracker transactions = new TransactionTracker(TestInvalidations.of(this.log),
			this.time.source(), this.threads);

	private final HookedTransactionManager manager = manager("one");

	private final TransactionTemplate required = template(this.manager, TransactionDefinition.PROPAGATION_REQUIRED);

	private final TransactionTemplate requiresNew = template(this.manager,
			TransactionDefinition.PROPAGATION_REQUIRES_NEW);

	@AfterEach
	void nothingIsLeftOnTheThread() {
		assertThat(this.transactions.current()).isEmpty();
		assertThat(this.transactions.isAnyUnseen()).isFalse();
		assertThat(TransactionSynchronizationManager.isSynchronizationActive()).isFalse();
		assertThat(this.threads.current().transactions).isEmpty();
	}

	@Test
	void aTransactionWithoutCallbacksIsSeenAndGone() {
		this.manager.setTransactionSynchronization(AbstractPlatformTransactionManager.SYNCHRONIZATION_NEVER);
		this.required.executeWithoutResult((status) -> assertThat(current().isWriting()).isTrue());
		this.required.executeWithoutResult((status) -> status.setRollbackOnly());
	}

	@Test
	void thereIsNoneOutsideATransaction() {
		assertThat(this.transactions.current()).isEmpty();
		assertThat(this.transactions.isAnyUnseen()).isFalse();
	}

	@Test
	void aTransactionIsSeenWithWhatWasNotedBeforeItBegan() {
		Stamp stamp = this.log.stamp();
		Instant instant = this.time.instant();
		long nanos = this.time.source().nanos();
		this.manager.onBegin(() -> {
			this.log.append(InvalidationRecord.ALL);
			this.time.advance(Duration.ofSeconds(5));
		});
		this.required.executeWithoutResult((status) -> assertThat(current()).satisfies((open) -> {
			assertThat(open.stamp()).isEqualTo(stamp);
			assertThat(open.nanos()).isEqualTo(nanos);
			assertThat(open.instant()).isEqualTo(instant);
		}));
	}

	@Test
	void aRolledBackTransactionIsGone() {
		this.required.executeWithoutResult((status) -> status.setRollbackOnly());
		assertThat(this.transactions.current()).isEmpty();
		assertThatIllegalStateException().isThrownBy(() -> this.required.executeWithoutResult((status) -> {
			throw new IllegalStateException();
		}));
	}

	@Test
	void aTransactionThatCouldNotBeginIsGone() {
		this.manager.onBegin(() -> {
			throw new CannotCreateTransactionException("no connection");
		});
		assertThatExceptionOfType(CannotCreateTransactionException.class)
			.isThrownBy(() -> this.required.executeWithoutResult((status) -> {
			}));
	}

	@Test
	void anInnerTransactionThatCouldNotBeginLeavesTheOuterOneInSight() {
		this.required.executeWithoutResult((status) -> {
			OpenTransaction outer = current();
			this.manager.onBegin(() -> {
				throw new CannotCreateTransactionException("no connection");
			});
			assertThatExceptionOfType(CannotCreateTransactionException.class)
				.isThrownBy(() -> this.requiresNew.executeWithoutResult((inner) -> {
				}));
			assertThat(current()).isSameAs(outer);
		});
	}

	@Test
	void aTransactionWhoseCommitFailedIsGone() {
		this.manager.onCommit(() -> {
			throw new TransactionSystemException("reply lost");
		});
		assertThatExceptionOfType(TransactionSystemException.class)
			.isThrownBy(() -> this.required.executeWithoutResult((status) -> {
			}));
	}

	@Test
	void aTransactionWhoseCommitAndRollbackFailedIsGone() {
		this.manager.setRollbackOnCommitFailure(true);
		this.manager.onCommit(() -> {
			throw new TransactionSystemException("reply lost");
		});
		this.manager.onRollback(() -> {
			throw new TransactionSystemException("connection lost");
		});
		assertThatExceptionOfType(TransactionSystemException.class)
			.isThrownBy(() -> this.required.executeWithoutResult((status) -> {
			}));
	}

	@Test
	void aTransactionWhoseCallbackFailsBeforeTheCommitIsGone() {
		assertThatIllegalStateException()
			.isThrownBy(() -> this.required.executeWithoutResult((status) -> register(new TransactionSynchronization() {

				@Override
				public void beforeCommit(boolean readOnly) {
					throw new IllegalStateException();
				}

			})));
	}

	@Test
	void aTransactionWhoseCallbackFailsAfterTheCommitIsGone() {
		assertThatIllegalStateException()
			.isThrownBy(() -> this.required.executeWithoutResult((status) -> register(new TransactionSynchronization() {

				@Override
				public void afterCommit() {
					throw new IllegalStateException();
				}

			})));
	}

	@Test
	void anInnerTransactionTakesTheOuterOneOutOfSight() {
		this.required.executeWithoutResult((status) -> {
			OpenTransaction outer = current();
			this.log.append(InvalidationRecord.ALL);
			Stamp later = this.log.stamp();
			this.requiresNew.executeWithoutResult((inner) -> {
				assertThat(current()).isNotSameAs(outer);
				assertThat(current().stamp()).isEqualTo(later);
			});
			assertThat(current()).isSameAs(outer);
			assertThat(outer.stamp()).isNotEqualTo(later);
		});
	}

	@Test
	void aSuspendedTransactionIsOutOfSight() {
		TransactionTemplate suspended = template(this.manager, TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
		this.required.executeWithoutResult((status) -> {
			OpenTransaction outer = current();
			suspended.executeWithoutResult((none) -> {
				assertThat(this.transactions.current()).isEmpty();
				assertThat(this.transactions.isAnyUnseen()).isFalse();
			});
			assertThat(current()).isSameAs(outer);
		});
	}

	@Test
	void anInnerTransactionThatFailsBringsTheOuterOneBack() {
		this.required.executeWithoutResult((status) -> {
			OpenTransaction outer = current();
			assertThatIllegalStateException().isThrownBy(() -> this.requiresNew.executeWithoutResult((inner) -> {
				throw new IllegalStateException();
			}));
			assertThat(current()).isSameAs(outer);
		});
	}

	@Test
	void joiningATransactionIsNoOtherTransaction() {
		this.required.executeWithoutResult((status) -> {
			OpenTransaction outer = current();
			this.required.executeWithoutResult((joined) -> assertThat(current()).isSameAs(outer));
			assertThat(current()).isSameAs(outer);
		});
	}

	@Test
	void savepointsAreNoTransactions() {
		TransactionTemplate nested = template(this.manager, TransactionDefinition.PROPAGATION_NESTED);
		this.required.executeWithoutResult((status) -> {
			OpenTransaction outer = current();
			nested.executeWithoutResult((savepoint) -> assertThat(current()).isSameAs(outer));
			assertThat(current()).isSameAs(outer);
			nested.executeWithoutResult((savepoint) -> savepoint.setRollbackOnly());
			assertThat(current()).isSameAs(outer);
		});
	}

	@Test
	void twoManagersAreSeenAtOnceTheOutermostFirst() {
		TransactionTemplate other = template(manager("two"), TransactionDefinition.PROPAGATION_REQUIRED);
		this.required.executeWithoutResult((status) -> {
			OpenTransaction outer = current();
			other.executeWithoutResult((inner) -> {
				assertThat(this.transactions.current()).hasSize(2).first().isSameAs(outer);
				this.requiresNew.executeWithoutResult(
						(innermost) -> assertThat(this.transactions.current()).as("the outer one is suspended")
							.doesNotContain(outer));
				assertThat(this.transactions.current()).hasSize(2);
			});
			assertThat(current()).isSameAs(outer);
			other.executeWithoutResult((inner) -> inner.setRollbackOnly());
			assertThat(current()).isSameAs(outer);
		});
	}

	@Test
	void aTransactionOfAManagerThatIsNotListenedToIsUnseen() {
		HookedTransactionManager deaf = new HookedTransactionManager(dataSource("three"));
		template(deaf, TransactionDefinition.PROPAGATION_REQUIRED).executeWithoutResult((status) -> {
			assertThat(this.transactions.current()).isEmpty();
			assertThat(this.transactions.isAnyUnseen()).isTrue();
		});
	}

	@Test
	void aTransactionIsWritingUnlessItIsDeclaredReadOnly() {
		this.required.executeWithoutResult((status) -> assertThat(current().isWriting()).isTrue());
		TransactionTemplate readOnly = template(this.manager, TransactionDefinition.PROPAGATION_REQUIRED);
		readOnly.setReadOnly(true);
		readOnly.executeWithoutResult((status) -> assertThat(current().isWriting()).isFalse());
	}

	@Test
	void aReadOnlyTransactionThatIsSeenWritingIsWriting() {
		TransactionTemplate readOnly = template(this.manager, TransactionDefinition.PROPAGATION_REQUIRED);
		readOnly.setReadOnly(true);
		long writes = this.transactions.writes();
		readOnly.executeWithoutResult((status) -> {
			this.transactions.wrote();
			assertThat(current().isWriting()).isTrue();
		});
		assertThat(this.transactions.writes()).isEqualTo(writes + 1);
		readOnly.executeWithoutResult((status) -> assertThat(current().isWriting()).isFalse());
	}

	@Test
	void anotherThreadSeesNothing() throws Exception {
		this.required.executeWithoutResult((status) -> {
			List<OpenTransaction> here = List.copyOf(this.transactions.current());
			assertThat(CompletableFuture
				.supplyAsync(() -> List.copyOf(this.transactions.current()), (task) -> new Thread(task).start())
				.join()).isEmpty();
			assertThat(here).hasSize(1);
		});
	}

	@Test
	void theBeanPostProcessorListensToEveryManager() {
		HookedTransactionManager deaf = new HookedTransactionManager(dataSource("four"));
		new TransactionTrackerPostProcessor(() -> this.transactions).postProcessBeforeInitialization(deaf, "deaf");
		template(deaf, TransactionDefinition.PROPAGATION_REQUIRED)
			.executeWithoutResult((status) -> assertThat(this.transactions.current()).hasSize(1));
	}

	private OpenTransaction current() {
		assertThat(this.transactions.current()).hasSize(1);
		return this.transactions.current().get(0);
	}

	private static void register(TransactionSynchronization synchronization) {
		TransactionSynchronizationManager.registerSynchronization(synchronization);
	}

	private HookedTransactionManager manager(String database) {
		HookedTransactionManager manager = new HookedTransactionManager(dataSource(database));
		manager.addListener(this.transactions);
		return manager;
	}

	private static DataSource dataSource(String database) {
		return new DriverManagerDataSource("jdbc:h2:mem:" + database);
	}

	private static TransactionTemplate template(HookedTransactionManager manager, int propagation) {
		TransactionTemplate template = new TransactionTemplate(manager);
		template.setPropagationBehavior(propagation);
		return template;
	}

}
