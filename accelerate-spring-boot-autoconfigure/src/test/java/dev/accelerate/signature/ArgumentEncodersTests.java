package dev.accelerate.signature;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import dev.accelerate.signature.ArgumentTypes.OtherPair;
import dev.accelerate.signature.ArgumentTypes.Pair;
import dev.accelerate.signature.ArgumentTypes.Plain;
import dev.accelerate.signature.ArgumentTypes.WithBodies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.core.ResolvableType;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Range;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.domain.Sort.NullHandling;
import org.springframework.data.jpa.domain.JpaSort;

import static dev.accelerate.signature.Signing.sign;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link ArgumentEncoders}: values that differ are told apart, and equal ones are encoded
 * alike.
 */
class ArgumentEncodersTests {

	/**
	 * Groups of values of one type, of which every two must be told apart.
	 */
	static List<List<Object>> distinctValues() {
		return List.of(List.of(true, false), List.of((byte) 1, (byte) -1), List.of((short) 1, (short) 257),
				List.of('a', 'b', '\uD800'), List.of(1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE),
				List.of(1L, -1L, 1L << 32, Long.MIN_VALUE), List.of(0.0f, -0.0f, Float.NaN, 1.0f, Float.MIN_VALUE),
				List.of(0.0, -0.0, Double.NaN, 1.0, Double.MIN_VALUE, Double.POSITIVE_INFINITY),
				List.of("", " ", "a", "A", "ä", "a\u0308", "\uD800", "\uDBFF", "\uDC00", "?", "\uFFFD", "\uD83D\uDE00",
						"\u0000"),
				List.of(new BigDecimal("1.0"), new BigDecimal("1.00"), new BigDecimal("1"), new BigDecimal("10"),
						new BigDecimal("1E1"), new BigDecimal("-1.0")),
				List.of(BigInteger.ZERO, BigInteger.ONE, BigInteger.ONE.negate(), BigInteger.TWO.pow(64),
						BigInteger.TWO.pow(128)),
				List.of(Plain.ONE, Plain.TWO, WithBodies.ONE, WithBodies.TWO, DayOfWeek.MONDAY, Month.JANUARY),
				List.of(new UUID(1, 2), new UUID(2, 1), new UUID(0, 0)),
				List.of(Instant.EPOCH, Instant.EPOCH.plusNanos(1), Instant.MAX, Instant.MIN),
				List.of(LocalDate.EPOCH, LocalDate.MAX, LocalDate.MIN),
				List.of(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT.plusNanos(1), LocalTime.NOON),
				List.of(LocalDateTime.MIN, LocalDateTime.MAX, LocalDate.EPOCH.atStartOfDay()),
				List.of(OffsetDateTime.parse("2026-01-01T00:00Z"), OffsetDateTime.parse("2026-01-01T01:00+01:00")),
				List.of(OffsetTime.parse("00:00Z"), OffsetTime.parse("01:00+01:00")),
				List.of(ZonedDateTime.parse("2026-01-01T00:00Z"), ZonedDateTime.parse("2026-01-01T00:00Z[UTC]"),
						ZonedDateTime.parse("2026-10-25T02:30+01:00[Europe/Berlin]"),
						ZonedDateTime.parse("2026-10-25T02:30+02:00[Europe/Berlin]")),
				List.of(Duration.ZERO, Duration.ofNanos(1), Duration.ofNanos(-1), Duration.ofSeconds(-1)),
				List.of(Period.ofMonths(12), Period.ofYears(1), Period.ofDays(7)),
				List.of(Year.of(2026), Year.of(2027), YearMonth.of(2026, 1), MonthDay.of(1, 1)),
				List.of(ZoneId.of("UTC"), ZoneId.of("Europe/Berlin"), ZoneOffset.UTC, ZoneOffset.ofHours(1)),
				Arrays.asList(null, List.of(), Set.of(), new Object[0], "", 0, 0L, false, '0', '\0'),
				List.of(List.of("a"), Set.of("a"), new String[] { "a" }, "a", List.of(List.of("a"))),
				List.of(List.of("a", "b"), List.of("b", "a"), List.of("ab"), Collections.singletonList(null)),
				List.of(Set.of("a", "b"), Set.of("a"), Set.of("ab")), List.of(new int[] { 1, 2 }, new int[] { 2, 1 }),
				List.of(new long[] { 1 }, new int[] { 1 }, new short[] { 1 }, new byte[] { 1 }, new char[] { 1 },
						new boolean[] { true }, new double[] { 1 }, new float[] { 1 }),
				List.of(new String[] { "a", null }, new String[] { null, "a" }, new String[] { "a" }),
				List.of(new String[][] { { "a" }, { "b" } }, new String[][] { { "a", "b" } }),
				List.of(Pageable.unpaged(), Pageable.unpaged(Sort.by("a")), PageRequest.of(0, 10),
						PageRequest.of(1, 10), PageRequest.of(0, 11), PageRequest.of(0, 10, Sort.by("a"))),
				List.of(Sort.unsorted(), Sort.by("a"), Sort.by("b"), Sort.by("a", "b"), Sort.by("b", "a"),
						Sort.by(Direction.DESC, "a"), Sort.by(Sort.Order.by("a").ignoreCase()),
						Sort.by(Sort.Order.by("a").with(NullHandling.NULLS_FIRST)),
						Sort.by(Sort.Order.by("a").with(NullHandling.NULLS_LAST)), JpaSort.unsafe("a"),
						JpaSort.unsafe("LENGTH(a)"), Sort.by("LENGTH(a)"), Sort.by(JpaSort.JpaOrder.by("a"))),
				List.of(Limit.unlimited(), Limit.of(1), Limit.of(2)),
				List.of(new byte[0], new byte[] { 0 }, new byte[] { 0, 0 }, new byte[] { 1, 2 }, new byte[] { 2, 1 }),
				List.of(Map.of(), Map.of("a", "b"), Map.of("b", "a"), Map.of("a", "b", "c", "d"),
						Map.of("a", "d", "c", "b"), Collections.singletonMap("a", null), List.of("a", "b"), Set.of()),
				Arrays.asList(null, Optional.empty(), Optional.of("a"), "a", List.of(), List.of("a"),
						Optional.of(List.of("a"))),
				List.of(Range.closed(1, 2), Range.open(1, 2), Range.leftOpen(1, 2), Range.rightOpen(1, 2),
						Range.closed(1, 3), Range.closed(1L, 2L), Range.<Integer>unbounded(),
						Range.leftUnbounded(Range.Bound.inclusive(1)), Range.rightUnbounded(Range.Bound.inclusive(1))),
				List.of(ScrollPosition.offset(), ScrollPosition.offset(0), ScrollPosition.offset(1),
						ScrollPosition.keyset(), ScrollPosition.keyset().backward(),
						ScrollPosition.forward(Map.of("id", 1)), ScrollPosition.backward(Map.of("id", 1)),
						ScrollPosition.forward(Map.of("id", 2)),
						ScrollPosition.forward(Collections.singletonMap("id", null))),
				List.of(String.class, Integer.class, int.class, "java.lang.String"),
				List.of(new Pair("a", "b"), new Pair("b", "a"), new Pair("ab", ""), new Pair("a", null),
						new OtherPair("a", "b"), new Pair("a", new Pair("b", null)), List.of("a", "b")));
	}

