package dev.accelerate.jpa.differential;

import java.util.List;

import dev.accelerate.jpa.differential.Fleet.Kind;
import dev.accelerate.jpa.differential.Fleet.Ship;
import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.KeysetScrollPosition;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.OffsetScrollPosition;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/**
 * Parts of results: pages, slices, windows, limits and orders.
 */
interface PagedShips extends Repository<Ship, Long> {

	Page<Ship> findPageByActive(boolean active, Pageable pageable);

	Page<Ship> findPageByKindOrderByCodeDesc(@Nullable Kind kind, PageRequest pageable);

	Slice<Ship> findSliceByActive(boolean active, Pageable pageable);

	List<Ship> findListByActive(boolean active, Pageable pageable);

	List<Ship> findByActive(boolean active, Sort sort);

	List<Ship> findByActiveOrderByKindAsc(boolean active, Sort sort);

	List<Ship> findByActiveOrderById(boolean active, Limit limit);

	List<Ship> findByKind(Kind kind, Sort sort, Limit limit);

	List<Ship> findFirst5ByActive(boolean active, Pageable pageable);

	Window<Ship> findFirst3ByActiveOrderById(boolean active, ScrollPosition position);

	Window<Ship> findTop2ByKindNotNullOrderById(KeysetScrollPosition position);

	Window<Ship> findTop4ByKindNotNullOrderByIdDesc(OffsetScrollPosition position);

	Window<Ship> findByActiveOrderById(boolean active, ScrollPosition position, Limit limit);

	Window<Views.Plate> findPlatesFirst3ByActiveOrderById(boolean active, OffsetScrollPosition position);

	@Query("select s from Ship s where s.kind = :kind")
	Page<Ship> pageOf(Kind kind, Pageable pageable);

	@Query(value = "select s from Ship s left join fetch s.port where s.active = :active",
			countQuery = "select count(s) from Ship s where s.active = :active")
	Page<Ship> fetchedPage(boolean active, Pageable pageable);

	@Query("select s from Ship s left join fetch s.sailors where s.active = :active")
	Slice<Ship> slicedInMemory(boolean active, Pageable pageable);

	@Query("select s.name from Ship s")
	Page<String> pageOfNames(Pageable pageable);

	@Query("select s.code, s.grade from Ship s")
	Slice<Object[]> sliceOfRows(Pageable pageable);

	@NativeQuery(value = "select * from ship where active = :active",
			countQuery = "select count(*) from ship where active = :active")
	Page<Ship> nativePage(boolean active, Pageable pageable);

	@Query("select s from Ship s where s.active = true order by s.id")
	List<Ship> limited(Limit limit);

}
