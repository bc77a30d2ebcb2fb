package dev.accelerate.examples;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import dev.accelerate.AccelerateException;
import dev.accelerate.AccelerateInfo;
import dev.accelerate.AccelerateOperations;
import dev.accelerate.Accelerated;
import dev.accelerate.CacheOptions;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.ErrorCode;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.data.jpa.repository.JpaRepository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The examples of docs/coming-from-prisma-accelerate.md, with {@link CacheStrategy} and
 * {@link CacheOptions}.
 */
class ComingFromPrismaAccelerateExamplesTests {

	@AutoClose
	private static final ExamplesApplication application = ExamplesApplication.start();

	private final AccelerateOperations accelerate = application.accelerate();

	@BeforeEach
	void reset() {
		application.reset();
	}

	@Test
	void windowsAreInSeconds() {
		Query.UserRepository users = application.repository(Query.UserRepository.class);
		Supplier<CacheStatus> status = () -> application.status(() -> users.findByEmailContaining("alice"));
		assertThat(status.get()).isEqualTo(CacheStatus.MISS);
		application.advance(Duration.ofMillis(59_999));
		assertThat(status.get()).isEqualTo(CacheStatus.TTL);
		application.advance(Duration.ofMillis(60_001));
		assertThat(status.get()).isEqualTo(CacheStatus.MISS);
		application.advance(Duration.ofSeconds(60));
		assertThat(status.get()).isEqualTo(CacheStatus.SWR);
	}

	@Test
	void aWriteCannotHaveAStrategy() {
		assertThatExceptionOfType(AccelerateException.class)
			.isThrownBy(() -> application.repository(Write.UserRepository.class))
			.extracting(AccelerateException::code)
			.isEqualTo(ErrorCode.P6005);
	}

	@Test
	void infoTellsWhatItTellsThere() {
		Counted.UserRepository users = application.repository(Counted.UserRepository.class);
		AccelerateInfo miss = infoOfCount(users);
		application.advance(Duration.ofSeconds(1));
		AccelerateInfo hit = infoOfCount(users);
		assertThat(miss.cacheStatus()).isEqualTo(CacheStatus.MISS);
		assertThat(hit.cacheStatus()).isEqualTo(CacheStatus.TTL);
		assertThat(hit.lastModified()).isEqualTo(miss.lastModified())
			.isEqualTo(application.now().minus(Duration.ofSeconds(1)));
		assertThat(hit.region()).isEqualTo("local");
		assertThat(hit.requestId()).isNotEmpty().isNotEqualTo(miss.requestId());
		assertThat(hit.signature()).isNotEmpty().isEqualTo(miss.signature());
	}

	private AccelerateInfo infoOfCount(Counted.UserRepository users) {
		Accelerated<Long> counted = accelerate.withAccelerateInfo(() -> users.count());
		AccelerateInfo info = counted.info();
		return info;
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void invalidatesAndIsNotLimitedUnlessThatIsConfigured(CapturedOutput output) {
		Query.UserRepository users = application.repository(Query.UserRepository.class);
		for (int i = 0; i < 100; i++) {
			users.findByEmailContaining("alice");
			invalidate(this.accelerate);
			assertThat(application.status(() -> users.findByEmailContaining("alice"))).isEqualTo(CacheStatus.MISS);
		}
		assertThat(output).doesNotContain("Too many invalidations");
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void tooManyInvalidationsAreP6003(CapturedOutput output) {
		try (ExamplesApplication limited = ExamplesApplication.start("accelerate.invalidation.rate-limit.capacity=1",
				"accelerate.invalidation.rate-limit.period=1d")) {
			invalidate(limited.accelerate());
			assertThat(output).doesNotContain("Too many invalidations");
			assertThatExceptionOfType(AccelerateException.class).isThrownBy(() -> invalidate(limited.accelerate()))
				.extracting(AccelerateException::code)
				.isEqualTo(ErrorCode.P6003);
			assertThat(output).contains("Too many invalidations for now: try again later");
		}
	}

	@Test
	void anInvalidationInsideATransactionTakesEffectAfterTheCommitAndNotOnARollback() {
		Query.UserRepository users = application.repository(Query.UserRepository.class);
		users.findByEmailContaining("alice");
		application.inTransaction((transaction) -> {
			invalidate(this.accelerate);
			transaction.setRollbackOnly();
		});
		assertThat(application.status(() -> users.findByEmailContaining("alice"))).isEqualTo(CacheStatus.TTL);
		application.inTransaction((transaction) -> invalidate(this.accelerate));
		assertThat(application.status(() -> users.findByEmailContaining("alice"))).isEqualTo(CacheStatus.MISS);
	}

	private void invalidate(AccelerateOperations accelerate) {
		try {
			accelerate.invalidate("emails_with_alice");
		}
		catch (AccelerateException ex) {
			if (ex.code() == ErrorCode.P6003) {
				System.out.println("Too many invalidations for now: try again later");
			}
			throw ex;
		}
	}

	static class Query {

		interface UserRepository extends JpaRepository<User, Long> {

			@CacheStrategy(ttl = 60, swr = 60, tags = "emails_with_alice")
			List<User> findByEmailContaining(String part);

		}

	}

	static class Counted {

		interface UserRepository extends JpaRepository<User, Long> {

			@Override
			@CacheStrategy(ttl = 60)
			long count();

		}

	}

	static class Write {

		interface UserRepository extends JpaRepository<User, Long> {

			@CacheStrategy(ttl = 60)
			long deleteByName(String name);

		}

	}

}
