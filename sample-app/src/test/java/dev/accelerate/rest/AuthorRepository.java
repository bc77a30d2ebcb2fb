package dev.accelerate.rest;

import java.util.Optional;

import dev.accelerate.CacheStrategy;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * Authors.
 */
public interface AuthorRepository extends JpaRepository<Author, Long> {

	@Override
	@CacheStrategy(ttl = 60)
	Optional<Author> findById(Long id);

}
