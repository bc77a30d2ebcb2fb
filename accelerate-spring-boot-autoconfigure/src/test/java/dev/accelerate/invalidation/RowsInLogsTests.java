package dev.accelerate.invalidation;

import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.accelerate.invalidation.InvalidationListener.Origin;
import dev.accelerate.testing.MutableTime;
import dev.accelerate.testing.TestInvalidations;
import dev.accelerate.testing.ToldRows;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link NodeInvalidationLog} and results that depend on nothing but rows. These are in
 * the positions of the node, but what a log of a database says of itself counts for them
 * as well.
 */
class RowsInLogsTests {

	private static final Tables USERS = Tables.of(Map.of("users", LastPositions.TAGS));

	private static final long ONE = RowMark.row("users", 1);

	private static final long TWO = RowMark.row("users", 2);

	private final MutableTime time = new MutableTime();

	private final DatabaseLogs logs = new DatabaseLogs(DatabaseLogs.Use.REQUIRED, Duration.ofSeconds(1),
			Duration.ofSeconds(9), this.time.source()::nanos);

	private final Invalidations invalidations = new Invalidations(
			new NodeInvalidationLog(this.logs, Duration.ofSeconds(1), this.time.source()::nanos), this.logs,
			TestInvalidations.UNHEARD, Duration.ZERO);

	private final SilentChannel channel = new SilentChannel();

	private Stamp stamp = Stamp.NEVER;

	@BeforeEach
	void start() {
		this.invalidations.tell(new ToldRows(Set.of("users"), false));
		this.invalidations.rowDirectory().add(this, Map.of("users", 7L));
		this.invalidations.trackRows(1 << 16);
		this.logs.add(() -> this.channel, Set.of("database"));
		this.logs.started();
		advance(2);
		this.stamp = this.invalidations.stamp();
		assertThat(isValid(ONE)).isTrue();
	}

	private void advance(long seconds) {
		this.time.advance(Duration.ofSeconds(seconds));
		this.channel.sink().heard(this.time.source().nanos());
	}

	private boolean isValid(long mark) {
		Dependencies dependencies = new Dependencies(this.stamp, Tags.NONE, Tables.NONE,
				RowMarks.of(new long[] { mark, RowMark.unknown("users") }, USERS));
		long now = this.time.source().nanos();
		boolean valid = this.invalidations.isValid(dependencies, Tags.NONE, now);
		assertThat(this.invalidations.invalidity(dependencies, Tags.NONE, now) == null).isEqualTo(valid);
		return valid;
	}

	private static InvalidationRecord written(long... marks) {
		return InvalidationRecord.of(USERS).withRows(Map.of("users", TableRows.of(7, marks)));
	}

	@Test
	void whatAnotherNodeHasWrittenIsInvalidBeforeItsPositionIsComplete() {
		this.channel.sink().named(1, written(ONE));
		assertThat(isValid(ONE)).isFalse();
		assertThat(isValid(TWO)).isTrue();
	}

	/**
	 * A record may arrive after later ones, whose loads may not have seen its commit.
	 */
	@Test
	void whatFillsAGapIsInvalid() {
		this.channel.sink().named(2, written(TWO));
		advance(2);
		this.stamp = this.invalidations.stamp();
		assertThat(isValid(ONE)).isTrue();
		this.channel.sink().named(1, written(ONE));
		assertThat(isValid(ONE)).isFalse();
		this.channel.sink().complete(2);
		assertThat(isValid(ONE)).isFalse();
		assertThat(isValid(TWO)).isTrue();
	}

	/**
	 * A replica may show the row as it was before what arrived within the lag.
	 */
	@Test
	void whatIsLoadedWithinTheLagOfAReplicaIsInvalid() {
		this.channel.sink().named(1, written(ONE));
		this.channel.sink().complete(1);
		this.stamp = this.invalidations.stamp();
		assertThat(isValid(ONE)).isFalse();
		assertThat(isValid(TWO)).isTrue();
		advance(2);
		this.stamp = this.invalidations.stamp();
		assertThat(isValid(ONE)).isTrue();
	}

	@Test
	void nothingIsValidWhileTheLogIsSilent() {
		this.time.advance(Duration.ofSeconds(9));
		assertThat(isValid(ONE)).isFalse();
		advance(0);
		assertThat(isValid(ONE)).isTrue();
	}

	@Test
	void nothingIsValidThatIsOlderThanWhatTheLogHasLost() {
		this.channel.sink().epoch(3, 100);
		assertThat(isValid(ONE)).isFalse();
	}

	@Test
	void nothingIsValidOfAnEarlierLifeOfTheLog() {
		this.channel.sink().epoch(4, 0);
		assertThat(isValid(ONE)).isFalse();
	}

	@Test
	void nothingIsValidThatIsOlderThanARecordOfEverything() {
		this.channel.sink().named(1, InvalidationRecord.ALL);
		assertThat(isValid(ONE)).isFalse();
	}

	@Test
	void nothingIsValidThatIsOlderThanALogThatIsAdded() {
		this.logs.add(SilentChannel::new, Set.of("another"));
		assertThat(isValid(ONE)).isFalse();
	}

	@Test
	void whatThisNodeWritesIsInvalidWithoutAnyLog() {
		this.invalidations.append(written(ONE), Origin.STATEMENTS);
		assertThat(isValid(ONE)).isFalse();
		assertThat(isValid(TWO)).isTrue();
		assertThat(this.channel.records).containsExactly(written(ONE));
	}

	private final class SilentChannel implements InvalidationChannel {

		private final List<InvalidationRecord> records = new ArrayList<>();

		private @Nullable Sink sink;

		Sink sink() {
			return Objects.requireNonNull(this.sink);
		}

		@Override
		public void start(Sink told) {
			this.sink = told;
			told.epoch(3, 0);
			told.heard(RowsInLogsTests.this.time.source().nanos());
		}

		@Override
		public Append prepare(InvalidationRecord record, @Nullable Connection transaction) {
			this.records.add(record);
			return new Append() {

				@Override
				public long position() {
					return SilentChannel.this.records.size();
				}

				@Override
				public void committed() {
				}

				@Override
				public boolean isDecided() {
					return false;
				}

			};
		}

		@Override
		public void close() {
		}

	}

}
