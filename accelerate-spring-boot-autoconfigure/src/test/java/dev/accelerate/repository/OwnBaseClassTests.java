package dev.accelerate.repository;

import java.util.List;

import dev.accelerate.CacheOptions;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.testing.RepositoryFixture;
import dev.accelerate.testing.domain.Member;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.support.JpaEntityInformation;
import org.springframework.data.jpa.repository.support.SimpleJpaRepository;
import org.springframework.data.repository.NoRepositoryBean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link RepositoryCachePostProcessor} with a base class of repositories that the
 * application has written.
 */
class OwnBaseClassTests {

	private static RepositoryFixture application;

	private static Members members;

	@BeforeAll
	static void start() {
		application = new RepositoryFixture("accelerate.default-strategy.ttl=60");
		members = application.create(Members.class, (factory) -> factory.setRepositoryBaseClass(Base.class));
		members.save(new Member("anna", "anna@example.org", null));
	}

	@AfterAll
	static void close() {
		application.close();
	}

	@BeforeEach
	void forgetEverything() {
		application.accelerate.invalidateAll();
	}

	@Test
	void methodThatItAddsIsCachedAndInvalidatedByWrites() {
		application.assertHit(() -> members.names());
		Member added = members.save(new Member("berta", "berta@example.org", null));
		assertThat(members.names()).containsExactly("anna", "berta");
		members.delete(added);
		assertThat(members.names()).containsExactly("anna");
	}

	@Test
	void methodsThatItLeavesAloneInheritAStrategy() {
		Long id = members.findByName("anna").get(0).getId();
		application.assertHit(() -> members.findById(id));
		application.assertHit(() -> members.findByName("anna"));
	}

	@Test
	void methodsThatItOverridesAreOwnCode() {
		assertThat(application.status(() -> members.findAll())).isEqualTo(CacheStatus.NONE);
		assertThat(application.status(() -> members.findAll())).isEqualTo(CacheStatus.NONE);
		for (int i = 0; i < 2; i++) {
			assertThat(application.accelerate.withCacheStrategy(CacheOptions.ofTtl(60),
					() -> application.status(() -> members.findAll())))
				.isEqualTo(CacheStatus.NONE);
		}
	}

	@Test
	void methodThatItOverridesIsCachedWhereTheApplicationSaysSo() {
		application.assertHit(() -> members.count());
		assertThat(members.count()).isEqualTo(1001);
		Member added = members.save(new Member("berta", "berta@example.org", null));
		assertThat(members.count()).isEqualTo(1002);
		members.delete(added);
	}

	@NoRepositoryBean
	interface NamedRepository extends JpaRepository<Member, Long> {

		@CacheStrategy(ttl = 60)
		List<String> names();

	}

	interface Members extends NamedRepository {

		@Override
		@CacheStrategy(ttl = 60)
		long count();

		List<Member> findByName(String name);

	}

	/**
	 * Base class that adds a method, and overrides two.
	 */
	static class Base extends SimpleJpaRepository<Member, Long> {

		private final EntityManager entityManager;

		Base(JpaEntityInformation<Member, Long> information, EntityManager entityManager) {
			super(information, entityManager);
			this.entityManager = entityManager;
		}

		public List<String> names() {
			return this.entityManager.createQuery("select m.name from Member m order by m.name", String.class)
				.getResultList();
		}

		@Override
		public List<Member> findAll() {
			return super.findAll();
		}

		@Override
		public long count() {
			return super.count() + 1000;
		}

	}

}
