package dev.accelerate.repository;

import java.util.List;
import java.util.Optional;

import dev.accelerate.AccelerateException;
import dev.accelerate.AccelerateOperations;
import dev.accelerate.Accelerated;
import dev.accelerate.CacheOptions;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.ErrorCode;
import dev.accelerate.test.TestRepositories;
import dev.accelerate.test.domain.Member;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.data.repository.Repository;
import org.springframework.data.repository.query.Param;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@code condition} and {@code unless} at a call.
 */
class ConditionTests extends ConditionFixture {

	private Members members;

	@BeforeAll
	void create() {
		this.members = TestRepositories.create(this.context, Members.class);
	}

	@Test
	void aCallThatTheConditionDoesNotAdmitGoesPastTheCache() {
		checkCached(() -> this.members.findByName("anna"));
		assertThat(status(() -> this.members.findByName("bo"))).isEqualTo(CacheStatus.NONE);
		assertThat(status(() -> this.members.findByName("bo"))).isEqualTo(CacheStatus.NONE);
	}

	@Test
	void theConditionHoldsForARefreshToo() {
		AccelerateOperations accelerate = this.context.getBean(AccelerateOperations.class);
		assertThat(
				status(() -> accelerate.withCacheStrategy(CacheOptions.refresh(), () -> this.members.findByName("bo"))))
			.isEqualTo(CacheStatus.NONE);
	}

	@Test
	void argumentsHaveNamesAndPositions() {
		checkCached(() -> this.members.countByNameAndEmail("anna", "b"));
		assertThat(status(() -> this.members.countByNameAndEmail("anna", "c"))).isEqualTo(CacheStatus.NONE);
		assertThat(status(() -> this.members.countByNameAndEmail("other", "b"))).isEqualTo(CacheStatus.NONE);
	}

	@Test
	void theRootObjectIsSpringCaches() {
		checkCached(() -> this.members.existsByName("anna"));
		assertThat(status(() -> this.members.existsByName("other"))).isEqualTo(CacheStatus.NONE);
	}

	@Test
	void aResultThatIsVetoedIsAnsweredAndNotKept() {
		checkNeverKept(() -> this.members.findByEmailContaining("nobody"));
	}

	@Test
	void theResultIsTheContentOfAnOptional() {
		checkNeverKept(() -> this.members.findByEmail("nobody"));
	}

	@Test
	void theResultIsTheContentOfAnEnvelope() {
		checkNeverKept(() -> this.members.findWithInfoByEmail("nobody"));
	}

	@Test
	void anExpressionThatIsNullIsFalse() {
		assertThat(status(() -> this.members.countByEmail(null))).isEqualTo(CacheStatus.NONE);
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
		checkCached(() -> this.members.findByNameIn(List.of("anna", "bo")));
		assertThat(status(() -> this.members.findByNameIn(List.of("bo")))).isEqualTo(CacheStatus.NONE);
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
