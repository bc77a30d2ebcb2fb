package dev.accelerate.applications.cluster.node;

import java.util.Optional;

import dev.accelerate.CacheStrategy;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * Notes, whose results only their tags invalidate.
 */
interface NoteRepository extends JpaRepository<Note, Long> {

	@Override
	@CacheStrategy(ttl = 600, tags = "note_#{#id}", invalidateOnWrite = false)
	Optional<Note> findById(Long id);

}
