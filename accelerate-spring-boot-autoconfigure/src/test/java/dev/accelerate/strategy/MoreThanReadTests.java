package dev.accelerate.strategy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.testing.RepositoryFixture;
import dev.accelerate.testing.domain.Member;
import jakarta.persistence.LockModeType;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.QueryRewriter;
import org.springframework.data.jpa.repository.query.Procedure;
import org.springframework.data.repository.Repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * {@link MethodKind}: methods that do more than read, or whose query is not the one they
 * declare.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MoreThanReadTests {

	@AutoClose
	private final RepositoryFixture application = new RepositoryFixture();

	@ParameterizedTest
	@MethodSource("methodsThatDoMoreThanRead")
	void refusesAMethodThatDoesMoreThanRead(Class<? extends Repository<?, ?>> type, String method, String reason) {
		this.application.assertRefused(type, method, reason, "Remove @CacheStrategy from it");
	}

	static Stream<Arguments> methodsThatDoMoreThanRead() {
		return Stream.of(arguments(Locked.class, ".findByName(String)", "@Lock"),
				arguments(LockedFindById.class, ".findById(Long)", "@Lock"),
				arguments(ModifyingQuery.class, ".renameAll(String)", "@Modifying"),
				arguments(ProcedureCall.class, ".nextNumber(Integer)", "procedure"),
				arguments(Streamed.class, ".findByName(String)", "java.util.stream.Stream"),
				arguments(Nothing.class, ".deleteByName(String)", "it deletes"),
				arguments(VoidQuery.class, ".findByName(String)", "it returns nothing"));
	}

	@Test
	void rewrittenQueryInheritsNoStrategy() {
		RewrittenQuery members = this.application.create(RewrittenQuery.class);
		for (int i = 0; i < 2; i++) {
			assertThat(this.application.status(members::findRewritten)).isEqualTo(CacheStatus.NONE);
		}
	}

	interface Locked extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		@Lock(LockModeType.PESSIMISTIC_WRITE)
		Optional<Member> findByName(String name);

	}

	interface LockedFindById extends JpaRepository<Member, Long> {

		@Override
		@CacheStrategy(ttl = 60)
		@Lock(LockModeType.PESSIMISTIC_READ)
		Optional<Member> findById(Long id);

	}

	interface ModifyingQuery extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		@Modifying
		@Query("update Member m set m.name = :name")
		int renameAll(String name);

	}

	interface ProcedureCall extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		@Procedure("next_number")
		Integer nextNumber(Integer number);

	}

	interface Streamed extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		Stream<Member> findByName(String name);

	}

	interface Nothing extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		void deleteByName(String name);

	}

	interface VoidQuery extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		@Query("select m from Member m where m.name = :name")
		void findByName(String name);

	}

	@CacheStrategy(ttl = 60)
	interface RewrittenQuery extends Repository<Member, Long> {

		@Query(value = "select m from Member m", queryRewriter = AsItIs.class)
		List<Member> findRewritten();

	}

	static class AsItIs implements QueryRewriter {

		@Override
		public String rewrite(String query, Sort sort) {
			return query;
		}

	}

}
