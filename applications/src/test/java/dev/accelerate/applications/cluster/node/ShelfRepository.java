package dev.accelerate.applications.cluster.node;

import java.util.List;
import java.util.Optional;

import dev.accelerate.CacheStrategy;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * Shelves, with one strategy for all reads.
 */
@CacheStrategy(ttl = 600)
interface ShelfRepository extends JpaRepository<Shelf, Long> {

	@Override
	Optional<Shelf> findById(Long id);

	@Override
	List<Shelf> findAll();

}
