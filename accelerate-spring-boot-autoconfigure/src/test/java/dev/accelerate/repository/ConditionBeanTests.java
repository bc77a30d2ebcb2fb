package dev.accelerate.repository;

import java.io.IOException;
import java.util.List;

import dev.accelerate.AccelerateException;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.ErrorCode;
import dev.accelerate.test.TestRepositories;
import dev.accelerate.test.domain.Member;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.data.repository.Repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Beans in {@code condition} and {@code unless}.
 */
class ConditionBeanTests extends ConditionFixture {

	private Members members;

	@BeforeAll
	void create() {
		this.members = TestRepositories.create(this.context, Members.class);
	}

	@Test
	void beansAreReferredToAsInSpringCache() {
		checkCached(() -> this.members.countByName("anna"));
		assertThat(status(() -> this.members.countByName("bo"))).isEqualTo(CacheStatus.NONE);
		checkNeverKept(() -> this.members.findByEmailStartingWith("nobody"));
	}

	@Test
	void beanOfAnExpressionIsCreatedWhenItIsFirstAsked() {
		LongNames.created.set(0);
		this.members = TestRepositories.create(this.context, Members.class);
		assertThat(LongNames.created).hasValue(0);
		this.members.readByName("anna");
		this.members.readByName("anna");
		assertThat(LongNames.created).hasValue(1);
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

}
