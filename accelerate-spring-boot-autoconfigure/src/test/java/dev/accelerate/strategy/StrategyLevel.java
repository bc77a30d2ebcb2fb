package dev.accelerate.strategy;

import java.util.List;
import java.util.Locale;

import dev.accelerate.CacheOptions;
import dev.accelerate.CacheStrategy;
import dev.accelerate.testing.domain.Member;
import org.jspecify.annotations.Nullable;

/**
 * Level at which a strategy is set, the strongest first. Each has values that no other
 * has.
 */
enum StrategyLevel {

	OPTIONS(null, Both.class),

	EXACT("accelerate.strategies.%s.findByName", Both.class),

	REPOSITORY_WILDCARD("accelerate.strategies.%s[*]", Both.class),

	METHOD_WILDCARD("accelerate.strategies[*].findByName", Both.class),

	WILDCARD("accelerate.strategies[*][*]", Both.class),

	METHOD(null, Both.class),

	INTERFACE(null, OfInterface.class),

	DEFAULT("accelerate.default-strategy", Bare.class);

	/**
	 * Property of the level, with a place for the name of a repository, or {@code null}.
	 */
	final @Nullable String property;

	/**
	 * Repository whose strategy this level and those below it set.
	 */
	final Class<? extends StrategyMembers> repository;

	StrategyLevel(@Nullable String property, Class<? extends StrategyMembers> repository) {
		this.property = property;
		this.repository = repository;
	}

	int ttl() {
		return 10 * (ordinal() + 1);
	}

	int swr() {
		return 1000 + 10 * (ordinal() + 1);
	}

	String tag() {
		return "of_" + name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Return whether this level has all attributes always.
	 */
	boolean isWhole() {
		return ordinal() >= METHOD.ordinal();
	}

	@CacheStrategy(ttl = 70, swr = 1070, tags = "of_interface")
	interface Both extends StrategyMembers {

		@Override
		@CacheStrategy(ttl = 60, swr = 1060, tags = "of_method")
		List<Member> findByName(String name, @Nullable CacheOptions options);

	}

	@CacheStrategy(ttl = 70, swr = 1070, tags = "of_interface")
	interface OfInterface extends StrategyMembers {

	}

	interface Bare extends StrategyMembers {

	}

}
