package dev.accelerate.strategy;

import java.io.IOException;
import java.util.List;

import dev.accelerate.AccelerateException;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.ErrorCode;
import dev.accelerate.core.CacheCondition;
import dev.accelerate.testing.RepositoryFixture;
import dev.accelerate.testing.domain.Member;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.data.repository.Repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * {@link CacheCondition} with beans in {@code condition} and {@code unless}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConditionBeanTests {

	@AutoClose
	private final RepositoryFixture application = new RepositoryFixture(Configured.class);

	private final Members members = this.application.create(Members.class);

	@Test
	void beansAreReferredToAsInSpringCache() {
		this.application.assertHit(() -> this.members.countByName("anna"));
		assertThat(this.application.status(() -> this.members.countByName("bo"))).isEqualTo(CacheStatus.NONE);
		this.application.assertNeverKept(() -> this.members.findByEmailStartingWith("nobody"));
	}

	@Test
	void beanOfAnExpressionIsCreatedWhenItIsFirstAsked() {
		Members members = this.application.create(Members.class);
		assertThat(this.application.isCreated("longNames")).isFalse();
		members.readByName("anna");
		assertThat(this.application.isCreated("longNames")).isTrue();
	}

	@Test
	void whatABeanThrowsReachesTheCallerUnchanged() {
		assertThatIllegalStateException().isThrownBy(() -> this.members.countByEmailContaining("x"))
			.withMessage("not today");
	}

	@Test
	void anErrorOfABeanReachesTheCallerUnchanged() {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> this.members.countByNameContaining("x"))
			.withMessage("never");
	}

	@Test
	void aCheckedExceptionOfABeanIsTheCauseOfTheRefusal() {
		assertThatExceptionOfType(AccelerateException.class).isThrownBy(() -> this.members.countByNameStartingWith("x"))
			.satisfies((failure) -> assertThat(failure.code()).isEqualTo(ErrorCode.P6005))
			.withMessageContaining("@failing.admitsChecked(#part)")
			.withRootCauseInstanceOf(IOException.class);
	}

	interface Members extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60, condition = "@names.admits(#name)")
		long countByName(String name);

		@CacheStrategy(ttl = 60, unless = "!@names.admits(#result.toString()) or @'names.long'.admits(#part)")
		List<Member> findByEmailStartingWith(String part);

		@CacheStrategy(ttl = 60, condition = "@longNames.admits(#name)")
		List<Member> readByName(String name);

		@CacheStrategy(ttl = 60, condition = "@failing.admits(#part)")
		long countByEmailContaining(String part);

		@CacheStrategy(ttl = 60, condition = "@failing.admitsChecked(#part)")
		long countByNameStartingWith(String part);

		@CacheStrategy(ttl = 60, condition = "@failing.admitsNever(#part)")
		long countByNameContaining(String part);

	}

	@Configuration(proxyBeanMethods = false)
	static class Configured {

		@Bean({ "names", "names.long" })
		NamePolicy names() {
			return new NamePolicy();
		}

		@Bean
		@Lazy
		NamePolicy longNames() {
			return new NamePolicy();
		}

		@Bean
		FailingPolicy failing() {
			return new FailingPolicy();
		}

	}

	public static class NamePolicy {

		public boolean admits(String name) {
			return name.length() > 3;
		}

	}

	public static class FailingPolicy {

		public boolean admits(String name) {
			throw new IllegalStateException("not today");
		}

		public boolean admitsChecked(String name) throws IOException {
			throw new IOException("not today");
		}

		public boolean admitsNever(String name) {
			throw new AssertionError("never");
		}

	}

}
