package dev.accelerate.invalidation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.openjdk.jol.info.GraphLayout;

import dev.accelerate.testing.TestInvalidations;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link LastPositions}, and {@link PendingCounts}.
 */
class LastPositionsTests {

	private static final int MANY = 10_000_000;

	private final LastPositions table = new LastPositions();

	private final PendingCounts pending = new PendingCounts();

	@Test
	void theLargerPositionWins() {
		Tags tag = InvalidationLogContractTests.tags("a");
		this.table.mark(tag, 5);
		this.table.mark(tag, 3);
		assertThat(this.table.isNamedAfter(4, tag)).isTrue();
		assertThat(this.table.isNamedAfter(5, tag)).isFalse();
	}

	@Test
	void similarTagsAreSpreadOverTheTable() {
		Set<Integer> slots = new HashSet<>();
		for (int i = 0; i < 10_000; i++) {
			slots.add(Tags.slot("user_" + i));
		}
		assertThat(slots).hasSizeGreaterThan(9_500).allMatch((slot) -> slot >= 0 && slot < 1 << 20);
	}

	@Test
	void tenMillionTagsTakeNoMemory() {
		NodeInvalidationLog log = TestInvalidations.log();
		Stamp before = log.stamp();
		long tableBefore = GraphLayout.parseInstance(this.table).totalSize();
		long pendingBefore = GraphLayout.parseInstance(this.pending).totalSize();
		long logBefore = GraphLayout.parseInstance(log).totalSize();
		for (int i = 0; i < MANY; i++) {
			InvalidationRecord record = InvalidationRecord.of(Tags.of(List.of("user_" + i)));
			this.table.mark(record.tags(), i);
			this.pending.add(record, 1);
			log.append(record);
			this.pending.add(record, -1);
		}
		assertThat(GraphLayout.parseInstance(this.table).totalSize()).isEqualTo(tableBefore);
		assertThat(GraphLayout.parseInstance(this.pending).totalSize()).isEqualTo(pendingBefore);
		assertThat(GraphLayout.parseInstance(log).totalSize()).isEqualTo(logBefore);
		// What takes no memory could as well have been forgotten.
		for (int i = 0; i < MANY; i += 9_973) {
			assertThat(log.isValid(before, Tags.of(List.of("user_" + i)))).isFalse();
		}
	}

	@Test
	void collisionOfTagsCostsAMissAndIsNeverStale() {
		Tags[] colliding = colliding(1 << 20);
		NodeInvalidationLog log = TestInvalidations.log();
		Stamp before = log.stamp();
		log.append(InvalidationRecord.of(colliding[0]));
		assertThat(log.isValid(before, colliding[0])).isFalse();
		assertThat(log.isValid(before, colliding[1])).isFalse();
		Stamp after = log.stamp();
		assertThat(log.isValid(after, colliding[0])).isTrue();
		assertThat(log.isValid(after, colliding[1])).isTrue();
		log.append(InvalidationRecord.of(colliding[1]));
		assertThat(log.isValid(after, colliding[0])).isFalse();
		assertThat(log.isValid(after, colliding[1])).isFalse();
	}

	/**
	 * The end of one announcement must not end another that shares its place.
	 */
	@Test
	void collisionOfPendingTagsLastsAsLongAsTheLongerOfThem() {
		Tags[] colliding = colliding(1 << 16);
		InvalidationRecord one = InvalidationRecord.of(colliding[0]);
		InvalidationRecord other = InvalidationRecord.of(colliding[1]);
		this.pending.add(one, 1);
		assertThat(this.pending.names(colliding[1])).isTrue();
		this.pending.add(other, 1);
		this.pending.add(one, -1);
		assertThat(this.pending.names(colliding[0])).isTrue();
		assertThat(this.pending.names(colliding[1])).isTrue();
		this.pending.add(other, -1);
		assertThat(this.pending.names(colliding[0])).isFalse();
		assertThat(this.pending.names(colliding[1])).isFalse();
	}

	/**
	 * Return two tags that share a place in a table of a size.
	 */
	private static Tags[] colliding(int size) {
		Map<Integer, String> slots = new HashMap<>();
		for (int i = 0;; i++) {
			String tag = "user_" + i;
			String other = slots.put(Tags.slot(tag) % size, tag);
			if (other != null) {
				return new Tags[] { Tags.of(List.of(other)), Tags.of(List.of(tag)) };
			}
		}
	}

}
