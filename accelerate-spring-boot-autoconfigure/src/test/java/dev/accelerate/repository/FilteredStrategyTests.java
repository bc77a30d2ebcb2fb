package dev.accelerate.repository;

import java.util.List;

import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.test.TestRepositories;
import dev.accelerate.test.filter.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.repository.Repository;

/**
 * Trap 6: answers that depend on a filter which enables itself.
 */
class FilteredStrategyTests extends DependentAnswerFixture {

	@AfterEach
	void forgetOwner() {
		Secret.Owner.CURRENT.remove();
	}

	@Test
	void refusesAnExplicitStrategyUnderAFilterThatEnablesItself() {
		start(Filtered.class);
		assertRefused(ExplicitSecrets.class, "the filter 'owner'");
	}

	@Test
	void leavesInheritedStrategiesUncachedUnderAFilterThatEnablesItself() {
		start(Filtered.class);
		AllSecrets all = TestRepositories.create(this.context, AllSecrets.class);
		all.saveAll(List.of(new Secret("a"), new Secret("b")));
		InheritedSecrets secrets = TestRepositories.create(this.context, InheritedSecrets.class);
		for (String owner : List.of("a", "b", "a")) {
			Secret.Owner.CURRENT.set(owner);
			assertAnswer(() -> secrets.findAll().stream().map(Secret::getOwner).toList(), owner, CacheStatus.NONE);
		}
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
