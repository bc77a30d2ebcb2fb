package dev.accelerate.repository;

import java.util.List;

import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.test.filter.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.repository.Repository;

/**
 * Answers that depend on a filter which enables itself.
 */
class FilterAnswerTests {

	@AfterEach
	void forgetOwner() {
		Secret.Owner.CURRENT.remove();
	}

	@Test
	void refusesAnExplicitStrategyUnderAFilterThatEnablesItself() {
		try (DependentAnswerFixture application = new DependentAnswerFixture(Filtered.class)) {
			application.assertRefused(ExplicitSecrets.class, ".findAll()", "the filter 'owner'");
		}
	}

	@Test
	void leavesInheritedStrategiesUncachedUnderAFilterThatEnablesItself() {
		try (DependentAnswerFixture application = new DependentAnswerFixture(Filtered.class)) {
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
