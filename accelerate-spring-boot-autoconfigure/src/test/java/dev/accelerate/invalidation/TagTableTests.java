package dev.accelerate.invalidation;

import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link TagTable}.
 */
class TagTableTests {

	private final TagTable table = new TagTable();

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
			slots.add(TagTable.slot("user_" + i));
		}
		assertThat(slots).hasSizeGreaterThan(9_500).allMatch((slot) -> slot >= 0 && slot < 1 << 20);
	}

}
