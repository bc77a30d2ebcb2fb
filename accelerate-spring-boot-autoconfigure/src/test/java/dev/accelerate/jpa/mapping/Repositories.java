package dev.accelerate.jpa.mapping;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.NoRepositoryBean;

/**
 * Repositories of the mapping tests, one for each entity.
 */
final class Repositories {

	private Repositories() {
	}

	interface Reads<T> {

		List<T> all();

	}

	@NoRepositoryBean
	interface Rows<T, K> extends JpaRepository<T, K>, Reads<T> {

		@Override
		@Query("select e from #{#entityName} e order by e.name")
		List<T> all();

		List<T> findByNameIn(Collection<String> names);

		Optional<T> findFirstByNameGreaterThanOrderByName(String name);

		Page<T> findPageByNameNot(String name, Pageable pageable);

	}

	@NoRepositoryBean
	interface WithItems<T, K> extends Rows<T, K> {

		@Query("select e from #{#entityName} e left join fetch e.items order by e.name")
		List<T> loaded();

	}

	interface ByRecordRows extends WithItems<Identified.ByRecord, Identified.RecordId> {

	}

	interface ByIdClassRows extends WithItems<Identified.ByIdClass, Identified.ClassId> {

	}

	interface DerivedRows extends WithItems<Identified.Derived, Identified.DerivedId> {

	}

	interface TwiceDerivedRows extends Rows<Identified.TwiceDerived, Identified.TwiceDerivedId> {

	}

	interface ByItselfRows extends JpaRepository<Identified.Target, Long>, Reads<Identified.ByItself> {

		@Override
		@Query("select e from ByItself e order by e.name")
		List<Identified.ByItself> all();

	}

	interface MappedRows extends Rows<Identified.Mapped, Identified.MappedId> {

	}

	interface SharedRows extends Rows<Identified.Shared, Long> {

	}

	interface ByEntityRows extends JpaRepository<Identified.Target, Long>, Reads<Identified.ByEntity> {

		@Override
		@Query("select e from ByEntity e order by e.name")
		List<Identified.ByEntity> all();

	}

	interface WithEntityInIdRows extends Rows<Identified.WithEntityInId, Identified.EntityInId> {

	}

	interface ByBytesRows extends Rows<Identified.ByBytes, byte[]> {

	}

	interface NaturalRows extends Rows<Identified.Natural, Long> {

	}

	interface HusbandRows extends Rows<Identified.Husband, Long> {

	}

	interface WifeRows extends Rows<Identified.Wife, Long> {

	}

	interface SingleRows extends Rows<Inherited.Single, Long> {

	}

	interface JoinedRows extends Rows<Inherited.Joined, Long> {

	}

	interface PerClassRows extends Rows<Inherited.PerClass, Long> {

	}

	interface SecondaryRows extends Rows<Inherited.Secondary, Long> {

	}

	interface BagOfValuesRows extends WithItems<Collected.BagOfValues, Long> {

	}

	interface SetOfValuesRows extends WithItems<Collected.SetOfValues, Long> {

	}

	interface SortedSetOfValuesRows extends WithItems<Collected.SortedSetOfValues, Long> {

	}

	interface SortedMapOfValuesRows extends WithItems<Collected.SortedMapOfValues, Long> {

	}

	interface OrderedSetOfValuesRows extends WithItems<Collected.OrderedSetOfValues, Long> {

	}

	interface ListOfValuesRows extends WithItems<Collected.ListOfValues, Long> {

	}

	interface ListOfPlacesRows extends WithItems<Collected.ListOfPlaces, Long> {

	}

	interface BagOfPlacesRows extends WithItems<Collected.BagOfPlaces, Long> {

	}

	interface SetOfSpotsRows extends WithItems<Collected.SetOfSpots, Long> {

	}

	interface MapToPlacesRows extends WithItems<Collected.MapToPlaces, Long> {

	}

	interface MapOfSpotsRows extends WithItems<Collected.MapOfSpots, Long> {

	}

	interface MapOfTargetsRows extends WithItems<Collected.MapOfTargets, Long> {

	}

	interface MapOfTargetsToTargetsRows extends WithItems<Collected.MapOfTargetsToTargets, Long> {

	}

	interface MapByCodeRows extends WithItems<Collected.MapByCode, Long> {

	}

	interface BagOfTargetsRows extends WithItems<Collected.BagOfTargets, Long> {

	}

	interface ListOfTargetsRows extends WithItems<Collected.ListOfTargets, Long> {

	}

	interface ParentByColumnRows extends WithItems<Collected.ParentByColumn, Long> {

	}

	interface ParentOfSomeRows extends WithItems<Collected.ParentOfSome, Long> {

	}

	interface InverseParentRows extends WithItems<Collected.InverseParent, Long> {

	}

	interface ArrayOfValuesRows extends WithItems<Collected.ArrayOfValues, Long> {

	}

	interface IdBagRows extends WithItems<Collected.IdBag, Long> {

	}

	interface InEmbeddableRows extends Rows<Collected.InEmbeddable, Long> {

	}

	interface NestedRows extends Rows<Valued.Nested, Long> {

	}

	interface ShapedRows extends Rows<Valued.Shaped, Long> {

	}

	interface ToAnyRows extends Rows<Valued.ToAny, Long> {

	}

	interface ConvertibleRows extends Rows<Valued.Convertible, Long> {

	}

	interface LargeRows extends Rows<Valued.Large, Long> {

	}

	interface AggregatedRows extends Rows<Valued.Aggregated, Long> {

	}

	interface ComputedRows extends Rows<Valued.Computed, Long> {

	}

	interface KeywordsRows extends WithItems<Valued.Keywords, Long> {

	}

	interface VersionedByNumberRows extends WithItems<Valued.VersionedByNumber, Long> {

	}

	interface VersionedByTimeRows extends Rows<Valued.VersionedByTime, Long> {

	}

	interface VersionedByStampRows extends Rows<Valued.VersionedByStamp, Long> {

	}

	interface VersionedByDatabaseRows extends Rows<Valued.VersionedByDatabase, Long> {

	}

	interface ComparedAllRows extends Rows<Valued.ComparedAll, Long> {

	}

	interface ComparedDirtyRows extends Rows<Valued.ComparedDirty, Long> {

	}

	interface SoftlyDeletedRows extends Rows<Valued.SoftlyDeleted, Long> {

	}

	interface UnchangeableRows extends Rows<Valued.Unchangeable, Long> {

	}

	interface WithUnchangeableRows extends WithItems<Valued.WithUnchangeable, Long> {

	}

	interface ByPropertyRows extends Rows<Valued.ByProperty, Long> {

	}

	interface DerivingRows extends Rows<Valued.Deriving, Long> {

	}

	interface DecryptingRows extends Rows<Valued.Decrypting, Long> {

	}

	interface ReferringRows extends Rows<Valued.Referring, Long> {

	}

	interface RestrictedRows extends Rows<Valued.Restricted, Long> {

	}

	interface HistoricRows extends Rows<Valued.Historic, Long> {

	}

	interface WatchedRows extends Rows<Valued.Watched, Long> {

	}

	interface MapOfCornersRows extends WithItems<Collected.MapOfCorners, Long> {

	}

}
