package dev.accelerate.repository;

import java.util.List;
import java.util.function.Supplier;

import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.testing.RepositoryFixture;
import dev.accelerate.testing.domain.Member;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link MethodPropagation} of methods whose results are stored: a call fails where it
 * would fail without the cache, and reads in another session where it would do so.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MethodPropagationTests {

	@AutoClose
	private final RepositoryFixture application = new RepositoryFixture();

	private Members members;

	private EntityManager entityManager;

	@BeforeAll
	void save() {
		this.members = this.application.create(Members.class);
		this.entityManager = this.application.bean(EntityManager.class);
		this.members.save(new Member("alice", "alice@example.org", null));
	}

	@Test
	void callThatNeedsATransactionFailsWithoutOne() {
		Supplier<List<Member>> read = () -> this.members.findMandatoryByName("alice");
		inTransaction(() -> {
			read.get();
			assertThat(this.application.status(read)).isEqualTo(CacheStatus.TTL);
		});
		assertThatExceptionOfType(IllegalTransactionStateException.class).isThrownBy(read::get);
	}

	@Test
	void callThatMustNotHaveATransactionFailsInOne() {
		Supplier<List<Member>> read = () -> this.members.findNeverByName("alice");
		read.get();
		assertThat(this.application.status(read)).isEqualTo(CacheStatus.TTL);
		inTransaction(() -> assertThatExceptionOfType(IllegalTransactionStateException.class).isThrownBy(read::get));
	}

	@Test
	void callThatSuspendsATransactionReadsInAnotherSession() {
		for (Supplier<List<Member>> read : List.<Supplier<List<Member>>>of(() -> this.members.findNewByName("alice"),
				() -> this.members.findApartByName("alice"))) {
			read.get();
			assertThat(this.application.status(read)).isEqualTo(CacheStatus.TTL);
			inTransaction(() -> {
				Member known = this.members.findByName("alice").get(0);
				assertThat(read.get().get(0)).isNotSameAs(known);
				assertThat(this.entityManager.contains(read.get().get(0))).isFalse();
				assertThat(this.application.status(read)).isEqualTo(CacheStatus.NONE);
			});
		}
	}

	private void inTransaction(Runnable action) {
		TransactionTemplate template = new TransactionTemplate(this.application.bean(PlatformTransactionManager.class));
		template.setReadOnly(true);
		template.executeWithoutResult((status) -> action.run());
	}

	@CacheStrategy(ttl = 60)
	interface Members extends JpaRepository<Member, Long> {

		List<Member> findByName(String name);

		@Transactional(propagation = Propagation.MANDATORY)
		List<Member> findMandatoryByName(String name);

		@Transactional(propagation = Propagation.NEVER)
		List<Member> findNeverByName(String name);

		@Transactional(propagation = Propagation.REQUIRES_NEW)
		List<Member> findNewByName(String name);

		@Transactional(propagation = Propagation.NOT_SUPPORTED)
		List<Member> findApartByName(String name);

	}

}
