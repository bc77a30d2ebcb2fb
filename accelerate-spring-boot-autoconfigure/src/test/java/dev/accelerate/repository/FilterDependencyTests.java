package dev.accelerate.repository;

import java.util.List;

import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.core.UnkeyedDependency;
import dev.accelerate.testing.archive.Letter;
import dev.accelerate.testing.filter.Secret;
import jakarta.persistence.EntityManager;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link UnkeyedDependency} on a filter that enables itself.
 */
class FilterDependencyTests {

	@AfterEach
	void forgetOwner() {
		Secret.Owner.CURRENT.remove();
	}

	@Test
	void refusesAnExplicitStrategyUnderAFilterThatEnablesItself() {
		try (UnkeyedDependencyFixture application = new UnkeyedDependencyFixture(Filtered.class)) {
			application.assertRefused(ExplicitSecrets.class, ".findAll()", "the filter 'owner'");
		}
	}

	@Test
	void leavesInheritedStrategiesUncachedUnderAFilterThatEnablesItself() {
		try (UnkeyedDependencyFixture application = new UnkeyedDependencyFixture(Filtered.class)) {
			AllSecrets all = application.create(AllSecrets.class);
			all.saveAll(List.of(new Secret("a"), new Secret("b")));
			InheritedSecrets secrets = application.create(InheritedSecrets.class);
			for (String owner : List.of("a", "b", "a")) {
				Secret.Owner.CURRENT.set(owner);
				application.assertAnswer(() -> secrets.findAll().stream().map(Secret::getOwner).toList(), owner,
						CacheStatus.NONE);
			}
		}
	}

	/**
	 * One who reads with the filter disabled sees every row, before and after the rest.
	 */
	@Test
	void aSessionThatDisablesAFilterOfAllIsNeitherKeptNorAnswered() {
		try (UnkeyedDependencyFixture application = new UnkeyedDependencyFixture(Archived.class)) {
			JpaRepository<Letter, Long> all = application.create(AllLetters.class);
			all.saveAll(List.of(new Letter(1L, "old", true), new Letter(2L, "new", false)));
			Letters letters = application.create(Letters.class);
			TransactionTemplate transaction = new TransactionTemplate(
					application.bean(PlatformTransactionManager.class));
			transaction.setReadOnly(true);
			for (CacheStatus status : List.of(CacheStatus.MISS, CacheStatus.TTL)) {
				transaction.executeWithoutResult((ignored) -> {
					application.bean(EntityManager.class).unwrap(Session.class).disableFilter("current");
					assertThat(letters.findTitles()).containsExactly("old", "new");
				});
				application.assertAnswer(letters::findTitles, "new", status);
			}
			transaction.executeWithoutResult(
					(ignored) -> application.assertAnswer(letters::findTitles, "new", CacheStatus.TTL));
		}
	}

	interface Letters extends Repository<Letter, Long> {

		@CacheStrategy(ttl = 60)
		@Query("select l.title from Letter l order by l.id")
		List<String> findTitles();

	}

	interface AllLetters extends JpaRepository<Letter, Long> {

	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = Letter.class)
	static class Archived {

	}

	interface ExplicitSecrets extends Repository<Secret, Long> {

		@CacheStrategy(ttl = 60)
		List<Secret> findAll();

	}

	@CacheStrategy(ttl = 60)
	interface InheritedSecrets extends Repository<Secret, Long> {

		List<Secret> findAll();

	}

	interface AllSecrets extends JpaRepository<Secret, Long> {

	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = Secret.class)
	static class Filtered {

	}

}
