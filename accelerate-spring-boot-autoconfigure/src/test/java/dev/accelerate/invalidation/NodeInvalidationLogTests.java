package dev.accelerate.invalidation;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.accelerate.testing.MutableTime;
import dev.accelerate.testing.TestInvalidations;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link NodeInvalidationLog}.
 */
class NodeInvalidationLogTests extends InvalidationLogContractTests {

	private static final RowMarks ROW = RowMarks.of(new long[] { RowMark.row("users", 1) },
			Tables.of(Map.of("users", 1)));

	@Override
	protected InvalidationLog create() {
		return TestInvalidations.log();
	}

	@Test
	void beginsAtPositionZero() {
		assertThat(create().stamp().position()).isZero();
	}

	/**
	 * A replica may show the database as it was before what arrived within the lag.
	 */
	@Test
	void stampIsTheNewestPositionThatEveryReplicaShows() {
		MutableTime time = new MutableTime();
		NodeInvalidationLog log = new NodeInvalidationLog(DatabaseLogs.none(), Duration.ofSeconds(2),
				time.source()::nanos);
		Tags tag = Tags.of(List.of("a"));
		assertThat(log.stamp().position()).isZero();
		log.append(InvalidationRecord.of(tag));
		assertThat(log.stamp().position()).isZero();
		assertThat(log.isValid(log.stamp(), tag)).as("what is loaded now may be old").isFalse();
		time.advance(Duration.ofSeconds(1));
		log.append(InvalidationRecord.ALL);
		assertThat(log.stamp().position()).isZero();
		time.advance(Duration.ofMillis(1_010));
		assertThat(log.stamp().position()).isEqualTo(1);
		assertThat(log.isValid(log.stamp(), tag)).isFalse();
		time.advance(Duration.ofSeconds(1));
		assertThat(log.stamp().position()).isEqualTo(2);
		assertThat(log.isValid(log.stamp(), tag)).isTrue();
	}

	@Test
	void recordsThatArriveTogetherAreKeptTogetherWithoutShowingTooEarly() {
		MutableTime time = new MutableTime();
		NodeInvalidationLog log = new NodeInvalidationLog(DatabaseLogs.none(), Duration.ofSeconds(1),
				time.source()::nanos);
		for (int i = 1; i <= 10_000; i++) {
			log.append(InvalidationRecord.of(Tags.of(List.of("a" + i))));
			time.advance(Duration.ofNanos(200_000));
			long shown = log.stamp().position();
			assertThat(shown).isLessThanOrEqualTo(Math.max(0, i - 5_000 + 1)).isGreaterThanOrEqualTo(i - 5_020);
		}
	}

	/**
	 * A load that began before may have read what a record changed that nobody kept the
	 * rows of: it was heard of, but at no position of this node.
	 */
	@Test
	void whatWasLoadedBeforeRowsAreTrackedDoesNotDependOnThem() {
		InvalidationLog log = create();
		Stamp before = log.stamp();
		log.trackRows(1 << 4);
		assertThat(log.isValid(before, ROW)).isFalse();
		assertThat(log.isValid(log.stamp(), ROW)).isTrue();
		log.trackRows(1 << 4);
		assertThat(log.isValid(log.stamp(), ROW)).isTrue();
	}

	@Test
	void whatALaggingReplicaShowsWhenRowsAreFirstTrackedDoesNotDependOnThem() {
		MutableTime time = new MutableTime();
		NodeInvalidationLog log = new NodeInvalidationLog(DatabaseLogs.none(), Duration.ofSeconds(2),
				time.source()::nanos);
		log.trackRows(1 << 4);
		time.advance(Duration.ofSeconds(1));
		assertThat(log.isValid(log.stamp(), ROW)).isFalse();
		time.advance(Duration.ofMillis(1_010));
		assertThat(log.isValid(log.stamp(), ROW)).isTrue();
	}

}
