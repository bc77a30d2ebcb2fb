package dev.accelerate.repository;

import java.util.List;

import dev.accelerate.Accelerated;
import dev.accelerate.CacheStrategy;
import dev.accelerate.testing.domain.Member;

/**
 * Fragment of a repository, with an implementation of its own.
 */
interface ShapeFragment {

	@CacheStrategy(ttl = 60)
	List<Member> search(String part);

	@CacheStrategy(ttl = 60)
	Accelerated<Long> searchCount(String part);

}
