package dev.accelerate.jpa.differential;

import java.util.List;
import java.util.Optional;

import dev.accelerate.jpa.differential.Fleet.Named;
import dev.accelerate.jpa.differential.Fleet.Port;
import dev.accelerate.jpa.differential.Fleet.Sailor;
import dev.accelerate.jpa.differential.Fleet.Ship;
import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.NoRepositoryBean;

/**
 * Repositories of entities with versions, on a generic base.
 */
final class Sailors {

	private Sailors() {
	}

	@NoRepositoryBean
	interface NamedRows<T extends Named> extends JpaRepository<T, Long> {

		Optional<T> findFirstByNameOrderById(@Nullable String name);

		List<T> findByNameContainingIgnoreCaseOrderById(String part);

		@Query("select e from #{#entityName} e where e.name >= :name order by e.name, e.id")
		List<T> from(String name);

		@Query("select count(e) from #{#entityName} e where e.name = :name")
		long number(String name);

	}

	interface SailorRows extends NamedRows<Sailor> {

		@Override
		@EntityGraph(attributePaths = "ship")
		List<Sailor> findAll();

		@Override
		@EntityGraph(attributePaths = { "ship.port", "mentor" })
		Optional<Sailor> findById(Long id);

		Slice<Sailor> findByShip(@Nullable Ship ship, Pageable pageable);

		List<Sailor> findByMentorNullAndPayBetweenOrderByPayDescIdAsc(Integer pay1, Integer pay2);

		@Query("select s.ship from Sailor s where s.pay > :pay order by s.id")
		List<Ship> shipsPaying(Integer pay);

	}

	interface PortRows extends NamedRows<Port> {

		@Query("select p from Port p left join fetch p.ships s left join fetch s.sailors order by p.id")
		List<Port> everything();

		List<Port> findByShipsActiveOrderById(boolean active);

	}

}
