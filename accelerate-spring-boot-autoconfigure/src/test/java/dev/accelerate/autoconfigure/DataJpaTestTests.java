package dev.accelerate.autoconfigure;

import java.util.List;

import dev.accelerate.Accelerated;
import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheStrategy;
import dev.accelerate.testing.TestApplication;
import dev.accelerate.testing.domain.Member;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.repository.Repository;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import static dev.accelerate.test.AcceleratedAssert.assertThat;

/**
 * {@link AccelerateAutoConfiguration} in the {@code @DataJpaTest}s of an application.
 */
@DataJpaTest(properties = "accelerate.tenancy=single")
@ContextConfiguration(classes = { TestApplication.class, DataJpaTestTests.Configured.class })
class DataJpaTestTests {

	@Autowired
	private Members members;

	@Autowired
	private AccelerateOperations accelerate;

	@Autowired
	private EntityManager entityManager;

	@Test
	void readsInTheTestsTransactionAreCachedUntilItWrites() {
		this.accelerate.invalidateAll();
		assertThat(this.members.findByName("anna")).isMiss();
		assertThat(this.members.findByName("anna")).isHit();
		this.entityManager.createQuery("delete from Member").executeUpdate();
		assertThat(this.members.findByName("anna")).isUncached();
	}

	@Test
	@Transactional(propagation = Propagation.NOT_SUPPORTED)
	void readsWithoutATransactionAreCached() {
		this.accelerate.invalidateAll();
		assertThat(this.members.findByName("anna")).isMiss();
		assertThat(this.members.findByName("anna")).isHit();
	}

	@Nested
	@TestPropertySource(properties = "accelerate.enabled=false")
	class SwitchedOff {

		@Autowired
		private Members members;

		@Test
		@Transactional(propagation = Propagation.NOT_SUPPORTED)
		void readsAreUncached() {
			assertThat(this.members.findByName("anna")).isUncached();
			assertThat(this.members.findByName("anna")).isUncached();
		}

		@Nested
		@TestPropertySource(properties = "accelerate.enabled=true")
		class AndOnAgain {

			@Autowired
			private Members members;

			@Test
			@Transactional(propagation = Propagation.NOT_SUPPORTED)
			void readsAreCached() {
				assertThat(this.members.findByName("anna")).isMiss();
				assertThat(this.members.findByName("anna")).isHit();
			}

		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true, basePackageClasses = DataJpaTestTests.class,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = DataJpaTestTests.Members.class))
	static class Configured {

	}

	interface Members extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		Accelerated<List<Member>> findByName(String name);

	}

}
