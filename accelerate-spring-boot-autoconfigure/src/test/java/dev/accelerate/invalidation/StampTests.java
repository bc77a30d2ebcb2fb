package dev.accelerate.invalidation;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link Stamp}.
 */
class StampTests {

	@Test
	void theEarlierOfTwoIsThatOfTheLowerPosition() {
		Stamp low = new Stamp(1, 3);
		Stamp high = new Stamp(1, 7);
		assertThat(low.earlier(high)).isEqualTo(low);
		assertThat(high.earlier(low)).isEqualTo(low);
		assertThat(low.earlier(new Stamp(1, 3))).isEqualTo(low);
	}

	@Test
	void theEarlierOfTwoEpochsIsBelowEveryPosition() {
		Stamp mixed = new Stamp(1, 3).earlier(new Stamp(2, 5));
		assertThat(mixed.position()).isEqualTo(Long.MIN_VALUE);
		assertThat(mixed.earlier(new Stamp(1, 3)).position()).isEqualTo(Long.MIN_VALUE);
		assertThat(new Stamp(1, 3).earlier(mixed).position()).isEqualTo(Long.MIN_VALUE);
		assertThat(new Stamp(2, 3).earlier(mixed).position()).isEqualTo(Long.MIN_VALUE);
	}

	@Test
	void theEarlierOfTwoHasTheEarlierPartOfEachJudge() {
		Stamp one = new Stamp(1, 3, new Stamp(2, 9));
		Stamp other = new Stamp(1, 7, new Stamp(2, 4));
		assertThat(one.earlier(other)).isEqualTo(new Stamp(1, 3, new Stamp(2, 4)));
		assertThat(one.earlier(one)).isEqualTo(one);
	}

	@Test
	void stampsOfOtherJudgesHaveNoEarlier() {
		Stamp one = new Stamp(1, 3, new Stamp(2, 9));
		assertThat(one.earlier(new Stamp(1, 3))).isEqualTo(Stamp.NEVER);
		assertThat(new Stamp(1, 3).earlier(one)).isEqualTo(Stamp.NEVER);
		assertThat(one.earlier(new Stamp(1, 3, new Stamp(3, 9)))).isEqualTo(Stamp.NEVER);
		assertThat(one.earlier(Stamp.NEVER)).isEqualTo(Stamp.NEVER);
	}

}
