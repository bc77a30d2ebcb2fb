package dev.accelerate.repository;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheOptions;
import dev.accelerate.testing.RepositoryFixture;
import dev.accelerate.testing.domain.Member;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * {@link CacheOptions} given for calls of a repository that knows Alice.
 *
 * @param <R> the type of the repository
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OptionsTests<R extends JpaRepository<Member, Long>> {

	static final String ALICE = "alice@example.org";

	@AutoClose
	final RepositoryFixture application = new RepositoryFixture();

	final AccelerateOperations accelerate = this.application.accelerate;

	final R members;

	OptionsTests(Class<R> type) {
		this.members = this.application.create(type);
	}

	@BeforeAll
	void saveAlice() {
		this.members.save(new Member("alice", ALICE, null));
	}

	@BeforeEach
	void forget() {
		this.accelerate.invalidateAll();
	}

}
