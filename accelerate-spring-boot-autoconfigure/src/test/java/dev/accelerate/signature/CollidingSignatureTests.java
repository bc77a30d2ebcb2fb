package dev.accelerate.signature;

import java.time.Period;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * {@link QuerySignature}s of one hash, as users can make them whose input becomes an
 * argument.
 */
class CollidingSignatureTests {

	private static final int COUNT = 4096;

	private static final QuerySigner SIGNER = new QuerySigner("query", () -> "", new ArgumentEncoders(List.of()),
			List.of());

	static Stream<Arguments> colliding() {
		return Stream.of(kind("texts", (i) -> colliding(i)), kind("numbers", (i) -> ((long) i << 32) | i),
				kind("identifiers", (i) -> new UUID(i, i)),
				kind("several", (i) -> new Object[] { colliding(i / 2), i % 2 == 0, null }),
				kind("records", (i) -> new Name(collidingBytes(i))),
				kind("nested texts", (i) -> List.of(collidingBytes(i))));
	}

	private static Arguments kind(String name, IntFunction<Object> argument) {
		return arguments(name, argument);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("colliding")
	void areFoundWithFewComparisons(String name, IntFunction<Object> argument) {
		AtomicInteger comparisons = new AtomicInteger();
		Map<Counted, Integer> map = new ConcurrentHashMap<>();
		List<Integer> order = new ArrayList<>(IntStream.range(0, COUNT).boxed().toList());
		Collections.shuffle(order, new Random(15));
		order.forEach((i) -> map.put(new Counted(sign(argument.apply(i)), comparisons), i));
		assertThat(map).hasSize(COUNT);
		comparisons.set(0);
		for (int i = 0; i < COUNT; i++) {
			assertThat(map.get(new Counted(sign(argument.apply(i)), comparisons))).isEqualTo(i);
		}
		assertThat(map.keySet().stream().mapToInt(Object::hashCode).distinct().count()).isLessThanOrEqualTo(4);
		// Twice the logarithm in a red-black tree, with an equals and a compareTo each.
		assertThat(comparisons.get() / COUNT).isLessThan(64);
	}

	@Test
	void orderAgreesWithEquality() {
		List<QuerySignature> signatures = new ArrayList<>();
		for (Object value : new Object[] { null, "Aa", "BB", 1, 1L, -0.0, 0.0, Period.ofDays(1), Period.ofDays(2),
				String.class, Integer.class, true, false, List.of("Aa"), List.of("BB"), new byte[] { 1 },
				Thread.State.NEW, Thread.State.RUNNABLE }) {
			signatures.add(sign(value));
			signatures.add(new QuerySigner("other", () -> "", new ArgumentEncoders(List.of()), List.of())
				.sign(new Object[] { value }));
		}
		for (QuerySignature left : signatures) {
			for (QuerySignature right : signatures) {
				assertThat(left.compareTo(right) == 0).isEqualTo(left.equals(right));
				assertThat(Integer.signum(left.compareTo(right))).isEqualTo(-Integer.signum(right.compareTo(left)));
			}
		}
		Collections.sort(signatures);
	}

	/**
	 * The maps that use the order look at the class of the very key.
	 */
	@Test
	void theLocalStoreKeepsSignaturesAsKeysOfAMapThatUsesTheirOrder() {
		Cache<QuerySignature, Object> cache = Caffeine.newBuilder()
			.maximumWeight(1000)
			.weigher((key, value) -> 1)
			.build();
		cache.put(sign("a"), "value");
		Map<?, ?> data = (Map<?, ?>) ReflectionTestUtils.getField(cache.asMap(), "data");
		assertThat(data).isInstanceOf(ConcurrentHashMap.class);
		assertThat(data.keySet()).singleElement().isInstanceOf(QuerySignature.class);
		assertThat(QuerySignature.class.getGenericInterfaces()).extracting(Object::toString)
			.containsExactly("java.lang.Comparable<" + QuerySignature.class.getName() + ">");
	}

	private static QuerySignature sign(Object argument) {
		return SIGNER.sign((argument instanceof Object[] several) ? several : new Object[] { argument });
	}

	/**
	 * Returns one of many texts that have one hash.
	 */
	private static String colliding(int number) {
		return text(number, "Aa", "BB");
	}

	/**
	 * Returns one of many texts whose bytes have one hash.
	 */
	private static String collidingBytes(int number) {
		return text(number, "A\u1F41", "BA");
	}

	private static String text(int number, String zero, String one) {
		StringBuilder text = new StringBuilder();
		for (int bit = 0; bit < 12; bit++) {
			text.append((((number >> bit) & 1) == 0) ? zero : one);
		}
		return text.toString();
	}

	record Name(String name) {
	}

	/**
	 * Signature that counts how often it is compared, as a map does.
	 */
	private record Counted(QuerySignature signature, AtomicInteger comparisons) implements Comparable<Counted> {

		@Override
		public int compareTo(Counted other) {
			this.comparisons.incrementAndGet();
			return this.signature.compareTo(other.signature);
		}

		@Override
		public boolean equals(Object other) {
			this.comparisons.incrementAndGet();
			return other instanceof Counted that && this.signature.equals(that.signature);
		}

		@Override
		public int hashCode() {
			return this.signature.hashCode();
		}

	}

}
