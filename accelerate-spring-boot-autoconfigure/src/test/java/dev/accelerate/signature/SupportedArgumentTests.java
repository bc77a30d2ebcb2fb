package dev.accelerate.signature;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import dev.accelerate.signature.ArgumentTypes.Holder;
import dev.accelerate.signature.ArgumentTypes.Pair;
import dev.accelerate.signature.ArgumentTypes.Plain;
import dev.accelerate.signature.ArgumentTypes.Unknown;
import dev.accelerate.signature.ArgumentTypes.WithBodies;
import org.junit.jupiter.api.Test;

import org.springframework.core.ResolvableType;
import org.springframework.data.domain.AbstractPageRequest;
import org.springframework.data.domain.KeysetScrollPosition;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.OffsetScrollPosition;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Range;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.jpa.domain.JpaSort;
import org.springframework.util.ReflectionUtils;

import static dev.accelerate.signature.Signing.sign;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link ArgumentEncoders}: which types they support, and what they refuse.
 */
class SupportedArgumentTests {

	@Test
	void supportsEveryDeclaredTypeItCanEncode() throws Exception {
		assertSupported(Supported.class, true);
	}

	@Test
	void doesNotSupportTypesItCannotEncode() throws Exception {
		assertSupported(Unsupported.class, false);
	}

	private void assertSupported(Class<?> methods, boolean supported) {
		ReflectionUtils.doWithLocalMethods(methods, (method) -> {
			for (int i = 0; i < method.getParameterCount(); i++) {
				ResolvableType type = ResolvableType.forMethodParameter(method, i);
				assertThat(Signing.ENCODERS.supports(type)).as(type.toString()).isEqualTo(supported);
			}
		});
	}

	@Test
	void refusesArgumentsOfUnknownTypesWithoutShowingThem() {
		for (Object unknown : List.of(new Unknown("secret"), new Date(0), new BigDecimal("1") {
		}, new OwnPageable(), new StringBuilder("secret"))) {
			assertThatExceptionOfType(UnsupportedArgumentException.class).isThrownBy(() -> sign(unknown))
				.withMessageContaining(unknown.getClass().getName())
				.withMessageNotContaining("secret");
			assertThatExceptionOfType(UnsupportedArgumentException.class).isThrownBy(() -> sign(List.of("a", unknown)));
			assertThatExceptionOfType(UnsupportedArgumentException.class)
				.isThrownBy(() -> sign((Object) new Object[] { unknown }));
		}
	}

	@Test
	void refusesAnOrderOfAnotherKind() {
		Sort.Order own = new Sort.Order(Direction.ASC, "a") {
		};
		assertThatExceptionOfType(UnsupportedArgumentException.class).isThrownBy(() -> sign(Sort.by(own)));
	}

	@Test
	void refusesAContributionOfAnUnknownType() {
		QuerySigner signer = new QuerySigner("query", () -> "", Signing.ENCODERS, List.of(() -> new Unknown("secret")));
		assertThatExceptionOfType(UnsupportedArgumentException.class).isThrownBy(() -> signer.sign(new Object[0]))
			.withMessageNotContaining("secret");
	}

	interface Supported {

		void primitives(boolean a, byte b, short c, char d, int e, long f, float g, double h);

		void wrappers(Boolean a, Byte b, Short c, Character d, Integer e, Long f, Float g, Double h);

		void numbers(BigDecimal a, BigInteger b);

		void others(String a, UUID b, Plain c, WithBodies d);

		void time(Instant a, LocalDate b, LocalTime c, LocalDateTime d, OffsetDateTime e, OffsetTime f, ZonedDateTime g,
				Duration h, Period i, Year j, YearMonth k, MonthDay l, ZoneOffset m, ZoneId n);

		void containers(List<String> a, Set<Long> b, Collection<? extends UUID> c, Iterable<Plain> d,
				List<List<Set<Integer>>> e);

		void arrays(int[] a, String[] b, String[][] c, List<String>[] d, String... e);

		void paging(Pageable a, PageRequest b, Sort c, JpaSort d, Limit e);

		void more(Map<String, List<Long>> a, Optional<String> b, Range<Integer> c, ScrollPosition d,
				OffsetScrollPosition e, KeysetScrollPosition f, Class<?> g, Name h, byte[] i);

	}

	interface Unsupported {

		void objects(Object a, Unknown b, Date c, Enum<?> d, Number e, CharSequence f);

		void containers(List<Unknown> a, Map<String, Unknown> b, Map<Unknown, String> c, Optional<Unknown> d,
				Range<Object> e, List<?> f, List<Object> g, Unknown[] h, Object[] i);

		void records(Node a, Holder b, Pair c);

		@SuppressWarnings("rawtypes")
		void raw(List a, Map b, Optional c);

	}

	record Name(String value, List<Integer> numbers) {
	}

	record Node(Node next) {
	}

	private static final class OwnPageable extends AbstractPageRequest {

		OwnPageable() {
			super(0, 1);
		}

		@Override
		public Sort getSort() {
			return Sort.unsorted();
		}

		@Override
		public Pageable next() {
			return this;
		}

		@Override
		public Pageable previous() {
			return this;
		}

		@Override
		public Pageable first() {
			return this;
		}

		@Override
		public Pageable withPage(int pageNumber) {
			return this;
		}

	}

}
