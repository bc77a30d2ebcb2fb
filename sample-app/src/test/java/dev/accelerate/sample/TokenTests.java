package dev.accelerate.sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheStatus;
import dev.accelerate.sample.user.UserRepository;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link SampleApplication} with {@code accelerate.web.token=header} in Tomcat, with
 * every kind of controller.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "sample.users=10", "accelerate.web.token=header" })
@AutoConfigureRestTestClient
@Import(TokenTests.Controller.class)
class TokenTests {

	private static final String HEADER = "Accelerate-Token";

	/**
	 * Token of a log that no instance knows.
	 */
	private static final String ELSEWHERE = "abc.12";

	private final RestTestClient client;

	private final AccelerateOperations accelerate;

	@Autowired
	TokenTests(RestTestClient client, AccelerateOperations accelerate) {
		this.client = client;
		this.accelerate = accelerate;
	}

	@BeforeEach
	void store() {
		get("/tokens/read");
		assertThat(body("/tokens/read")).isEqualTo(CacheStatus.TTL.name());
	}

	@ParameterizedTest
	@ValueSource(strings = { "/tokens/write", "/tokens/writer", "/tokens/callable", "/tokens/future",
			"/tokens/deferred", "/tokens/streaming", "/tokens/failure", "/tokens/failing-callable", "/tokens/error",
			"/tokens/redirect", "/tokens/reset" })
	void whatWritesGetsAToken(String uri) {
		assertThat(get(uri).get(HEADER)).containsExactly(this.accelerate.token());
	}

	@ParameterizedTest
	@ValueSource(strings = { "/tokens/read", "/tokens/reading-callable", "/tokens/reading-stream", "/nowhere" })
	void whatOnlyReadsGetsNone(String uri) {
		assertThat(get(uri).get(HEADER)).isNull();
	}

	@Test
	void aWriteAfterTheHeadersWereSentGetsNone() {
		assertThat(get("/tokens/committed").get(HEADER)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/tokens/read", "/tokens/reading-callable", "/tokens/reading-stream" })
	void whatReadsWithATokenOfAnotherInstanceReadsTheDatabase(String uri) {
		HttpHeaders headers = this.client.get()
			.uri(uri)
			.header(HEADER, ELSEWHERE)
			.exchange()
			.expectBody(String.class)
			.isEqualTo(CacheStatus.MISS.name())
			.returnResult()
			.getResponseHeaders();
		assertThat(headers.get(HEADER)).containsExactly(this.accelerate.token());
		assertThat(body("/tokens/read")).isEqualTo(CacheStatus.TTL.name());
	}

	private HttpHeaders get(String uri) {
		return this.client.get().uri(uri).exchange().returnResult(byte[].class).getResponseHeaders();
	}

	private String body(String uri) {
		return this.client.get().uri(uri).exchange().expectBody(String.class).returnResult().getResponseBody();
	}

	/**
	 * Controller with a method of each kind.
	 */
	@RestController
	@RequestMapping("/tokens")
	static class Controller {

		private final UserRepository users;

		private final AccelerateOperations accelerate;

		Controller(UserRepository users, AccelerateOperations accelerate) {
			this.users = users;
			this.accelerate = accelerate;
		}

		private String change() {
			this.accelerate.invalidate("changed");
			return "changed";
		}

		@GetMapping("/read")
		String read() {
			return this.accelerate.withAccelerateInfo(this.users::count).info().cacheStatus().name();
		}

		@GetMapping("/reading-callable")
		Callable<String> readingCallable() {
			return this::read;
		}

		@GetMapping("/reading-stream")
		StreamingResponseBody readingStream() {
			return (stream) -> stream.write(read().getBytes(StandardCharsets.UTF_8));
		}

		@GetMapping("/write")
		String write() {
			return change();
		}

		@GetMapping("/writer")
		void writer(HttpServletResponse response) throws IOException {
			response.getWriter().println("begun");
			change();
			response.getWriter().flush();
		}

		@GetMapping("/callable")
		Callable<String> callable() {
			return this::change;
		}

		@GetMapping("/failing-callable")
		Callable<String> failingCallable() {
			return () -> {
				change();
				throw new IllegalStateException("expected");
			};
		}

		@GetMapping("/future")
		CompletableFuture<String> future() {
			return CompletableFuture.supplyAsync(this::change);
		}

		@GetMapping("/deferred")
		DeferredResult<String> deferred() {
			DeferredResult<String> result = new DeferredResult<>();
			Thread thread = new Thread(() -> result.setResult(change()));
			thread.start();
			return result;
		}

		@GetMapping("/streaming")
		StreamingResponseBody streaming() {
			return (stream) -> {
				change();
				stream.write(new byte[100_000]);
			};
		}

		@GetMapping("/failure")
		String failure() {
			change();
			throw new IllegalStateException("expected");
		}

		@GetMapping("/error")
		void error(HttpServletResponse response) throws IOException {
			change();
			response.sendError(409);
		}

		@GetMapping("/redirect")
		void redirect(HttpServletResponse response) throws IOException {
			change();
			response.sendRedirect("/tokens/read");
		}

		@GetMapping("/reset")
		void reset(HttpServletResponse response) throws IOException {
			change();
			response.getWriter().print("begun");
			response.reset();
			response.getOutputStream().write(new byte[100_000]);
		}

		@GetMapping("/committed")
		void committed(HttpServletResponse response) throws IOException {
			response.flushBuffer();
			change();
		}

	}

}
