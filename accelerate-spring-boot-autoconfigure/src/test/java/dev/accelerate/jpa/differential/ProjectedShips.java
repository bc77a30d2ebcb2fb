package dev.accelerate.jpa.differential;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.accelerate.Accelerated;
import dev.accelerate.jpa.differential.Fleet.Kind;
import dev.accelerate.jpa.differential.Fleet.Ship;
import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/**
 * Projections to interfaces, records and classes, of the method and of the call.
 */
interface ProjectedShips extends Repository<Ship, Long> {

	Views.@Nullable Flat findFlatByCode(String code);

	Optional<Views.Flat> findOptionalFlatByCode(String code);

	List<Views.Flat> findFlatsByKindOrderById(Kind kind);

	Set<Views.Flat> findFlatSetByKind(Kind kind);

	Page<Views.Flat> findFlatPageByActive(boolean active, Pageable pageable);

	Accelerated<List<Views.Flat>> findEnvelopedFlatsByKindOrderById(Kind kind);

	List<Views.Nested> findNestedByKindOrderById(Kind kind);

	Optional<Views.Nested> findNestedByCode(String code);

	List<Views.WithEntity> findWithEntityByKindOrderById(Kind kind);

	List<Views.WithDefault> findWithDefaultByKindOrderById(Kind kind);

	List<Views.Open> findOpenByKindOrderById(Kind kind);

	Views.@Nullable Plate findPlateByCode(String code);

	List<Views.Plate> findPlatesByKindOrderById(Kind kind);

	Collection<Views.Dated> findDatedByKindOrderById(Kind kind);

	List<Views.Sized> findSizedByActiveOrderById(boolean active);

	List<Views.Label> findLabelsByKindOrderById(Kind kind);

	Optional<Views.Label> findLabelByCode(String code);

	List<Views.Strict> findStrictByKindOrderById(Kind kind);

	List<Views.Plate> findDistinctPlatesByNameNotNullOrderByNameAscCodeAsc();

	<T> List<T> findByKindOrderById(Kind kind, Class<T> type);

	<T> Optional<T> findByCode(String code, Class<T> type);

	<T> Collection<T> findByNameContainingOrderByIdDesc(String part, Class<T> type);

	<T> List<T> findByActive(boolean active, Sort sort, Class<T> type);

	@Query("select new dev.accelerate.jpa.differential.Views$Plate(s.name, s.code) from Ship s order by s.id")
	List<Views.Plate> declaredPlates();

	@Query("select s.name, s.code from Ship s where s.kind = :kind order by s.id")
	List<Views.Plate> implicitPlates(Kind kind);

	@Query("select new dev.accelerate.jpa.differential.Views$Label(s.name, s.grade) from Ship s order by s.id")
	List<Views.Label> declaredLabels();

	@Query("select new dev.accelerate.jpa.differential.Views$Strict(s.code, s.grade) from Ship s order by s.id")
	List<Views.Strict> declaredStrict();

	@Query("select s.name as name, s.grade as grade, s.kind as kind, s.image as image, s.launched as launched "
			+ "from Ship s order by s.id")
	List<Views.Flat> declaredFlats();

	@Query("select s from Ship s where s.kind = :kind order by s.id")
	List<Views.Flat> flatsOfEntities(Kind kind);

	@Query("select s from Ship s left join fetch s.port order by s.id")
	List<Views.Nested> nestedOfEntities();

	@Query("select new list(s.name, s.code) from Ship s order by s.id")
	List<List<String>> listed();

	@Query("select new map(s.name as name, s.code as code) from Ship s order by s.id")
	List<Object> mapped();

	@NativeQuery("select name as name, grade as grade, kind as kind from ship where code = :code")
	Optional<Views.WithDefault> nativeView(String code);

	@NativeQuery("select name, code from ship order by id")
	List<Views.Plate> nativePlates();

}
