package dev.accelerate.web;

import java.sql.Connection;
import java.time.Duration;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.freshness.TimeSource;
import dev.accelerate.invalidation.InvalidationChannel;
import dev.accelerate.invalidation.InvalidationChannelFactory;
import dev.accelerate.invalidation.InvalidationRecord;
import dev.accelerate.invalidation.Invalidations;
import dev.accelerate.testing.MutableTime;
import dev.accelerate.testing.TestApplication;
import dev.accelerate.testing.TestDatabase;
import dev.accelerate.testing.TestRepositories;
import dev.accelerate.testing.domain.Team;
import dev.accelerate.tracking.CallOptions;
import jakarta.servlet.FilterChain;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static dev.accelerate.testing.CacheStatuses.statusOf;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link TokenExchange} with a log that answers or does not: when it is asked, and which
 * tokens are replaced.
 */
class TokenExchangeTests {

	private static final String PRESENT = "7.";

	private ConfigurableApplicationContext context;

	private SlowChannel channel;

	private AccelerateOperations accelerate;

	private Teams teams;

	@BeforeEach
	void start() {
		this.context = TestApplication.run(TestDatabase.H2, Configured.class, "accelerate.invalidation.max-silence=1h");
		this.channel = this.context.getBean(SlowChannel.class);
		this.accelerate = this.context.getBean(AccelerateOperations.class);
		this.teams = TestRepositories.create(this.context, Teams.class);
		this.teams.count();
		assertThat(status()).isEqualTo(CacheStatus.TTL);
		this.context.getBean(MutableTime.class).advance(Duration.ofSeconds(1));
	}

	@AfterEach
	void stop() {
		this.context.close();
	}

	@Test
	void aRequestWithoutCachedReadsAsksForNothing() throws Exception {
		assertThat(filter(PRESENT + "5", (request, response) -> response.getWriter().print("static"))).isNull();
		assertThat(this.channel.asked).isZero();
	}

	@Test
	void theFirstCachedReadAsksOnce() throws Exception {
		this.channel.complete = 5;
		filter(PRESENT + "5", (request, response) -> {
			assertThat(this.channel.asked).isZero();
			assertThat(status()).isEqualTo(CacheStatus.TTL);
			assertThat(status()).isEqualTo(CacheStatus.TTL);
		});
		assertThat(this.channel.asked).isOne();
	}

	@Test
	void aReadGoesToTheDatabaseIfTheLogIsNotThatFar() throws Exception {
		this.channel.complete = 4;
		assertThat(filter(PRESENT + "5", (request, response) -> {
			assertThat(status()).isNotEqualTo(CacheStatus.TTL);
			assertThat(status()).isNotEqualTo(CacheStatus.TTL);
		})).isNull();
		assertThat(this.channel.asked).isOne();
	}

	@Test
	void theThreadIsFreeAfterTheRequest() throws Exception {
		filter("6.9", (request, response) -> assertThat(status()).isNotEqualTo(CacheStatus.TTL));
		assertThat(status()).isEqualTo(CacheStatus.TTL);
	}

	@Test
	void aTokenOfALifeThatHasEndedIsReplaced() throws Exception {
		this.channel.complete = 3;
		assertThat(filter("6.9", (request, response) -> status())).isEqualTo(PRESENT + "3");
	}

	/**
	 * The log may have begun the other life since it was heard last.
	 */
	@Test
	void aTokenOfALifeThatTheLogMayHaveByNowIsKept() throws Exception {
		this.channel.complete = -1;
		assertThat(filter("6.9", (request, response) -> assertThat(status()).isNotEqualTo(CacheStatus.TTL))).isNull();
		assertThat(filter("6.9", (request, response) -> this.teams.save(new Team("red")))).isEqualTo("7.0-6.9");
	}

	@Test
	void aWriteDropsALifeThatHasEnded() throws Exception {
		this.channel.complete = 3;
		assertThat(filter("6.9-7.8", (request, response) -> this.teams.save(new Team("red")))).isEqualTo("7.8");
	}

	private @Nullable String filter(String token, FilterChain chain) throws Exception {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.addHeader(HeaderTokenCarrier.NAME, token);
		MockHttpServletResponse response = new MockHttpServletResponse();
		new TokenFilter(this.context.getBean(Invalidations.class), this.context.getBean(CallOptions.class),
				this.context.getBean(RequestWrites.class), TokenCarriers.header())
			.doFilter(request, response, chain);
		return response.getHeader(HeaderTokenCarrier.NAME);
	}

	private CacheStatus status() {
		return statusOf(this.accelerate, this.teams::count);
	}

	interface Teams extends JpaRepository<Team, Long> {

		@Override
		@CacheStrategy(ttl = 3600)
		long count();

	}

	@Configuration(proxyBeanMethods = false)
	static class Configured {

		@Bean
		SlowChannel slowChannel(TimeSource time) {
			return new SlowChannel(time);
		}

		@Bean
		InvalidationChannelFactory slowChannels(SlowChannel channel) {
			return (dataSource) -> channel;
		}

	}

	/**
	 * Channel that learns something only when it is asked.
	 */
	static final class SlowChannel implements InvalidationChannel {

		private final TimeSource time;

		private int asked;

		/**
		 * How far the log is complete, or negative if it does not answer.
		 */
		private long complete;

		private Sink sink;

		SlowChannel(TimeSource time) {
			this.time = time;
		}

		@Override
		public void start(Sink sink) {
			this.sink = sink;
			sink.epoch(7, 0);
			sink.complete(0);
			sink.heard(this.time.nanos());
		}

		@Override
		public Append prepare(InvalidationRecord record, @Nullable Connection transaction) {
			return new Append() {

				@Override
				public long position() {
					return -1;
				}

				@Override
				public void committed() {
				}

				@Override
				public boolean isDecided() {
					return true;
				}

			};
		}

		@Override
		public void catchUp() {
			this.asked++;
			if (this.complete >= 0) {
				this.sink.complete(this.complete);
				this.sink.heard(this.time.nanos());
			}
		}

		@Override
		public void close() {
		}

	}

}
