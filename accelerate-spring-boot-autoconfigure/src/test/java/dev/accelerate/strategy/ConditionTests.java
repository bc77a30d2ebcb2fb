package dev.accelerate.strategy;

import java.util.List;
import java.util.Optional;

import dev.accelerate.AccelerateException;
import dev.accelerate.Accelerated;
import dev.accelerate.CacheOptions;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.ErrorCode;
import dev.accelerate.core.CacheCondition;
import dev.accelerate.testing.RepositoryFixture;
import dev.accelerate.testing.domain.Member;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.data.repository.Repository;
import org.springframework.data.repository.query.Param;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link CacheCondition}: {@code condition} and {@code unless} at a call.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConditionTests {

	@AutoClose
	private final RepositoryFixture application = new RepositoryFixture();

	private final Members members = this.application.create(Members.class);

	@Test
	void aCallThatTheConditionDoesNotAdmitGoesPastTheCache() {
		this.application.assertHit(() -> this.members.findByName("anna"));
		assertThat(this.application.status(() -> this.members.findByName("bo"))).isEqualTo(CacheStatus.NONE);
		assertThat(this.application.status(() -> this.members.findByName("bo"))).isEqualTo(CacheStatus.NONE);
	}

	@Test
	void theConditionHoldsForARefreshToo() {
		assertThat(this.application.status(() -> this.application.accelerate.withCacheStrategy(CacheOptions.refresh(),
				() -> this.members.findByName("bo"))))
			.isEqualTo(CacheStatus.NONE);
	}

	@Test
	void argumentsHaveNamesAndPositions() {
		this.application.assertHit(() -> this.members.countByNameAndEmail("anna", "b"));
		assertThat(this.application.status(() -> this.members.countByNameAndEmail("anna", "c")))
			.isEqualTo(CacheStatus.NONE);
		assertThat(this.application.status(() -> this.members.countByNameAndEmail("other", "b")))
			.isEqualTo(CacheStatus.NONE);
	}

	@Test
	void theRootObjectIsSpringCaches() {
		this.application.assertHit(() -> this.members.existsByName("anna"));
		assertThat(this.application.status(() -> this.members.existsByName("other"))).isEqualTo(CacheStatus.NONE);
	}

	@Test
	void aResultThatIsVetoedIsAnsweredAndNotKept() {
		this.application.assertNeverKept(() -> this.members.findByEmailContaining("nobody"));
	}

	@Test
	void theResultIsTheContentOfAnOptional() {
		this.application.assertNeverKept(() -> this.members.findByEmail("nobody"));
	}

	@Test
	void theResultIsTheContentOfAnEnvelope() {
		this.application.assertNeverKept(() -> this.members.findWithInfoByEmail("nobody"));
	}

	@Test
	void anExpressionThatIsNullIsFalse() {
		assertThat(this.application.status(() -> this.members.countByEmail(null))).isEqualTo(CacheStatus.NONE);
	}

	@Test
	void aConditionThatCannotBeEvaluatedNamesTheExpressionAndWhatIsMissing() {
		assertThatExceptionOfType(AccelerateException.class).isThrownBy(() -> this.members.deepByName("anna"))
			.satisfies((failure) -> assertThat(failure.code()).isEqualTo(ErrorCode.P6005))
			.withMessageContaining("#name.domain == 'x'")
			.withMessageContaining("'domain'")
			.withMessageContaining("deepByName");
	}

	@Test
	void aVetoThatCannotBeEvaluatedNamesTheExpressionAndWhatIsMissing() {
		assertThatExceptionOfType(AccelerateException.class).isThrownBy(() -> this.members.vetoByName("anna"))
			.satisfies((failure) -> assertThat(failure.code()).isEqualTo(ErrorCode.P6005))
			.withMessageContaining("#result.sise > 3")
			.withMessageContaining("'sise'")
			.withMessageContaining("vetoByName");
	}

	@Test
	void elementsAreSelectedByTheirMembersAndTheArguments() {
		this.application.assertHit(() -> this.members.findByNameIn(List.of("anna", "bo")));
		assertThat(this.application.status(() -> this.members.findByNameIn(List.of("bo")))).isEqualTo(CacheStatus.NONE);
	}

	interface Members extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60, condition = "#name.length() > 3")
		List<Member> findByName(String name);

		@CacheStrategy(ttl = 60, condition = "#p0 == 'anna' and #a1 == 'b' and #first == #a0 and #email == #p1")
		long countByNameAndEmail(@Param("first") String name, String email);

		@CacheStrategy(ttl = 60, condition = "#root.methodName == 'existsByName' and #root.args[0] == 'anna'"
				+ " and #root.method.name == methodName and #root.targetClass.isInstance(#root.target)")
		boolean existsByName(String name);

		@CacheStrategy(ttl = 60, unless = "#result.empty")
		List<Member> findByEmailContaining(String part);

		@CacheStrategy(ttl = 60, unless = "#result == null")
		Optional<Member> findByEmail(String email);

		@CacheStrategy(ttl = 60, unless = "#result == null")
		Accelerated<Optional<Member>> findWithInfoByEmail(String email);

		@CacheStrategy(ttl = 60, condition = "#email?.empty")
		long countByEmail(@Nullable String email);

		@CacheStrategy(ttl = 60, condition = "#names.?[length() > 3 and #this == #a0[0]].![toUpperCase()] == {'ANNA'}"
				+ " and {length: #names}.get('length') == args[0] and target != null and toString() != hashCode()")
		List<Member> findByNameIn(List<String> names);

		@CacheStrategy(ttl = 60, condition = "#name.domain == 'x'")
		default String deepByName(String name) {
			return name;
		}

		@CacheStrategy(ttl = 60, unless = "#result.sise > 3")
		default String vetoByName(String name) {
			return name;
		}

	}

}