	@ParameterizedTest
	@MethodSource("distinctValues")
	void tellsValuesApart(List<Object> values) {
		List<QuerySignature> signatures = new ArrayList<>();
		values.forEach((value) -> signatures.add(sign(value)));
		assertThat(signatures).doesNotHaveDuplicates();
	}

	@ParameterizedTest
	@MethodSource("distinctValues")
	void encodesAValueAlikeEveryTime(List<Object> values) {
		values.forEach((value) -> assertThat(sign(value)).isEqualTo(sign(value)));
	}

	@Test
	void encodesEqualValuesAlike() {
		assertThat(sign(new String("a"))).isEqualTo(sign("a"));
		assertThat(sign(Double.longBitsToDouble(0x7ff8000000000001L))).isEqualTo(sign(Double.NaN));
		assertThat(sign(new BigDecimal("1.0"))).isEqualTo(sign(BigDecimal.valueOf(10, 1)));
		assertThat(sign((Object) new String[] { "a" })).isEqualTo(sign((Object) new String[] { "a" }));
		assertThat(sign(PageRequest.of(0, 10, Sort.by("a"))))
			.isEqualTo(sign(PageRequest.ofSize(10).withSort(Sort.by("a"))));
		assertThat(sign(Sort.by("a").and(Sort.by("b")))).isEqualTo(sign(Sort.by("a", "b")));
	}

	@Test
	void encodesListsAlikeWhateverTheirClass() {
		QuerySignature expected = sign(List.of("a", "b"));
		assertThat(sign(Arrays.asList("a", "b"))).isEqualTo(expected);
		assertThat(sign(new LinkedList<>(List.of("a", "b")))).isEqualTo(expected);
		assertThat(sign(new ArrayDeque<>(List.of("a", "b")))).isEqualTo(expected);
	}

	@Test
	void encodesSetsAlikeHoweverTheyIterate() {
		List<String> names = List.of("Aa", "BB", "c", "", "dd", "C#");
		List<String> reversed = new ArrayList<>(names);
		Collections.reverse(reversed);
		QuerySignature expected = sign(new LinkedHashSet<>(names));
		assertThat(sign(new LinkedHashSet<>(reversed))).isEqualTo(expected);
		assertThat(sign(new HashSet<>(names))).isEqualTo(expected);
		assertThat(sign(new TreeSet<>(names).descendingSet())).isEqualTo(expected);
		assertThat(sign(List.of(new LinkedHashSet<>(names)))).isEqualTo(sign(List.of(new LinkedHashSet<>(reversed))));
	}

	@Test
	void encodesMapsAlikeHoweverTheyIterate() {
		Map<String, Integer> forward = new LinkedHashMap<>();
		Map<String, Integer> backward = new LinkedHashMap<>();
		List.of("Aa", "BB", "c").forEach((name) -> forward.put(name, name.length()));
		List.of("c", "BB", "Aa").forEach((name) -> backward.put(name, name.length()));
		assertThat(sign(forward)).isEqualTo(sign(backward)).isEqualTo(sign(new HashMap<>(forward)));
		assertThat(sign(ScrollPosition.forward(forward))).isEqualTo(sign(ScrollPosition.forward(backward)));
	}

	@Test
	void encodesAnEnumConstantWithABodyByItsEnum() {
		assertThat(WithBodies.ONE.getClass()).isNotEqualTo(WithBodies.class);
		assertThat(Signing.ENCODERS.supports(ResolvableType.forClass(WithBodies.class))).isTrue();
		assertThat(sign(WithBodies.ONE)).isEqualTo(sign(WithBodies.ONE)).isNotEqualTo(sign(WithBodies.TWO));
	}

}
