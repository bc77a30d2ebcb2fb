package dev.accelerate.signature;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jol.info.GraphLayout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.data.Percentage.withPercentage;

/**
 * {@link QuerySignature} of simple values, which are compared themselves, beside one of
 * canonical bytes.
 */
class QuerySignatureTests {

	private static final ArgumentEncoders ENCODERS = new ArgumentEncoders(List.of());

	private static final QuerySigner SIGNER = new QuerySigner("query", () -> "", ENCODERS, List.of());

	@ParameterizedTest
	@MethodSource("arguments")
	void simpleValuesComeToTheSameAsTheirCanonicalBytes(Object one, Object other) {
		for (Object[] arguments : new Object[][] { { one }, { one, null }, { "a", one, 5L } }) {
			Object[] others = replaced(arguments, one, other);
			QuerySignature values = new QuerySignature(SIGNER, arguments);
			QuerySignature bytes = new QuerySignature(SIGNER, SIGNER.encode(arguments));
			boolean same = Arrays.equals(SIGNER.encode(arguments), SIGNER.encode(others));
			assertThat(values.digest()).isEqualTo(bytes.digest());
			assertThat(values.equals(new QuerySignature(SIGNER, others))).isEqualTo(same);
			assertThat(bytes.equals(new QuerySignature(SIGNER, SIGNER.encode(others)))).isEqualTo(same);
			assertThat(SIGNER.sign(arguments).equals(SIGNER.sign(others))).isEqualTo(same);
			if (same) {
				assertThat(values).hasSameHashCodeAs(new QuerySignature(SIGNER, others));
				assertThat(bytes).hasSameHashCodeAs(new QuerySignature(SIGNER, SIGNER.encode(others)));
			}
		}
	}

	static Stream<Arguments> arguments() {
		Instant now = Instant.parse("2026-01-01T00:00:00Z");
		return Stream.of(Arguments.of("a", new String("a")), Arguments.of("a", "b"), Arguments.of("a", 'a'),
				Arguments.of(1, 1L), Arguments.of(1, (short) 1), Arguments.of((byte) 1, (short) 1),
				Arguments.of(1000L, Long.valueOf("1000")), Arguments.of(0.0, -0.0), Arguments.of(0.0f, -0.0f),
				Arguments.of(Double.NaN, Double.longBitsToDouble(0x7ff8000000000001L)), Arguments.of(1.0, 1.0f),
				Arguments.of(Float.NaN, Float.intBitsToFloat(0x7fc00001)), Arguments.of(true, false),
				Arguments.of(new BigDecimal("1.0"), new BigDecimal("1.00")),
				Arguments.of(new BigDecimal("1.0"), new BigDecimal("1.0")),
				Arguments.of(new BigDecimal("10").toBigInteger(), new BigDecimal("10")),
				Arguments.of(TimeUnit.DAYS, TimeUnit.HOURS), Arguments.of(TimeUnit.DAYS, TimeUnit.valueOf("DAYS")),
				Arguments.of(Shape.ROUND, Shape.EDGED), Arguments.of(now, now.plusNanos(1)),
				Arguments.of(now, Instant.ofEpochSecond(now.getEpochSecond())),
				Arguments.of(String.class, String.class), Arguments.of(String.class, Object.class),
				Arguments.of(ZoneOffset.UTC, ZoneOffset.ofHours(1)),
				Arguments.of(now.atZone(ZoneOffset.UTC), now.atZone(ZoneId.of("UTC"))),
				Arguments.of(now.atZone(ZoneId.of("UTC")), ZonedDateTime.parse("2026-01-01T00:00:00Z[UTC]")),
				Arguments.of("", null));
	}

	@Test
	void simpleValuesAreNotEncodedToBeCompared() {
		int[] encodings = new int[1];
		ArgumentParts parts = new ArgumentParts() {

			@Override
			public boolean supports(Class<?> type) {
				return false;
			}

			@Override
			public List<Object> partsOf(Object argument) {
				encodings[0]++;
				return List.of();
			}

		};
		QuerySigner signer = new QuerySigner("query", () -> "", ENCODERS.with(parts), List.of());
		assertThat(signer.sign(new Object[] { "a", 1L })).isEqualTo(signer.sign(new Object[] { "a", 1L }));
		assertThat(encodings[0]).isZero();
		signer.sign(new Object[] { "a", new Object() });
		assertThat(encodings[0]).isEqualTo(1);
	}

	@Test
	void signaturesOfTwoQueriesDifferWhateverTheyAreMadeOf() {
		QuerySigner other = new QuerySigner("other", () -> "", ENCODERS, List.of());
		QuerySigner same = new QuerySigner("query", () -> "", ENCODERS, List.of());
		assertThat(SIGNER).isEqualTo(same).hasSameHashCodeAs(same).isNotEqualTo(other).isNotEqualTo("query");
		for (Object[] arguments : new Object[][] { {}, { "a" }, { List.of("a") } }) {
			assertThat(SIGNER.sign(arguments)).isEqualTo(same.sign(arguments)).isNotEqualTo(other.sign(arguments));
			assertThat(SIGNER.sign(arguments)).hasSameHashCodeAs(same.sign(arguments));
		}
		assertThat(SIGNER.sign(new Object[] { "a" })).isNotEqualTo(SIGNER.sign(new Object[] { List.of("a") }))
			.isNotEqualTo(null)
			.isNotEqualTo("a");
	}

	@Test
	void twoQueriesOfOneHashAreToldApart() {
		QuerySigner one = new QuerySigner("Aa", () -> "", ENCODERS, List.of());
		QuerySigner other = new QuerySigner("BB", () -> "", ENCODERS, List.of());
		assertThat(one.sign(new Object[] { "a" })).hasSameHashCodeAs(other.sign(new Object[] { "a" }))
			.isNotEqualTo(other.sign(new Object[] { "a" }));
	}

