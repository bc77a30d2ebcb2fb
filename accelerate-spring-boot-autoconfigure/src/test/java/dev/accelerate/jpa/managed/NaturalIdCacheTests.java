package dev.accelerate.jpa.managed;

import java.util.List;

import dev.accelerate.core.OpenSessionMode;
import dev.accelerate.testing.cacheable.MapRegionFactory;
import dev.accelerate.testing.TestDatabase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.NaturalIdCache;
import org.junit.jupiter.api.Test;

import org.springframework.data.jpa.repository.JpaRepository;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link OpenSessionMode#MANAGED} beside Hibernate's second-level cache of natural
 * identifiers. What comes from the cache of queries does not outlive it there.
 */
class NaturalIdCacheTests {

	@Test
	void aRestoredEntityIsNoSourceForTheSecondLevelCache() {
		try (PressApplication press = new PressApplication(TestDatabase.H2,
				"spring.jpa.properties.hibernate.cache.region.factory_class=" + MapRegionFactory.class.getName())) {
			Parcels parcels = press.bean(Parcels.class);
			press.transaction(false, () -> {
				Parcel parcel = new Parcel();
				parcel.id = 1L;
				parcel.code = "old";
				parcel.place = "here";
				press.entityManager.persist(parcel);
			});
			press.openSession(() -> press.session().getFactory().getCache().evictAllRegions());
			parcels.findByPlace("here");
			press.jdbc.update("update parcel set code = 'new'");
			press.openSession(() -> press.session().getFactory().getCache().evictAllRegions());
			press.openSession(() -> {
				assertThat(parcels.findByPlace("here")).extracting((parcel) -> parcel.code).containsExactly("old");
				assertThat(load(press, "old")).as("in the same session").isNotNull();
			});
			press.openSession(() -> assertThat(load(press, "old")).isNull());
			press.openSession(() -> assertThat(load(press, "new")).isNotNull());
		}
	}

	/**
	 * Loads by the natural identifier, in the way that older versions of Hibernate have,
	 * too.
	 */
	@SuppressWarnings({ "deprecation", "removal" })
	private static Parcel load(PressApplication press, String code) {
		Parcel[] found = new Parcel[1];
		press.transaction(true, () -> found[0] = press.session().bySimpleNaturalId(Parcel.class).load(code));
		return found[0];
	}

	interface Parcels extends JpaRepository<Parcel, Long> {

		List<Parcel> findByPlace(String place);

	}

	@Entity(name = "Parcel")
	@Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
	@NaturalIdCache
	public static class Parcel {

		@Id
		public Long id;

		@NaturalId(mutable = true)
		public String code;

		public String place;

	}

}
