package dev.accelerate.jpa;

import java.util.List;

import dev.accelerate.CacheStrategy;
import dev.accelerate.jpa.binary.Hashed;
import dev.accelerate.testing.TestApplication;
import dev.accelerate.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link LoadWatchFactory}: entities that an open session held before a query, and that
 * are older than it.
 */
class HeldEntitiesTests {

	@ParameterizedTest
	@ValueSource(classes = { Hashed.class, Hashed.Special.class })
	void entityWhoseIdentifierIsAnArrayIsNotKeptIfTheSessionHeldIt(Class<? extends Hashed> found) {
		try (ConfigurableApplicationContext context = TestApplication.run(TestDatabase.H2, Configured.class)) {
			HashedRepository repository = context.getBean(HashedRepository.class);
			EntityManagerFactory factory = context.getBean(EntityManagerFactory.class);
			TransactionTemplate transaction = new TransactionTemplate(
					context.getBean(PlatformTransactionManager.class));
			EntityManager shared = context.getBean(EntityManager.class);
			transaction.executeWithoutResult((status) -> shared.persist(new Hashed.Special()));
			try (EntityManager session = factory.createEntityManager()) {
				assertThat(session.find(found, new byte[] { 1, 2 }).name).isEqualTo("old");
				transaction.executeWithoutResult(
						(status) -> shared.createQuery("update Hashed set name = 'new'").executeUpdate());
				TransactionSynchronizationManager.bindResource(factory, new EntityManagerHolder(session));
				assertThat(repository.all()).extracting((hashed) -> hashed.name).containsExactly("old");
			}
			finally {
				TransactionSynchronizationManager.unbindResourceIfPossible(factory);
			}
			assertThat(repository.all()).extracting((hashed) -> hashed.name).containsExactly("new");
		}
	}

	interface HashedRepository extends JpaRepository<Hashed, byte[]> {

		@CacheStrategy(ttl = 60)
		@Query("select h from Hashed h")
		List<Hashed> all();

	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = Hashed.class)
	@EnableJpaRepositories(considerNestedRepositories = true,
			includeFilters = @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = HashedRepository.class))
	static class Configured {

	}

}
