package dev.accelerate.signature;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.data.domain.KeysetScrollPosition;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.OffsetScrollPosition;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Range;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.domain.Sort.NullHandling;
import org.springframework.data.domain.Sort.Order;
import org.springframework.data.jpa.domain.JpaSort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * {@link SpringDataEncoding}.
 */
class SpringDataEncodingTests {

	private final List<Object> nested = new ArrayList<>();

	@ParameterizedTest
	@ValueSource(classes = { Pageable.class, PageRequest.class, Sort.class, JpaSort.class, Limit.class,
			ScrollPosition.class, OffsetScrollPosition.class, KeysetScrollPosition.class })
	void supports(Class<?> type) {
		assertThat(SpringDataEncoding.supports(type)).isTrue();
	}

	/**
	 * A range is as good as what it is a range of, which only its declaration tells.
	 */
	@ParameterizedTest
	@ValueSource(classes = { Range.class, Order.class, Page.class, String.class, Object.class })
	void doesNotSupport(Class<?> type) {
		assertThat(SpringDataEncoding.supports(type)).isFalse();
	}

	/**
	 * All values of all rows differ from each other.
	 */
	@Test
	void differentValuesHaveDifferentForms() {
		Map<String, Object> forms = new LinkedHashMap<>();
		values().forEach((value) -> assertThat(forms.put(encode(value), value)).as(value.toString()).isNull());
	}

	static Stream<Object> values() {
		Order name = Order.by("name");
		return Stream
			.of(List.of(Pageable.unpaged(), Pageable.unpaged(Sort.by("name")), PageRequest.of(0, 1),
					PageRequest.of(1, 1), PageRequest.of(0, 2), PageRequest.of(0, 1, Sort.by("name"))),
					List.of(Sort.unsorted(), Sort.by(name), Sort.by("other"), Sort.by("name", "other"),
							Sort.by("other", "name"), Sort.by(Direction.DESC, "name"), Sort.by(name.ignoreCase()),
							Sort.by(name.with(NullHandling.NULLS_FIRST)), Sort.by(name.with(NullHandling.NULLS_LAST)),
							JpaSort.unsafe("name"), Sort.by(JpaSort.JpaOrder.by("name"))),
					List.of(Limit.unlimited(), Limit.of(0), Limit.of(1)),
					List.of(ScrollPosition.offset(), ScrollPosition.offset(0), ScrollPosition.offset(1)))
			.flatMap(List::stream);
	}

	@ParameterizedTest
	@MethodSource("same")
	void valuesThatMeanTheSameHaveTheSameForm(Object one, Object other) {
		assertThat(encode(one)).isEqualTo(encode(other));
	}

	static Stream<Arguments> same() {
		return Stream.of(arguments(PageRequest.of(2, 3), PageRequest.ofSize(3).withPage(2)),
				arguments(PageRequest.of(0, 1, Direction.ASC, "a"), PageRequest.of(0, 1, Sort.by("a"))),
				arguments(Sort.by("a", "b"), Sort.by("a").and(Sort.by("b"))),
				arguments(Sort.by("a").descending(), Sort.by(Order.desc("a"))), arguments(Limit.of(1), Limit.of(1)),
				arguments(ScrollPosition.offset(3), ScrollPosition.offset(2).advanceBy(1)));
	}

	@ParameterizedTest
	@MethodSource("containers")
	void valuesInsideAreEncodedByTheOneWhoKnowsThem(Object value, List<Object> inside) {
		encode(value);
		assertThat(this.nested).isEqualTo(inside);
	}

	static Stream<Arguments> containers() {
		return Stream.of(arguments(Range.closed(1, 2), List.of(1, 2)),
				arguments(Range.leftUnbounded(Range.Bound.inclusive(2)), Arrays.asList(null, 2)),
				arguments(Range.rightUnbounded(Range.Bound.inclusive(1)), Arrays.asList(1, null)),
				arguments(ScrollPosition.forward(Map.of("id", 1)), List.of(Map.of("id", 1))),
				arguments(ScrollPosition.keyset(), List.of(Map.of())), arguments(PageRequest.of(0, 1), List.of()));
	}

	@Test
	void boundsAndDirectionsTellWhatTheValuesInsideDoNot() {
		Map<String, Object> forms = new LinkedHashMap<>();
		Stream
			.of(Range.closed(1, 2), Range.open(1, 2), Range.leftOpen(1, 2), Range.rightOpen(1, 2),
					ScrollPosition.forward(Map.of("id", 1)), ScrollPosition.backward(Map.of("id", 1)))
			.forEach((value) -> assertThat(forms.put(encode(value), value)).as(value.toString()).isNull());
	}

	@Test
	void leavesToOthersWhatIsNotSpringDatas() {
		CanonicalBytes out = new CanonicalBytes(new byte[0]);
		for (Object value : List.of("a", 1, List.of(), new OwnPageable(), Order.by("name"))) {
			assertThat(SpringDataEncoding.encode(value, out, this.nested::add)).as(value.toString()).isFalse();
		}
		assertThat(out.toByteArray()).isEmpty();
		assertThat(this.nested).isEmpty();
	}

	@Test
	void refusesAnOrderThatMayHoldMoreThanItShows() {
		assertThatExceptionOfType(UnsupportedArgumentException.class).isThrownBy(() -> encode(Sort.by(new OwnOrder())))
			.withMessageContaining(OwnOrder.class.getName());
		assertThatExceptionOfType(UnsupportedArgumentException.class)
			.isThrownBy(() -> encode(PageRequest.of(0, 1, Sort.by(new OwnOrder()))));
	}

	private String encode(Object value) {
		CanonicalBytes out = new CanonicalBytes(new byte[0]);
		assertThat(SpringDataEncoding.encode(value, out, this.nested::add)).as(value.toString()).isTrue();
		return HexFormat.of().formatHex(out.toByteArray());
	}

	private static final class OwnOrder extends Order {

		private static final long serialVersionUID = 1;

		OwnOrder() {
			super(Direction.ASC, "name");
		}

	}

	private static final class OwnPageable extends PageRequest {

		private static final long serialVersionUID = 1;

		OwnPageable() {
			super(0, 1, Sort.unsorted());
		}

	}

}
