package dev.accelerate.repository;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.accelerate.CacheOptions;
import dev.accelerate.CacheStatus;
import dev.accelerate.testing.domain.Member;
import jakarta.persistence.LockModeType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.data.domain.Example;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link CacheOptions} around writes, and around other calls that are not plain reads.
 */
class OptionsAroundWritesTests extends OptionsTests<OptionsAroundWritesTests.Members> {

	OptionsAroundWritesTests() {
		super(Members.class);
	}

	@ParameterizedTest
	@MethodSource("options")
	void optionsAroundCallsPassWritesByAndHoldForTheReadsBesideThem(CacheOptions options) {
		this.members.findByName("alice");
		assertThat(this.accelerate.withCacheStrategy(options, () -> this.members.rename("carol"))).isEqualTo(1);
		assertThat(this.application
			.status(() -> this.accelerate.withCacheStrategy(options, () -> this.members.rename("alice"))))
			.isEqualTo(CacheStatus.NONE);
		assertThat(this.application.status(() -> this.accelerate.withCacheStrategy(options, () -> {
			this.members.rename("carol");
			Member dave = this.members.save(new Member("dave", "dave@example.org", null));
			this.members.flush();
			this.members.deleteAll(List.of(dave));
			this.members.deleteByName("nobody");
			this.members.removeByNameAndEmail("nobody", "nobody");
			return this.members.rename("alice");
		}))).isEqualTo(CacheStatus.NONE);
		CacheStatus read = (options.mode() == CacheOptions.Mode.NONE) ? CacheStatus.NONE : CacheStatus.MISS;
		assertThat(this.application.status(() -> this.accelerate.withCacheStrategy(options, () -> {
			this.members.rename("alice");
			return this.members.findByName("alice");
		}))).isEqualTo(read);
	}

	static Stream<CacheOptions> options() {
		return Stream.of(CacheOptions.ofTtl(60), CacheOptions.ofSwr(60).withTags("a"),
				CacheOptions.refresh().withTtl(60), CacheOptions.none());
	}

	@Test
	void optionsWithoutAWindowPassAWriteByToo() {
		assertThat(
				this.accelerate.withCacheStrategy(CacheOptions.ofTags("not a tag"), () -> this.members.rename("alice")))
			.isEqualTo(1);
	}

	@Test
	void optionsDoNotReachTheReadsInsideAWrite() {
		assertThat(this.application.status(() -> this.accelerate.withCacheStrategy(CacheOptions.ofTtl(60), () -> {
			this.members.renameAndRead("alice");
			return this.members.findByName("alice");
		}))).isEqualTo(CacheStatus.MISS);
	}

	@Test
	void otherCallsThatAreNoPlainReadsArePassedBy() {
		TransactionTemplate transaction = new TransactionTemplate(
				this.application.bean(PlatformTransactionManager.class));
		CacheOptions options = CacheOptions.ofTtl(60);
		List<Supplier<?>> calls = List.of(() -> this.members.findLockedByName("alice"),
				() -> this.members.getReferenceById(1L),
				() -> this.members.findBy(Example.of(new Member("alice", ALICE, null)), (query) -> "fluent"));
		for (Supplier<?> call : calls) {
			assertThat(transaction.<CacheStatus>execute(
					(status) -> this.application.status(() -> this.accelerate.withCacheStrategy(options, call))))
				.isEqualTo(CacheStatus.NONE);
		}
	}

	interface Members extends JpaRepository<Member, Long> {

		List<Member> findByName(String name);

		@Transactional
		@Modifying
		@Query("update Member m set m.name = :name")
		int rename(String name);

		@Transactional
		long deleteByName(String name);

		@Transactional
		List<Member> removeByNameAndEmail(String name, String email);

		@Lock(LockModeType.PESSIMISTIC_WRITE)
		List<Member> findLockedByName(String name);

		@Transactional
		default void renameAndRead(String name) {
			rename(name);
			findByName(name);
		}

	}

}
