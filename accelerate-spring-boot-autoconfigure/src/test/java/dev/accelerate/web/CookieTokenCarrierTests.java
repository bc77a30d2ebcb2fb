package dev.accelerate.web;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

	private static final Duration SILENCE = Duration.ofSeconds(30);

	private Instant now = Instant.parse("2030-01-01T00:00:00Z");

	private final TokenCarrier carrier = carrier(SECRET);

	private TokenCarrier carrier(String secret) {
		return TokenCarriers.cookie(secret, SILENCE, () -> this.now);
	}

	@Test
	void readsWhatItHasWritten() {
		assertThat(read(written())).isEqualTo(TOKEN);
	}

	@Test
	void readsWhatAnotherInstanceWithTheSecretHasWritten() {
		assertThat(carrier(SECRET).read(request(written()))).isEqualTo(TOKEN);
		assertThat(carrier(SECRET + "x").read(request(written()))).isNull();
	}

	/**
	 * A browser keeps one cookie for a name, a host and a path.
	 */
	@Test
	void applicationsOnOneHostKeepATokenEach() {
		TokenCarrier other = carrier("f".repeat(32));
		Map<String, Cookie> browser = new HashMap<>();
		for (TokenCarrier each : List.of(this.carrier, other)) {
			MockHttpServletResponse response = new MockHttpServletResponse();
			each.write((each == other) ? "2.2" : TOKEN, new MockHttpServletRequest(), response);
			browser.put(only(response).getName(), only(response));
		}
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setCookies(browser.values().toArray(Cookie[]::new));
		assertThat(this.carrier.read(request)).isEqualTo(TOKEN);
		assertThat(other.read(request)).isEqualTo("2.2");
		assertThat(browser.keySet()).allMatch((name) -> name.matches("accelerate-token-[0-9a-f]{8}"));
	}

	@Test
	void isForTheServerOnly() {
		Cookie cookie = write(new MockHttpServletRequest());
		assertThat(cookie.isHttpOnly()).isTrue();
		assertThat(cookie.getSecure()).isFalse();
		assertThat(cookie.getAttribute("SameSite")).isEqualTo("Lax");
		assertThat(cookie.getPath()).isEqualTo("/");
		assertThat(cookie.getMaxAge()).isEqualTo(90);
	}

	/**
	 * Otherwise a client could use a token of a log that is gone, for which each read
	 * goes to the database, for ever.
	 */
	@Test
	void isNotReadForEver() {
		String value = written();
		this.now = this.now.plus(SILENCE).plus(Duration.ofMinutes(62));
		assertThat(read(value)).isNull();
	}

	/**
	 * The clocks of two instances need not agree.
	 */
	@ParameterizedTest
	@ValueSource(ints = { -59, 59 })
	void isReadByAnInstanceWhoseClockIsWrong(int minutes) {
		String value = written();
		this.now = this.now.plus(SILENCE).plus(Duration.ofMinutes(minutes));
		assertThat(read(value)).isEqualTo(TOKEN);
	}

	@Test
	void theLongestSilenceIsNoReasonToFail() {
		TokenCarrier endless = TokenCarriers.cookie(SECRET, Duration.ofSeconds(Long.MAX_VALUE), () -> this.now);
		MockHttpServletResponse response = new MockHttpServletResponse();
		endless.write(TOKEN, new MockHttpServletRequest(), response);
		assertThat(only(response).getMaxAge()).isGreaterThan(86400);
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
	@ValueSource(strings = { "", "_", "89ab.12", "89ab.12_", "__", "89ab.12_AAAA", "89ab.12_7fffffffff_AAAA",
			"\u00e9_\u00e9" })
	void whatIsNotSignedIsLikeNone(String value) {
		assertThat(read(value)).isNull();
	}

	@Test
	void aLongOneIsLikeNone() {
		assertThat(read(new TokenSigner(SECRET, SILENCE, () -> this.now).sign("a".repeat(5000)))).isNull();
	}

	@Test
	void noCookiesAreLikeNone() {
		assertThat(this.carrier.read(new MockHttpServletRequest())).isNull();
	}

	@Test
	void findsTheOneThatIsSignedAmongOthers() {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setCookies(new Cookie("session", written()), new Cookie(name(), "forged_x"),
				new Cookie(name(), written()));
		assertThat(this.carrier.read(request)).isEqualTo(TOKEN);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "short", "0123456789abcdef0123456789abcde" })
	void aShortSecretIsRefusedWithoutBeingShown(String secret) {
		assertThatExceptionOfType(AccelerateException.class).isThrownBy(() -> carrier(secret))
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
		return only(response);
	}

	private String name() {
		return write(new MockHttpServletRequest()).getName();
	}

	private static Cookie only(MockHttpServletResponse response) {
		assertThat(response.getCookies()).hasSize(1);
		return response.getCookies()[0];
	}

	private String read(String value) {
		return this.carrier.read(request(value));
	}

	private MockHttpServletRequest request(String value) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setCookies(new Cookie(name(), value));
		return request;
	}

}
