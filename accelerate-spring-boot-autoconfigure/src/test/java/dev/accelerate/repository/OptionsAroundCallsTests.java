package dev.accelerate.repository;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.accelerate.AccelerateException;
import dev.accelerate.Accelerated;
import dev.accelerate.CacheOptions;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.ErrorCode;
import dev.accelerate.testing.domain.Member;
import org.junit.jupiter.api.Test;

import org.springframework.data.jpa.repository.JpaRepository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link CacheOptions} around calls: which calls they apply to, and for how long.
 */
class OptionsAroundCallsTests extends OptionsTests<OptionsAroundCallsTests.Members> {

	OptionsAroundCallsTests() {
		super(Members.class);
	}

	@Test
	void optionsAroundCallsCacheMethodsWithoutAStrategy() {
		Supplier<?> call = () -> this.accelerate.withCacheStrategy(CacheOptions.ofTtl(60),
				() -> this.members.findByName("alice"));
		this.application.assertHit(call);
		assertThat(this.application.status(() -> this.members.findByName("alice"))).isEqualTo(CacheStatus.NONE);
		this.application
			.assertHit(() -> this.accelerate.withCacheStrategy(CacheOptions.ofTtl(60), this.members::count));
	}

	@Test
	void accountsAndOptionsNestEitherWay() {
		Accelerated<?> inside = this.accelerate.withCacheStrategy(CacheOptions.ofTtl(60),
				() -> this.accelerate.withAccelerateInfo(() -> this.members.findEnvelopedByName("alice")));
		Accelerated<List<Member>> envelope = this.accelerate.withCacheStrategy(CacheOptions.ofTtl(60),
				() -> this.members.findEnvelopedByName("alice"));
		assertThat(inside.info().cacheStatus()).isEqualTo(CacheStatus.MISS);
		assertThat(envelope.info().cacheStatus()).isEqualTo(CacheStatus.TTL);
	}

	@Test
	void theParameterComesBeforeOptionsAroundTheCall() {
		assertThat(this.application.status(() -> this.accelerate.withCacheStrategy(CacheOptions.none(),
				() -> this.members.findDeclaredByEmail(ALICE, CacheOptions.ofTtl(5)))))
			.isEqualTo(CacheStatus.MISS);
	}

	@Test
	void optionsHoldForOutermostCallsOnly() {
		this.accelerate.withCacheStrategy(CacheOptions.ofTtl(60), () -> this.members.nameOf("alice"));
		assertThat(this.application.status(() -> this.accelerate.withCacheStrategy(CacheOptions.ofTtl(60),
				() -> this.members.findByName("alice"))))
			.isEqualTo(CacheStatus.MISS);
		assertThat(this.application.status(() -> this.accelerate.withCacheStrategy(CacheOptions.ofTtl(60), () -> {
			this.members.nameOf("alice");
			return this.members.findByName("alice");
		}))).isEqualTo(CacheStatus.TTL);
	}

	@Test
	void optionsEndWithTheSupplierAlsoWhenItFails() {
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> this.accelerate.withCacheStrategy(CacheOptions.ofTtl(60), () -> {
				throw new UnsupportedOperationException();
			}));
		assertThat(this.application.status(() -> this.members.findByName("alice"))).isEqualTo(CacheStatus.NONE);
	}

	@Test
	void innerOptionsReplaceOuterOnesUntilTheyEnd() {
		assertThat(this.application.status(() -> this.accelerate.withCacheStrategy(CacheOptions.ofTtl(60), () -> {
			this.accelerate.withCacheStrategy(CacheOptions.none(), () -> this.members.findByName("alice"));
			return this.members.findByName("alice");
		}))).isEqualTo(CacheStatus.MISS);
	}

	@Test
	void aReadThatCannotBeCachedIsStillRefused() {
		assertThatExceptionOfType(AccelerateException.class)
			.isThrownBy(() -> this.accelerate.withCacheStrategy(CacheOptions.ofTtl(60),
					() -> this.members.streamByName("alice")))
			.withMessageContaining("Members.streamByName(String)")
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.P6005));
	}

	interface Members extends JpaRepository<Member, Long> {

		@CacheStrategy(ttl = 60)
		List<Member> findDeclaredByEmail(String email, CacheOptions options);

		List<Member> findByName(String name);

		Accelerated<List<Member>> findEnvelopedByName(String name);

		Stream<Member> streamByName(String name);

		default String nameOf(String name) {
			return findByName(name).get(0).getName();
		}

	}

}