	@Test
	void anEncoderOfTheApplicationSpeaksForSimpleTypesToo() {
		ArgumentEncoder ignoringCase = new ArgumentEncoder() {

			@Override
			public boolean supports(Class<?> type) {
				return type == String.class;
			}

			@Override
			public byte[] encode(Object argument) {
				return ((String) argument).toLowerCase().getBytes(StandardCharsets.UTF_8);
			}

		};
		QuerySigner signer = new QuerySigner("query", () -> "", new ArgumentEncoders(List.of(ignoringCase)), List.of());
		QuerySignature upper = signer.sign(new Object[] { "A", 1L });
		QuerySignature lower = signer.sign(new Object[] { "a", 1L });
		assertThat(upper).isEqualTo(lower).hasSameHashCodeAs(lower).isNotEqualTo(signer.sign(new Object[] { "b", 1L }));
		assertThat(upper.digest()).isEqualTo(lower.digest());
		assertThat(signer.sign(new Object[] { 1L })).isEqualTo(signer.sign(new Object[] { 1L }))
			.isNotEqualTo(signer.sign(new Object[] { 2L }));
	}

	@Test
	void whatContributorsSayIsComparedAlsoWhereItIsNoSimpleValue() {
		AtomicReference<Object> tenant = new AtomicReference<>();
		QuerySigner signer = new QuerySigner("query", () -> "", ENCODERS, List.of(tenant::get, () -> 7));
		Object[] contributions = { "one", "two", null, List.of("one"), 1L, TimeUnit.DAYS };
		QuerySignature[] signatures = new QuerySignature[contributions.length];
		for (int i = 0; i < contributions.length; i++) {
			tenant.set(contributions[i]);
			signatures[i] = signer.sign(new Object[] { "a" });
			assertThat(signatures[i]).isEqualTo(signer.sign(new Object[] { "a" }))
				.isNotEqualTo(signer.sign(new Object[] { "b" }));
			assertThat(signatures[i].digest()).isEqualTo(new QuerySigner("query", () -> "", ENCODERS, List.of())
				.sign(new Object[] { "a", contributions[i], 7 })
				.digest());
		}
		assertThat(signatures).doesNotHaveDuplicates();
	}

	@Test
	void aLaterChangeOfTheArgumentsDoesNotReachASignatureThatIsOwned() {
		for (Object other : new Object[] { 1L, List.of() }) {
			for (List<SignatureContributor> contributors : List.of(List.<SignatureContributor>of(),
					List.<SignatureContributor>of(() -> "tenant"))) {
				QuerySigner signer = new QuerySigner("query", () -> "", ENCODERS, contributors);
				Object[] arguments = { "a", other };
				QuerySignature before = signer.sign(arguments).owned();
				int hash = before.hashCode();
				arguments[0] = "b";
				assertThat(before).isEqualTo(signer.sign(new Object[] { "a", other }))
					.isNotEqualTo(signer.sign(arguments));
				assertThat(before.hashCode()).isEqualTo(hash);
				assertThat(before.digest()).isEqualTo(signer.sign(new Object[] { "a", other }).digest());
			}
		}
	}

	@Test
	void argumentsMayComeInAnArrayOfAStricterType() {
		QuerySigner signer = new QuerySigner("query", () -> "", ENCODERS, List.of(() -> 5));
		assertThat(signer.sign(new String[] { "a" })).isEqualTo(signer.sign(new Object[] { "a" }));
		assertThat(SIGNER.sign(new String[] { "a" })).isEqualTo(SIGNER.sign(new Object[] { "a" }));
	}

	@Test
	void anUnknownArgumentHasNoSignature() {
		assertThatExceptionOfType(UnsupportedArgumentException.class)
			.isThrownBy(() -> SIGNER.sign(new Object[] { "a", new Object() }));
	}

	@ParameterizedTest
	@MethodSource("weighed")
	void weighsWhatItRetains(Object[] arguments) {
		QuerySignature signature = SIGNER.sign(arguments);
		long retained = GraphLayout.parseInstance(signature).subtract(GraphLayout.parseInstance(SIGNER)).totalSize();
		assertThat((double) signature.weight()).isCloseTo(retained, withPercentage(40));
	}

	static Stream<Arguments> weighed() {
		return Stream
			.of(new Object[0], new Object[] { id(1) }, new Object[] { name("a") }, new Object[] { id(1), id(2) },
					new Object[] { name("alice"), id(1) }, new Object[] { name("alice"), name("x".repeat(200)) },
					new Object[] { id(1), id(2), id(3) }, new Object[] { name("alice"), name("bob"), name("carol") },
					new Object[] { name("alice"), null, id(3) }, new Object[] { List.of("alice") })
			.map((arguments) -> Arguments.of((Object) arguments));
	}

	/**
	 * Return an identifier that is not one of the shared small ones.
	 */
	private static Long id(int index) {
		return 1_000L + index;
	}

	/**
	 * Return a text that nobody else holds.
	 */
	private static String name(String text) {
		return new String(text.toCharArray());
	}

	private static Object[] replaced(Object[] arguments, Object one, Object other) {
		return Arrays.stream(arguments).map((argument) -> (argument == one) ? other : argument).toArray();
	}

	enum Shape {

		ROUND {

			@Override
			int corners() {
				return 0;
			}

		},

		EDGED {

			@Override
			int corners() {
				return 4;
			}

		};

		abstract int corners();

	}

}
