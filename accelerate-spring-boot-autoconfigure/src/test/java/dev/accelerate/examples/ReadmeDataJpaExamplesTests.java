package dev.accelerate.examples;

import java.util.List;

import dev.accelerate.Accelerated;
import dev.accelerate.CacheStrategy;
import dev.accelerate.test.AcceleratedAssert;
import dev.accelerate.testing.TestApplication;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import static dev.accelerate.test.AcceleratedAssert.assertThat;

/**
 * The test that README.md shows, as a test, with {@link AcceleratedAssert}.
 */
@DataJpaTest(properties = "accelerate.tenancy=single")
@ContextConfiguration(classes = { TestApplication.class, ReadmeDataJpaExamplesTests.Configured.class })
class ReadmeDataJpaExamplesTests {

	@Autowired
	private UserRepository users;

	@Test
	@Transactional(propagation = Propagation.NOT_SUPPORTED)
	void theSecondReadIsAHit() {
		assertThat(users.findWithInfoByName("anna")).isMiss();
		assertThat(users.findWithInfoByName("anna")).isHit();
	}

	@Test
	void readsInsideTheTestsOwnTransactionBypassTheCacheOnceItHasWritten() {
		this.users.deleteAllInBatch();
		assertThat(this.users.findWithInfoByName("anna")).isUncached();
	}

	interface UserRepository extends JpaRepository<User, Long> {

		@CacheStrategy(ttl = 60)
		Accelerated<List<User>> findWithInfoByName(String name);

	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = User.class)
	@EnableJpaRepositories(considerNestedRepositories = true, basePackageClasses = User.class,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE,
					classes = ReadmeDataJpaExamplesTests.UserRepository.class))
	static class Configured {

	}

}
