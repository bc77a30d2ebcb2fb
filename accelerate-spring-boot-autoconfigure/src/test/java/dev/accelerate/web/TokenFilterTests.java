package dev.accelerate.web;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

import dev.accelerate.AccelerateException;
import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.invalidation.Invalidations;
import dev.accelerate.testing.TestApplication;
import dev.accelerate.testing.TestDatabase;
import dev.accelerate.testing.TestRepositories;
import dev.accelerate.testing.domain.Team;
import dev.accelerate.tracking.CallOptions;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.mock.web.MockAsyncContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static dev.accelerate.testing.CacheStatuses.statusOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link TokenFilter}: which requests get a token, when, and what a request with one
 * reads.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenFilterTests {

	/**
	 * Token of a log that no instance here knows.
	 */
	private static final String ELSEWHERE = "abc.12";

	private MockHttpServletRequest request;

	private MockHttpServletResponse response;

	private ConfigurableApplicationContext context;

	private AccelerateOperations accelerate;

	private Teams teams;

	private TokenFilter filter;

	@BeforeAll
	void start() {
		this.context = TestApplication.run(TestDatabase.H2);
		this.accelerate = this.context.getBean(AccelerateOperations.class);
		this.teams = TestRepositories.create(this.context, Teams.class);
		this.filter = new TokenFilter(this.context.getBean(Invalidations.class),
				this.context.getBean(CallOptions.class), this.context.getBean(RequestWrites.class),
				TokenCarriers.header());
	}

	@AfterAll
	void stop() {
		this.context.close();
	}

	@BeforeEach
	void store() {
		this.request = new MockHttpServletRequest();
		this.response = new MockHttpServletResponse();
		this.teams.count();
		assertThat(status()).isEqualTo(CacheStatus.TTL);
	}

	@Test
	void aRequestThatOnlyReadsGetsNoToken() throws Exception {
		filter((request, response) -> {
			assertThat(status()).isEqualTo(CacheStatus.TTL);
			response.getOutputStream().write(1);
		});
		assertThat(token()).isNull();
	}

	@Test
	void aRequestThatWritesGetsATokenOfItsWrite() throws Exception {
		filter((request, response) -> this.teams.save(new Team("red")));
		assertThat(token()).isEqualTo(this.accelerate.token());
	}

	@Test
	void aRequestThatInvalidatesGetsAToken() throws Exception {
		filter((request, response) -> this.accelerate.invalidate("teams"));
		assertThat(token()).isEqualTo(this.accelerate.token());
	}

	@Test
	void aRequestThatRollsBackGetsNoToken() throws Exception {
		TransactionTemplate transaction = new TransactionTemplate(
				this.context.getBean(PlatformTransactionManager.class));
		filter((request, response) -> transaction.executeWithoutResult((status) -> {
			this.teams.saveAndFlush(new Team("red"));
			status.setRollbackOnly();
		}));
		assertThat(token()).isNull();
	}

	@Test
	void aWriteOfAnotherThreadIsNoneOfTheRequest() throws Exception {
		filter((request, response) -> {
			Thread other = new Thread(() -> this.teams.save(new Team("red")));
			other.start();
			join(other);
		});
		assertThat(token()).isNull();
	}

	@Test
	void aWriteAfterTheRequestIsNoneOfIt() throws Exception {
		filter((request, response) -> assertThat(status()).isEqualTo(CacheStatus.TTL));
		this.teams.save(new Team("red"));
		assertThat(token()).isNull();
	}

	@ParameterizedTest
	@EnumSource
	void theTokenIsThereBeforeTheResponseIsCommitted(Commit commit) throws Exception {
		List<String> tokens = new ArrayList<>();
		filter((request, response) -> {
			this.teams.save(new Team("red"));
			commit.on((HttpServletResponse) response);
			assertThat(this.response.isCommitted()).isTrue();
			tokens.add(token());
			assertThat(tokens).containsExactly(this.accelerate.token());
		});
		assertThat(tokens).hasSize(1);
	}

	@Test
	void aWriteAfterTheResponseIsCommittedGetsNoToken() throws Exception {
		filter((request, response) -> {
			response.flushBuffer();
			this.teams.save(new Team("red"));
		});
		assertThat(token()).isNull();
	}

	@Test
	void aSecondWriteGetsALaterToken() throws Exception {
		filter((request, response) -> {
			this.teams.save(new Team("red"));
			response.getWriter().print("a");
			String first = token();
			this.teams.save(new Team("red"));
			assertThat(this.accelerate.token()).isNotEqualTo(first);
		});
		assertThat(token()).isEqualTo(this.accelerate.token());
	}

	@Test
	void aWriteAfterTheStreamWasAskedForIsInTheToken() throws Exception {
		filter((request, response) -> {
			OutputStream stream = response.getOutputStream();
			this.teams.save(new Team("red"));
			stream.write(new byte[10_000]);
			assertThat(this.response.isCommitted()).isTrue();
		});
		assertThat(token()).isEqualTo(this.accelerate.token());
	}

	@Test
	void aWriteAfterTheWriterWasAskedForIsInTheToken() throws Exception {
		filter((request, response) -> {
			PrintWriter writer = response.getWriter();
			this.teams.save(new Team("red"));
			writer.println("a");
			writer.flush();
			assertThat(this.response.isCommitted()).isTrue();
		});
		assertThat(token()).isEqualTo(this.accelerate.token());
	}

	@Test
	void aTagOfATransactionInWhichTheAnswerHasBegunIsInTheToken() throws Exception {
		TransactionTemplate transaction = new TransactionTemplate(
				this.context.getBean(PlatformTransactionManager.class));
		filter((request, response) -> transaction.executeWithoutResult((status) -> {
			this.accelerate.invalidate("teams");
			print(response);
		}));
		assertThat(token()).isEqualTo(this.accelerate.token());
	}

	@Test
	void aResponseThatIsClearedGetsItsTokenAgain() throws Exception {
		filter((request, response) -> {
			this.teams.save(new Team("red"));
			response.getWriter().print("a");
			assertThat(token()).isNotNull();
			response.reset();
			assertThat(token()).isNull();
			response.getOutputStream().write(1);
			response.flushBuffer();
			assertThat(token()).isEqualTo(this.accelerate.token());
		});
	}

	@Test
	void aResponseThatIsClearedGetsNoTokenWithoutAWrite() throws Exception {
		filter((request, response) -> response.reset());
		assertThat(token()).isNull();
	}

	@Test
	void theWriterBehavesAsThatOfTheServer() throws Exception {
		MockHttpServletResponse plain = new MockHttpServletResponse();
		for (MockHttpServletResponse each : List.of(this.response, plain)) {
			FilterChain chain = (request, response) -> {
				PrintWriter writer = response.getWriter();
				assertThat(response.getWriter()).isSameAs(writer);
				writer.print(1);
				writer.println('b');
				writer.println();
				writer.append("cd").printf("%s", true);
				writer.write("xey", 1, 1);
				assertThat(writer.checkError()).isFalse();
				writer.close();
			};
			if (each == plain) {
				chain.doFilter(this.request, plain);
			}
			else {
				filter(chain);
			}
		}
		assertThat(this.response.getContentAsString()).isEqualTo(plain.getContentAsString()).contains("true");
	}

	@Test
	void aRequestThatFailsAfterItsWriteGetsAToken() {
		ServletException failure = new ServletException("expected");
		assertThatExceptionOfType(ServletException.class).isThrownBy(() -> filter((request, response) -> {
			this.teams.save(new Team("red"));
			throw failure;
		})).isSameAs(failure);
		assertThat(token()).isEqualTo(this.accelerate.token());
	}

	@Test
	void aRequestWithATokenOfThisInstanceIsAnsweredFromTheCache() throws Exception {
		this.request.addHeader(HeaderTokenCarrier.NAME, this.accelerate.token());
		filter((request, response) -> assertThat(status()).isEqualTo(CacheStatus.TTL));
	}

	@Test
	void aRequestWithATokenThatIsNotKnownHereReadsTheDatabase() throws Exception {
		this.request.addHeader(HeaderTokenCarrier.NAME, ELSEWHERE);
		filter((request, response) -> {
			assertThat(status()).isNotIn(CacheStatus.TTL, CacheStatus.SWR);
			assertThat(status()).isNotIn(CacheStatus.TTL, CacheStatus.SWR);
		});
		assertThat(status()).isEqualTo(CacheStatus.TTL);
	}

	/**
	 * Otherwise the client would send it with all of its requests, and each would read
	 * the database.
	 */
	@Test
	void aTokenOfALogThatHasEndedIsReplaced() throws Exception {
		this.request.addHeader(HeaderTokenCarrier.NAME, ELSEWHERE);
		filter((request, response) -> {
			assertThat(status()).isNotIn(CacheStatus.TTL, CacheStatus.SWR);
			response.getWriter().print("a");
			assertThat(token()).isEqualTo(this.accelerate.token());
		});
		this.request = new MockHttpServletRequest();
		this.request.addHeader(HeaderTokenCarrier.NAME, token());
		filter((request, response) -> assertThat(status()).isEqualTo(CacheStatus.TTL));
	}

	@Test
	void theExceptionsOfSuchARequestAreItsOwn() {
		for (Exception failure : List.of(new ServletException("expected"), new IOException("expected"),
				new IllegalStateException("expected"))) {
			MockHttpServletRequest elsewhere = new MockHttpServletRequest();
			elsewhere.addHeader(HeaderTokenCarrier.NAME, ELSEWHERE);
			assertThatExceptionOfType(failure.getClass())
				.isThrownBy(() -> this.filter.doFilter(elsewhere, this.response, (request, response) -> sneak(failure)))
				.isSameAs(failure);
		}
		assertThat(status()).isEqualTo(CacheStatus.TTL);
	}

	@Test
	void whatIsNoTokenIsLikeNone() throws Exception {
		this.request.addHeader(HeaderTokenCarrier.NAME, "'; drop table users");
		filter((request, response) -> assertThat(status()).isEqualTo(CacheStatus.TTL));
	}

	@Test
	void anExceptionOfTheApplicationIsNotTakenForABadToken() {
		this.request.addHeader(HeaderTokenCarrier.NAME, this.accelerate.token());
		assertThatExceptionOfType(AccelerateException.class)
			.isThrownBy(() -> filter((request, response) -> this.accelerate.invalidate("no tag")));
	}

	/**
	 * What the client had to see before, it still has to see.
	 */
	@Test
	void aNewTokenStandsForTheOldOneOfTheSameLog() throws Exception {
		String present = this.accelerate.token();
		String later = present.substring(0, present.indexOf('.')) + ".7fffffff";
		this.request.addHeader(HeaderTokenCarrier.NAME, later + "-" + ELSEWHERE);
		filter((request, response) -> this.teams.save(new Team("red")));
		assertThat(token()).isEqualTo(later);
	}

	@Test
	void anAsynchronousRequestGetsATokenWhenItIsAnswered() throws Exception {
		this.request.setAsyncSupported(true);
		filter((request, response) -> {
			this.request.setAsyncStarted(true);
			this.request.setAsyncContext(new MockAsyncContext(request, response));
		});
		assertThat(token()).isNull();
		this.request.setAsyncStarted(false);
		this.request.setDispatcherType(DispatcherType.ASYNC);
		filter((request, response) -> response.getWriter().print("a"));
		assertThat(token()).isEqualTo(this.accelerate.token());
	}

	private void filter(FilterChain chain) throws ServletException, IOException {
		this.filter.doFilter(this.request, this.response, chain);
	}

	private String token() {
		return this.response.getHeader(HeaderTokenCarrier.NAME);
	}

	private CacheStatus status() {
		return statusOf(this.accelerate, this.teams::count);
	}

	private static void print(ServletResponse response) {
		try {
			response.getWriter().print("a");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void join(Thread thread) {
		try {
			thread.join();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@SuppressWarnings("unchecked")
	private static <E extends Exception> void sneak(Exception failure) throws E {
		throw (E) failure;
	}

	/**
	 * Ways to commit a response.
	 */
	enum Commit {

		STREAM {

			@Override
			void on(HttpServletResponse response) throws IOException {
				response.getOutputStream().write(1);
				response.getOutputStream().flush();
			}

		},

		WRITER {

			@Override
			void on(HttpServletResponse response) throws IOException {
				response.getWriter().print("a");
				response.getWriter().flush();
			}

		},

		FLUSH {

			@Override
			void on(HttpServletResponse response) throws IOException {
				response.flushBuffer();
			}

		},

		ERROR {

			@Override
			void on(HttpServletResponse response) throws IOException {
				response.sendError(409);
			}

		},

		ERROR_WITH_MESSAGE {

			@Override
			void on(HttpServletResponse response) throws IOException {
				response.sendError(409, "Conflict");
			}

		},

		REDIRECT {

			@Override
			void on(HttpServletResponse response) throws IOException {
				response.sendRedirect("/elsewhere");
			}

		},

		REDIRECT_WITH_STATUS {

			@Override
			void on(HttpServletResponse response) throws IOException {
				response.sendRedirect("/elsewhere", 303);
			}

		};

		abstract void on(HttpServletResponse response) throws IOException;

	}

	interface Teams extends JpaRepository<Team, Long> {

		@Override
		@CacheStrategy(ttl = 60, tags = "teams")
		long count();

	}

}
