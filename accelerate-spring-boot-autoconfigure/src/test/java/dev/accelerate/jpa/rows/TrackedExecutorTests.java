package dev.accelerate.jpa.rows;

import dev.accelerate.invalidation.Invalidations;
import dev.accelerate.invalidation.InvalidationListener.Origin;
import dev.accelerate.invalidation.RowCollector;
import dev.accelerate.invalidation.TransactionWrites;
import dev.accelerate.testing.TestInvalidations;
import dev.accelerate.tracking.ThreadStateHolder;
import org.hibernate.engine.jdbc.mutation.JdbcValueBindings;
import org.hibernate.engine.jdbc.mutation.MutationExecutor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.generator.values.GeneratedValues;
import org.hibernate.sql.model.MutationOperationGroup;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

/**
 * {@link TrackedExecutor} whose finding out of rows fails: the write does not.
 */
class TrackedExecutorTests {

	private final MutationExecutor delegate = mock();

	private final SharedSessionContractImplementor session = mock();

	private final RowTracker tracker = new RowTracker(new ThreadStateHolder(), () -> true);

	private final RowCollector collector = new TransactionWrites(invalidations(), Origin.STATEMENTS).collector();

	@Test
	void aFailureBeforeTheWriteDoesNotFailIt() {
		execute(new Failing(true, false));
		then(this.delegate).should().execute(any(), any(), any(), any(), any());
		assertThat(this.collector.isUnknown()).isTrue();
	}

	@Test
	void aFailureAfterTheWriteDoesNotFailIt() {
		execute(new Failing(false, true));
		then(this.delegate).should().execute(any(), any(), any(), any(), any());
		assertThat(this.collector.isUnknown()).isTrue();
	}

	@Test
	void aFailureOfTheWriteItselfIsNotHidden() {
		given(this.delegate.execute(any(), any(), any(), any(), any()))
			.willThrow(new IllegalStateException("the write"));
		assertThatIllegalStateException().isThrownBy(() -> execute(new Failing(false, true))).withMessage("the write");
		assertThat(this.collector.isUnknown()).isTrue();
		assertThat(this.tracker.scopes().get()).isNull();
	}

	private void execute(Mutation mutation) {
		new TrackedExecutor(this.delegate, mock(MutationOperationGroup.class), this.session, mutation, this.collector,
				this.tracker)
			.execute(new Object(), null, null, null, this.session);
	}

	private static Invalidations invalidations() {
		return TestInvalidations.create();
	}

	/**
	 * Mutation that cannot tell what it writes.
	 */
	private record Failing(boolean before, boolean after) implements Mutation {

		@Override
		public long fingerprint() {
			return 1;
		}

		@Override
		public boolean collect(JdbcValueBindings bindings, RowCollector collector) {
			if (this.before) {
				throw new LinkageError("before");
			}
			return false;
		}

		@Override
		public void collect(GeneratedValues generated, SharedSessionContractImplementor session,
				RowCollector collector) {
			if (this.after) {
				throw new IllegalArgumentException("after");
			}
		}

	}

}
