package dev.accelerate.signature;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link TenantKey} as a part of signatures.
 */
class TenantSignatureTests {

	private static final Object SOURCE = new Object();

	private final QuerySigner signer = new QuerySigner("query", () -> "", Signing.ENCODERS, List.of());

	/**
	 * The argument of one call is compared as it is, that of the other by its canonical
	 * form.
	 */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void everyTenantHasSignaturesOfItsOwn(boolean scalar) {
		Object argument = scalar ? "x" : List.of("x");
		List<TenantKey> tenants = List.of(tenant("a"), tenant("b"), tenant(1), tenant(1L), tenant(null), root("a"),
				root(null), tenant(new Place("a")), root(new Place("a")), tenant(new BigDecimal("1.0")),
				tenant(new BigDecimal("1.00")));
		Set<QuerySignature> signatures = new HashSet<>();
		Set<String> digests = new HashSet<>();
		for (TenantKey tenant : tenants) {
			QuerySignature signature = sign(argument, tenant);
			assertThat(signatures.add(signature.owned())).as("is another").isTrue();
			assertThat(digests.add(signature.digest())).as("has another digest").isTrue();
			assertThat(signature.compareTo(sign(argument, tenant))).isZero();
		}
		assertThat(signatures).doesNotContain(sign(argument, null)).contains(sign(argument, tenant("a")));
		assertThat(digests).doesNotContain(sign(argument, null).digest());
	}

	@Test
	void signaturesWithEqualHashesAreOrderedByTheirTenants() {
		QuerySignature one = sign("x", tenant("Aa"));
		QuerySignature other = sign("x", tenant("BB"));
		assertThat(one).hasSameHashCodeAs(other).isNotEqualTo(other);
		assertThat(one.compareTo(other)).isNegative();
		assertThat(other.compareTo(one)).isPositive();
	}

	@Test
	void aTenantIsNotAnArgument() {
		assertThat(this.signer.sign(new Object[] { "x" }, tenant("a"))).isNotEqualTo(sign("x", "a"));
		assertThat(this.signer.sign(new Object[] { "x" }, tenant("a")).digest()).isNotEqualTo(sign("x", "a").digest());
	}

	@Test
	void anIdentifierWithoutACanonicalFormHasNoSignature() {
		assertThatExceptionOfType(UnsupportedArgumentException.class)
			.isThrownBy(() -> this.signer.sign(new Object[0], tenant(new Object())));
	}

	/**
	 * An encoder may hold texts equal that find the same rows, and still name two
	 * tenants.
	 */
	@Test
	void anEncoderOfTheApplicationIsNotAskedForIdentifiersOfAKnownType() {
		ArgumentEncoder folding = new ArgumentEncoder() {

			@Override
			public boolean supports(Class<?> type) {
				return type == String.class;
			}

			@Override
			public byte[] encode(Object argument) {
				return ((String) argument).toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
			}

		};
		QuerySigner folded = new QuerySigner("query", () -> "", new ArgumentEncoders(List.of(folding)), List.of());
		for (Object identifier : List.of("a", new Place("a"))) {
			Object other = identifier.equals("a") ? "A" : new Place("A");
			QuerySignature one = folded.sign(new Object[] { "x" }, tenant(identifier));
			assertThat(one).isEqualTo(folded.sign(new Object[] { "X" }, tenant(identifier)))
				.isNotEqualTo(folded.sign(new Object[] { "x" }, tenant(other)));
			assertThat(one.digest()).isNotEqualTo(folded.sign(new Object[] { "x" }, tenant(other)).digest());
		}
	}

	@Test
	void theIdentifierIsNotShown() {
		assertThat(tenant("secret").toString()).doesNotContain("secret");
		assertThat(sign("x", tenant("secret")).toString()).doesNotContain("secret");
	}

	@Test
	void aLongIdentifierWeighsMore() {
		assertThat(sign("x", tenant("a".repeat(1000))).weight()).isGreaterThan(sign("x", tenant("a")).weight() + 900);
	}

	@Test
	void aKeyTellsOnlyItsOwnTenantUnlessTheApplicationContributes() {
		TenantKey keyed = tenant("a");
		assertThat(tenant("a").isToldBy(keyed)).isTrue();
		assertThat(tenant("b").isToldBy(keyed)).isFalse();
		assertThat(root("a").isToldBy(keyed)).isFalse();
		assertThat(tenant("a").isToldBy(null)).isFalse();
		Object other = new Object();
		assertThat(new TenantKey(other, "a", false, false).isToldBy(keyed)).isFalse();
		assertThat(new TenantKey(other, "b", false, true).isToldBy(keyed)).isTrue();
		assertThat(new TenantKey(other, "b", false, true).isToldBy(null)).isTrue();
		assertThat(new TenantKey(SOURCE, "b", false, true).isToldBy(keyed)).isFalse();
	}

	private static TenantKey tenant(@Nullable Object identifier) {
		return new TenantKey(SOURCE, identifier, false, false);
	}

	private static TenantKey root(@Nullable Object identifier) {
		return new TenantKey(SOURCE, identifier, true, false);
	}

	private QuerySignature sign(Object argument, @Nullable TenantKey tenant) {
		return this.signer.sign(new Object[] { argument }, tenant);
	}

	private QuerySignature sign(Object... arguments) {
		return this.signer.sign(arguments);
	}

	private record Place(String name) {
	}

}
