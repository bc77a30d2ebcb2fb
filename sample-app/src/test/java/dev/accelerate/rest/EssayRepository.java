package dev.accelerate.rest;

import java.util.List;
import java.util.Optional;

import dev.accelerate.CacheStrategy;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;

/**
 * Essays, all reads of which are cached.
 */
public interface EssayRepository extends JpaRepository<Essay, Long> {

	@Override
	@CacheStrategy(ttl = 60)
	Optional<Essay> findById(Long id);

	@Override
	@CacheStrategy(ttl = 60)
	Page<Essay> findAll(Pageable page);

	@CacheStrategy(ttl = 60)
	List<Essay> findByTitle(String title);

}
