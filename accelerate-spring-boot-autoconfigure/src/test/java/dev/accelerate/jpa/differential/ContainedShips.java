package dev.accelerate.jpa.differential;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

import dev.accelerate.Accelerated;
import dev.accelerate.jpa.differential.Fleet.Kind;
import dev.accelerate.jpa.differential.Fleet.Port;
import dev.accelerate.jpa.differential.Fleet.Sailor;
import dev.accelerate.jpa.differential.Fleet.Ship;
import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.data.util.Streamable;
import org.springframework.scheduling.annotation.Async;

/**
 * Entities in every container, and with what is loaded along with them.
 */
interface ContainedShips extends Repository<Ship, Long> {

	@Nullable Ship findByCode(String code);

	Optional<Ship> findOptionalByCode(String code);

	Set<Ship> findSetByKind(Kind kind);

	Collection<Ship> findCollectionByKindOrderById(Kind kind);

	Iterable<Ship> findIterableByKindOrderByIdDesc(Kind kind);

	Streamable<Ship> findStreamableByKindOrderById(Kind kind);

	Manifest findManifestByKindOrderById(Kind kind);

	Ship[] findArrayByKindOrderById(Kind kind);

	Future<List<Ship>> findFutureByKindOrderById(Kind kind);

	CompletableFuture<Ship> findCompletableByCode(String code);

	CompletableFuture<List<Ship>> findCompletableByKindOrderById(Kind kind);

	@Async
	CompletableFuture<List<Ship>> findAsyncByKindOrderById(Kind kind);

	Accelerated<Ship> findEnvelopedByCode(String code);

	Accelerated<Optional<Ship>> findEnvelopedOptionalByCode(String code);

	Accelerated<List<Ship>> findEnvelopedByKindOrderById(Kind kind);

	Accelerated<Set<Ship>> findEnvelopedSetByKind(Kind kind);

	Accelerated<Page<Ship>> findEnvelopedPageByActive(boolean active, Pageable pageable);

	Accelerated<Long> countEnvelopedByKind(Kind kind);

	Accelerated<Boolean> existsEnvelopedByCode(String code);

	@EntityGraph(attributePaths = { "port", "visited" })
	List<Ship> findGraphByKindOrderById(Kind kind);

	@EntityGraph("Ship.crew")
	List<Ship> findCrewByActiveOrderById(boolean active);

	@EntityGraph(attributePaths = { "aliases", "notes" }, type = EntityGraph.EntityGraphType.LOAD)
	Optional<Ship> findValuesByCode(String code);

	@EntityGraph(attributePaths = "sailors.mentor.ship")
	List<Ship> findDeepByGradeNotNullOrderById();

	@Query("select s from Ship s left join fetch s.port p left join fetch p.ships where s.kind = :kind order by s.id")
	List<Ship> fetchedByKind(Kind kind);

	@Query("select distinct s from Ship s left join fetch s.sailors order by s.id")
	List<Ship> fetchedWithSailors();

	@Query("select s.sailors from Ship s where s.code = :code")
	List<Sailor> sailorsOf(String code);

	@Query("select v from Ship s join s.visited v where s.code = :code")
	Set<Port> visitedBy(String code);

	@Query("select s.aliases from Ship s where s.code = :code")
	List<String> aliasesOf(String code);

	@Query("select s, s.port from Ship s left join s.port where s.kind = :kind order by s.id")
	List<Object[]> withPortsOf(Kind kind);

	@Query("select s, p from Ship s, Port p where s.code = :code order by p.id")
	List<Object[]> timesPorts(String code);

	@Query("select s.port from Ship s where s.kind = :kind order by s.id")
	List<Port> portsOf(Kind kind);

	/**
	 * Ships of one kind, in a class of the application.
	 */
	class Manifest implements Streamable<Ship> {

		private final Streamable<Ship> ships;

		public Manifest(Streamable<Ship> ships) {
			this.ships = ships;
		}

		@Override
		public Iterator<Ship> iterator() {
			return this.ships.iterator();
		}

	}

}
