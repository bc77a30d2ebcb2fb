package dev.accelerate.web;

import dev.accelerate.AccelerateException;
import dev.accelerate.ErrorCode;
import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link CookieTokenCarrier} and what a browser may send.
 */
class CookieTokenCarrierTests {

	private static final String SECRET = "0123456789abcdef0123456789abcdef";

	private static final String TOKEN = "89ab.12-ffff.1";

	private final TokenCarrier carrier = TokenCarriers.cookie(SECRET);

	@Test
	void readsWhatItHasWritten() {
		assertThat(read(written())).isEqualTo(TOKEN);
	}

	@Test
	void readsWhatAnotherInstanceWithTheSecretHasWritten() {
		assertThat(TokenCarriers.cookie(SECRET).read(request(written()))).isEqualTo(TOKEN);
		assertThat(TokenCarriers.cookie(SECRET + "x").read(request(written()))).isNull();
	}

	@Test
	void isForTheServerOnly() {
		Cookie cookie = write(new MockHttpServletRequest());
		assertThat(cookie.isHttpOnly()).isTrue();
		assertThat(cookie.getSecure()).isFalse();
		assertThat(cookie.getAttribute("SameSite")).isEqualTo("Lax");
		assertThat(cookie.getPath()).isEqualTo("/");
		assertThat(cookie.getMaxAge()).isEqualTo(60);
	}

	@Test
	void isSecureIfTheRequestIs() {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setSecure(true);
		request.setContextPath("/shop");
		Cookie cookie = write(request);
		assertThat(cookie.getSecure()).isTrue();
		assertThat(cookie.getPath()).isEqualTo("/shop");
	}

	@Test
	void anyOtherCharacterMakesItUnusable() {
		String value = written();
		for (int i = 0; i < value.length(); i++) {
			char[] tampered = value.toCharArray();
			tampered[i] = (tampered[i] != '1') ? '1' : '2';
			assertThat(read(new String(tampered))).as("character " + i).isNull();
			assertThat(read(value.substring(0, i))).as("the first " + i).isNull();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "_", "89ab.12", "89ab.12_", "__", "89ab.12_AAAA", "\u00e9_\u00e9" })
	void whatIsNotSignedIsLikeNone(String value) {
		assertThat(read(value)).isNull();
	}

	@Test
	void aLongOneIsLikeNone() {
		assertThat(read(new TokenSigner(SECRET).sign("a".repeat(5000)))).isNull();
	}

	@Test
	void noCookiesAreLikeNone() {
		assertThat(this.carrier.read(new MockHttpServletRequest())).isNull();
	}

	@Test
	void findsTheOneThatIsSignedAmongOthers() {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setCookies(new Cookie("session", written()), new Cookie(CookieTokenCarrier.NAME, "forged_x"),
				new Cookie(CookieTokenCarrier.NAME, written()));
		assertThat(this.carrier.read(request)).isEqualTo(TOKEN);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "short", "0123456789abcdef0123456789abcde" })
	void aShortSecretIsRefusedWithoutBeingShown(String secret) {
		assertThatExceptionOfType(AccelerateException.class).isThrownBy(() -> TokenCarriers.cookie(secret))
			.withMessageContaining("accelerate.web.token-secret")
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.P6005))
			.satisfies((ex) -> assertThat(secret.isEmpty() || !ex.getMessage().contains(secret)).isTrue());
	}

	private String written() {
		return write(new MockHttpServletRequest()).getValue();
	}

	private Cookie write(MockHttpServletRequest request) {
		MockHttpServletResponse response = new MockHttpServletResponse();
		this.carrier.write(TOKEN, request, response);
		return response.getCookie(CookieTokenCarrier.NAME);
	}

	private String read(String value) {
		return this.carrier.read(request(value));
	}

	private static MockHttpServletRequest request(String value) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setCookies(new Cookie(CookieTokenCarrier.NAME, value));
		return request;
	}

}
