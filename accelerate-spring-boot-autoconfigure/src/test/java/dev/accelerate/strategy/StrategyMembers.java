package dev.accelerate.strategy;

import java.util.List;

import dev.accelerate.CacheOptions;
import dev.accelerate.testing.domain.Member;
import org.jspecify.annotations.Nullable;

import org.springframework.data.repository.Repository;

/**
 * Repository with a read whose strategy any level may set, that of the call too.
 */
interface StrategyMembers extends Repository<Member, Long> {

	List<Member> findByName(String name, @Nullable CacheOptions options);

}
