package dev.accelerate.core;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link RequestIds}.
 */
class RequestIdsTests {

	private static final int MANY = 100_000;

	private final RequestIds ids = new RequestIds();

	@Test
	void areUuidsOfTheKindThatAnApplicationMakesUp() {
		assertThat(Stream.generate(this.ids::next).limit(1000).map(UUID::fromString)).allSatisfy((id) -> {
			assertThat(id.version()).isEqualTo(8);
			assertThat(id.variant()).isEqualTo(2);
		});
	}

	@Test
	void neverComeTwiceHoweverManyThreadsAsk() {
		Set<String> seen = ConcurrentHashMap.newKeySet();
		IntStream.range(0, MANY).parallel().forEach((i) -> seen.add(this.ids.next()));
		assertThat(seen).hasSize(MANY);
	}

	@Test
	void ofTwoSourcesDiffer() {
		List<String> others = Stream.generate(new RequestIds()::next).limit(1000).toList();
		assertThat(Stream.generate(this.ids::next).limit(1000)).doesNotContainAnyElementsOf(others);
	}

	@Test
	void thatFollowEachOtherDoNotLookAlike() {
		List<String> ids = Stream.generate(this.ids::next).limit(1000).toList();
		double differing = IntStream.range(1, ids.size())
			.mapToLong((i) -> IntStream.range(24, 36)
				.filter((at) -> ids.get(i).charAt(at) != ids.get(i - 1).charAt(at))
				.count())
			.average()
			.orElseThrow();
		assertThat(differing).as("digits of the last twelve").isGreaterThan(6);
	}

}
