package dev.accelerate.invalidation.table;

import java.util.Random;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link Holes} below the newest id.
 */
class HolesTests {

	@Test
	void isCompleteUpToTheFirstHole() {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		Holes holes = new Holes(1000);
		TreeSet<Long> read = new TreeSet<>();
		for (int i = 0; i < 500; i++) {
			long id = 1 + random.nextInt(200);
			if (id > holes.newest() || !holes.isDecided(id)) {
				assertThat(holes.read(id, 0)).isZero();
				read.add(id);
			}
			long complete = 0;
			while (read.contains(complete + 1)) {
				complete++;
			}
			assertThat(holes.complete()).as("seed %d", seed).isEqualTo(complete);
			assertThat(holes.newest()).isEqualTo(read.last());
			assertThat(holes.size()).isEqualTo((int) (read.last() - read.size()));
			assertThat(holes.ids()).noneMatch(read::contains).noneMatch(holes::isDecided);
			assertThat(read).allMatch(holes::isDecided);
		}
	}

	@Test
	void jumpLeavesOutWhatIsFarFromBothEnds() {
		Holes holes = new Holes(10);
		holes.begin(100);
		assertThat(holes.read(121, 0)).isZero();
		assertThat(holes.size()).isEqualTo(20);
		holes.begin(100);
		assertThat(holes.read(122, 0)).isEqualTo(112);
		assertThat(holes.ids()).hasSize(20).startsWith(101L).contains(110L, 112L).doesNotContain(111L);
	}

	@Test
	void holeIsDueWhenItIsOldAndHasNotJustBeenTried() {
		Holes holes = new Holes(10);
		holes.read(3, 1000);
		assertThat(holes.due(1099, 100)).isEmpty();
		assertThat(holes.due(1100, 100)).containsExactly(1L, 2L);
		holes.postpone(1, 1300);
		assertThat(holes.due(1299, 100)).containsExactly(2L);
		assertThat(holes.due(1300, 100)).containsExactly(2L, 1L);
		holes.postpone(9, 0);
		assertThat(holes.size()).isEqualTo(2);
	}

}
