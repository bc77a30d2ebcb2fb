package dev.accelerate.invalidation;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.accelerate.testing.MutableTime;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link Judge}.
 */
class JudgeTests {

	private static final Tables USERS = Tables.of(Map.of("users", LastPositions.TAGS));

	private static final Tables ORDERS = Tables.of(Map.of("orders", LastPositions.TAGS + 1));

	private final MutableTime time = new MutableTime();

	private final Judge judge = new Judge(Duration.ZERO, Duration.ofSeconds(2), this.time.source()::nanos);

	@Test
	void knowsNothingBeforeItsFirstEpoch() {
		hear();
		assertThat(this.judge.stamp(null)).isEqualTo(Stamp.NEVER);
		assertThat(isTrusted()).isFalse();
		this.judge.epoch(7, 3);
		assertThat(this.judge.stamp(null)).isEqualTo(new Stamp(7, 3));
		assertThat(isTrusted()).isTrue();
	}

	@Test
	void isNotTrustedBeforeTheChannelWasHeard() {
		this.judge.epoch(7, 3);
		assertThat(isTrusted()).isFalse();
		assertThat(this.judge.stamp(null)).isEqualTo(Stamp.NEVER);
	}

	@Test
	void isNotTrustedAfterTooLongASilence() {
		begin();
		this.time.advance(Duration.ofMillis(1_999));
		assertThat(isTrusted()).isTrue();
		this.time.advance(Duration.ofMillis(1));
		assertThat(isTrusted()).isFalse();
		assertThat(this.judge.stamp(null)).isEqualTo(Stamp.NEVER);
		hear();
		assertThat(isTrusted()).isTrue();
	}

	/**
	 * What is loaded after a record was named, but before its position is complete, may
	 * lack the commit of a record in between.
	 */
	@Test
	void stampsWhatIsCompleteAndNotWhatIsNamed() {
		begin();
		Stamp before = this.judge.stamp(null);
		this.judge.named(5, InvalidationRecord.of(USERS));
		assertThat(this.judge.isValid(before, USERS)).isFalse();
		assertThat(this.judge.isValid(before, ORDERS)).isTrue();
		assertThat(this.judge.stamp(null)).isEqualTo(before);
		this.judge.named(4, InvalidationRecord.of(ORDERS));
		assertThat(this.judge.isValid(this.judge.stamp(null), ORDERS)).isFalse();
		this.judge.complete(5);
		assertThat(this.judge.stamp(null).position()).isEqualTo(5);
		assertThat(this.judge.isValid(this.judge.stamp(null), USERS)).isTrue();
	}

	@Test
	void neverGoesBack() {
		begin();
		this.judge.complete(9);
		this.judge.complete(4);
		assertThat(this.judge.stamp(null).position()).isEqualTo(9);
		this.judge.named(9, InvalidationRecord.of(USERS));
		this.judge.named(6, InvalidationRecord.of(USERS));
		assertThat(this.judge.isValid(new Stamp(7, 8), USERS)).isFalse();
	}

	@Test
	void aGapInvalidatesWhatIsBelowItsFloor() {
		begin();
		Stamp before = this.judge.stamp(null);
		this.judge.epoch(7, 50);
		assertThat(this.judge.isValid(before, Tags.NONE)).isFalse();
		assertThat(this.judge.stamp(null)).as("an id below the floor may be open").isEqualTo(before);
		this.judge.complete(50);
		assertThat(this.judge.stamp(null)).isEqualTo(new Stamp(7, 50));
		assertThat(this.judge.isValid(this.judge.stamp(null), USERS)).isTrue();
	}

	@Test
	void aNewEpochForgetsTheNamesOfTheOldOne() {
		begin();
		this.judge.named(1_000, InvalidationRecord.of(USERS));
		this.judge.complete(1_000);
		Stamp before = this.judge.stamp(null);
		this.judge.epoch(8, 1);
		hear();
		assertThat(this.judge.isValid(before, Tags.NONE)).isFalse();
		assertThat(this.judge.isValid(this.judge.stamp(null), USERS)).isTrue();
	}

	@Test
	void aRecordOfEverythingIsAFloor() {
		begin();
		Stamp before = this.judge.stamp(null);
		this.judge.named(1, InvalidationRecord.ALL);
		this.judge.complete(1);
		assertThat(this.judge.isValid(before, Tags.NONE)).isFalse();
		assertThat(this.judge.isValid(this.judge.stamp(null), Tags.of(List.of("a")))).isTrue();
	}

	/**
	 * A token stands for what this node has written, even if the channel has not told it.
	 */
	@Test
	void tokensIncludeOwnRecords() {
		begin();
		this.judge.wrote(12);
		assertThat(this.judge.known()).isEqualTo(new Position(7, 12));
		assertThat(this.judge.reaches(new Position(7, 12))).isFalse();
		this.judge.complete(12);
		assertThat(this.judge.reaches(new Position(7, 12))).isTrue();
		assertThat(this.judge.reaches(new Position(8, 1))).isFalse();
		assertThat(this.judge.reaches(Position.UNREACHABLE)).isFalse();
	}

	/**
	 * A replica may lack what arrived a moment ago.
	 */
	@Test
	void stampsWhatEveryReplicaShows() {
		Judge replicated = new Judge(Duration.ofSeconds(1), Judge.NEVER_SILENT, this.time.source()::nanos);
		replicated.epoch(7, 0);
		replicated.complete(5);
		assertThat(replicated.stamp(null).position()).isZero();
		this.time.advance(Duration.ofMillis(1_100));
		assertThat(replicated.stamp(null).position()).isEqualTo(5);
	}

	@Test
	void aLifeThatBeginsIsNotShownByEveryReplicaYet() {
		Judge replicated = new Judge(Duration.ofSeconds(1), Judge.NEVER_SILENT, this.time.source()::nanos);
		replicated.epoch(7, 0);
		replicated.epoch(8, 3);
		assertThat(replicated.isValid(replicated.stamp(null), Tags.NONE)).isFalse();
		this.time.advance(Duration.ofMillis(1_100));
		assertThat(replicated.isValid(replicated.stamp(null), Tags.NONE)).isTrue();
	}

	private void begin() {
		this.judge.epoch(7, 0);
		hear();
	}

	private void hear() {
		this.judge.heard(this.time.source().nanos());
	}

	private boolean isTrusted() {
		return this.judge.isTrusted(this.time.source().nanos());
	}

}
