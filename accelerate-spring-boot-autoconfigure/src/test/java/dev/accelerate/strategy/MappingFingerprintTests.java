package dev.accelerate.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.accelerate.CacheStrategy;
import dev.accelerate.signature.QuerySignature;
import dev.accelerate.store.Entry;
import dev.accelerate.store.EntryStore;
import dev.accelerate.testing.RepositoryFixture;
import dev.accelerate.testing.domain.Cipher;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link MappingFingerprint}: what of the mapping and of the result's types is part of
 * the key of a method.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MappingFingerprintTests {

	private final RepositoryFixture fixture = new RepositoryFixture(Stores.class);

	private final Ciphers ciphers = this.fixture.create(Ciphers.class);

	private final Recording store = this.fixture.bean(Recording.class);

	@AfterAll
	void stop() {
		this.fixture.close();
	}

	private String mapping(Runnable read) {
		this.store.signatures.clear();
		read.run();
		assertThat(this.store.signatures).hasSize(1);
		return this.store.signatures.get(0).mapping();
	}

	@Test
	void methodsThatReadTheSameHaveTheSame() {
		String byId = mapping(() -> this.ciphers.findById(1L));
		assertThat(byId).matches("[0-9a-f]{32}");
		assertThat(mapping(() -> this.ciphers.findAllById(2L))).isEqualTo(byId);
	}

	@Test
	void aProjectionIsAPartOfIt() {
		assertThat(List.of(mapping(() -> this.ciphers.findById(1L)), mapping(() -> this.ciphers.findNamedById(1L)),
				mapping(() -> this.ciphers.findViewedById(1L))))
			.doesNotHaveDuplicates();
	}

	/**
	 * They may name any entity, whatever they return.
	 */
	@Test
	void aQueryThatIsWrittenOutHasThatOfTheWholeUnit() {
		String query = mapping(() -> this.ciphers.query(1L));
		assertThat(query).isNotEqualTo(mapping(() -> this.ciphers.findById(1L)));
		assertThat(mapping(() -> this.ciphers.otherQuery(1L))).isEqualTo(query);
	}

	@Test
	void soHasASpecification() {
		assertThat(mapping(
				() -> this.ciphers.findAll((Specification<Cipher>) (root, query, builder) -> builder.conjunction())))
			.isEqualTo(mapping(() -> this.ciphers.query(1L)));
	}

	record Named(Long id) {
	}

	interface Viewed {

		Long getId();

	}

	@CacheStrategy(ttl = 60)
	interface Ciphers extends Repository<Cipher, Long>, JpaSpecificationExecutor<Cipher> {

		Optional<Cipher> findById(Long id);

		List<Cipher> findAllById(Long id);

		List<Named> findNamedById(Long id);

		List<Viewed> findViewedById(Long id);

		@Query("select c from Cipher c where c.id = ?1")
		List<Cipher> query(Long id);

		@Query("select c from Cipher c where c.id = ?1 order by c.id")
		List<Cipher> otherQuery(Long id);

	}

	static final class Recording implements EntryStore {

		private final List<QuerySignature> signatures = new ArrayList<>();

		@Override
		public Entry get(QuerySignature signature) {
			return null;
		}

		@Override
		public void put(QuerySignature signature, Entry entry) {
			this.signatures.add(signature);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Stores {

		@Bean
		Recording recordingStore() {
			return new Recording();
		}

	}

}
