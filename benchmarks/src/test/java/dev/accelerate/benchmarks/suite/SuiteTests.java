package dev.accelerate.benchmarks.suite;

import java.time.Duration;

import dev.accelerate.benchmarks.jmh.Query;
import dev.accelerate.benchmarks.peer.Peer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link Suite}.
 */
class SuiteTests {

	@Test
	void namesEachCaseOnce() {
		assertThat(Suite.cases()).extracting(Case::name).doesNotHaveDuplicates();
	}

	@Test
	void hasEveryPeerThatAnswersTheQueriesOfTheChart() {
		for (Peer peer : Peer.values()) {
			if (peer != Peer.ACCELERATE_POSTGRESQL) {
				assertThat(Suite.cases()).contains(Suite.hit(peer, Query.ENTITIES));
			}
			if (peer != Peer.ACCELERATE_POSTGRESQL && peer != Peer.COPIES) {
				assertThat(Suite.cases()).contains(Suite.hit(peer, Query.COUNT));
			}
		}
	}

	@Test
	void takesLittleMoreThanAnHour() {
		Duration round = Suite.cases().stream().map(Case::estimate).reduce(Duration.ZERO, Duration::plus);
		assertThat(round.multipliedBy(3)).isLessThan(Duration.ofMinutes(70));
	}

}
