package dev.accelerate.tracking;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.accelerate.invalidation.InvalidationListener.Origin;
import dev.accelerate.invalidation.TransactionWrites;
import dev.accelerate.testing.TestInvalidations;
import dev.accelerate.tracking.CommitNotice.Recorder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;

/**
 * {@link CommitNotice} and the connections that it asks.
 */
class UnrecordedConnectionTests {

	private final CommitNotice notice = new CommitNotice(new ThreadStateHolder());

	private final List<Recorder> recorded = new ArrayList<>();

	private final Recorder recorder = recorder();

	private final TransactionWrites session = new TransactionWrites(TestInvalidations.create(), Origin.STATEMENTS);

	private final Connection connection = mock();

	private Recorder recorder() {
		return new Recorder() {

			@Override
			public void record(TransactionWrites session) {
				assertThat(session).isSameAs(UnrecordedConnectionTests.this.session);
				UnrecordedConnectionTests.this.recorded.add(this);
			}

		};
	}

	@BeforeEach
	void follow() throws SQLException {
		given(this.connection.getAutoCommit()).willAnswer((call) -> {
			this.notice.asked(this.recorder);
			return false;
		});
	}

	@Test
	void aConnectionIsRecordedAsLongAsItIsUnrecorded() throws SQLException {
		this.notice.add(this.recorder);
		this.notice.send(this.connection, this.session);
		assertThat(this.recorded).containsExactly(this.recorder);
		this.notice.remove(this.recorder);
		this.notice.send(this.connection, this.session);
		assertThat(this.recorded).hasSize(1);
		verify(this.connection).getAutoCommit();
	}

	@Test
	void anotherConnectionIsNotRecorded() throws SQLException {
		Recorder other = recorder();
		this.notice.add(other);
		this.notice.send(this.connection, this.session);
		verify(this.connection).getAutoCommit();
		assertThat(this.recorded).isEmpty();
	}

	@Test
	void aConnectionThatFailsAtTheQuestionIsRecordedIfItIsFollowed() throws SQLException {
		given(this.connection.getAutoCommit()).willAnswer((call) -> {
			this.notice.asked(this.recorder);
			throw new SQLException("The connection is closed");
		});
		this.notice.add(this.recorder);
		this.notice.send(this.connection, this.session);
		assertThat(this.recorded).containsExactly(this.recorder);
	}

	@Test
	void nothingIsAskedWhileOnlyOtherThreadsHaveWritten() throws SQLException {
		CompletableFuture.runAsync(() -> this.notice.add(this.recorder), (task) -> new Thread(task).start()).join();
		this.notice.send(this.connection, this.session);
		verifyNoInteractions(this.connection);
	}

	@Test
	void aQuestionOfTheApplicationIsNoNotice() throws SQLException {
		this.notice.add(this.recorder);
		assertThat(this.connection.getAutoCommit()).isFalse();
		Connection unfollowed = mock();
		this.notice.send(unfollowed, this.session);
		assertThat(this.recorded).isEmpty();
	}

}
