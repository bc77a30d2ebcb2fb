package dev.accelerate.strategy;

import dev.accelerate.CacheOptions;

/**
 * Attribute of a strategy that levels set.
 */
enum StrategyAttribute {

	TTL, SWR, TAGS, ENABLED;

	/**
	 * Return options that have this attribute only.
	 */
	CacheOptions option() {
		return switch (this) {
			case TTL -> CacheOptions.ofTtl(StrategyLevel.OPTIONS.ttl());
			case SWR -> CacheOptions.ofSwr(StrategyLevel.OPTIONS.swr());
			case TAGS -> CacheOptions.ofTags(StrategyLevel.OPTIONS.tag());
			case ENABLED -> throw new IllegalStateException("Options have no such attribute");
		};
	}

}
