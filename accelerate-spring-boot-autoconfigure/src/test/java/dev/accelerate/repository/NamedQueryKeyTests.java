package dev.accelerate.repository;

import java.util.List;

import dev.accelerate.CacheStrategy;
import dev.accelerate.signature.QuerySignature;
import dev.accelerate.testing.RepositoryFixture;
import dev.accelerate.testing.domain.Member;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.Test;

import org.springframework.data.repository.Repository;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link QuerySignature} of a method whose query is declared by name with JPA. Another
 * version of an application may declare another query by the same name.
 */
class NamedQueryKeyTests {

	private static final String BY_NAME = "select m from Member m where m.name = ?1";

	private static final String BY_EMAIL = "select m from Member m where m.email = ?1";

	@Test
	void theTextOfTheQueryIsAPartOfTheKey() {
		String key = key(BY_NAME);
		assertThat(key(BY_NAME)).isEqualTo(key).isNotEmpty();
		assertThat(key(BY_EMAIL)).isNotEqualTo(key);
	}

	private static String key(String query) {
		try (RepositoryFixture application = new RepositoryFixture()) {
			EntityManagerFactory factory = application.bean(EntityManagerFactory.class);
			try (EntityManager entityManager = factory.createEntityManager()) {
				factory.addNamedQuery("Member.declared", entityManager.createQuery(query, Member.class));
			}
			Members members = application.create(Members.class);
			return application.accelerate.withAccelerateInfo(() -> members.declared("alice")).info().signature();
		}
	}

	interface Members extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		List<Member> declared(String value);

	}

}
