package dev.accelerate.signature;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

import dev.accelerate.signature.ArgumentTypes.Holder;
import dev.accelerate.signature.ArgumentTypes.Unknown;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.core.ResolvableType;

import static dev.accelerate.signature.Signing.sign;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link ArgumentEncoder}s and {@link ArgumentParts} of an application's own.
 */
class CustomArgumentEncoderTests {

	@Test
	void aCustomEncoderComesFirst() {
		ArgumentEncoders custom = new ArgumentEncoders(List.of(new LocaleEncoder(), new CaseInsensitive()));
		assertThat(sign(custom, Locale.FRANCE))
			.isEqualTo(sign(custom, new Locale.Builder().setLanguage("fr").setRegion("FR").build()))
			.isNotEqualTo(sign(custom, Locale.GERMANY));
		assertThat(sign(custom, "A")).isEqualTo(sign(custom, "a"));
		assertThat(sign(custom, List.of(Locale.FRANCE, "A"))).isEqualTo(sign(custom, List.of(Locale.FRANCE, "a")));
		assertThat(custom.supports(ResolvableType.forClass(Locale.class))).isTrue();
		assertThat(custom.supports(ResolvableType.forClassWithGenerics(List.class, Locale.class))).isTrue();
		assertThat(custom.supports(ResolvableType.forClass(Locale[].class))).isTrue();
		assertThat(sign(custom, (Object) null)).isEqualTo(sign((Object) null));
	}

	@Test
	void theFirstOfSeveralCustomEncodersWins() {
		ArgumentEncoder constant = new ArgumentEncoder() {

			@Override
			public boolean supports(Class<?> type) {
				return type == String.class;
			}

			@Override
			public byte[] encode(Object argument) {
				return new byte[0];
			}

		};
		ArgumentEncoders first = new ArgumentEncoders(List.of(constant, new CaseInsensitive()));
		ArgumentEncoders second = new ArgumentEncoders(List.of(new CaseInsensitive(), constant));
		assertThat(sign(first, "a")).isEqualTo(sign(first, "b"));
		assertThat(sign(second, "a")).isNotEqualTo(sign(second, "b"));
	}

	@Test
	void asksForTheArgumentsThatAreMadeOfParts() {
		ArgumentEncoders informed = Signing.ENCODERS.with(new UnknownParts());
		assertThat(sign(informed, new Unknown("a"))).isEqualTo(sign(informed, new Unknown("a")))
			.isNotEqualTo(sign(informed, new Unknown("b")))
			.isNotEqualTo(sign(informed, "a"));
		assertThat(informed.supports(ResolvableType.forClassWithGenerics(List.class, Unknown.class))).isTrue();
		assertThat(informed.supports(ResolvableType.forClass(Holder.class))).isTrue();
		assertThatExceptionOfType(UnsupportedArgumentException.class)
			.isThrownBy(() -> sign(informed, new Unknown("without parts")));
	}

	private static final class UnknownParts implements ArgumentParts {

		@Override
		public boolean supports(Class<?> type) {
			return type == Unknown.class;
		}

		@Override
		public @Nullable List<@Nullable Object> partsOf(Object argument) {
			return "without parts".equals(argument.toString()) ? null : List.of("unknown", argument.toString());
		}

	}

	private static final class LocaleEncoder implements ArgumentEncoder {

		@Override
		public boolean supports(Class<?> type) {
			return type == Locale.class;
		}

		@Override
		public byte[] encode(Object argument) {
			return ((Locale) argument).toLanguageTag().getBytes(StandardCharsets.UTF_8);
		}

	}

	private static final class CaseInsensitive implements ArgumentEncoder {

		@Override
		public boolean supports(Class<?> type) {
			return type == String.class;
		}

		@Override
		public byte[] encode(Object argument) {
			return ((String) argument).toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
		}

	}

}
