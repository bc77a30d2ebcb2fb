package dev.accelerate.repository;

import java.lang.reflect.Method;

import dev.accelerate.CacheStrategy;
import dev.accelerate.freshness.Windows;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * Strategy that applies to a method, as it was declared.
 *
 * @param annotation the strategy
 * @param explicit whether it is declared on the method itself
 */
record DeclaredStrategy(CacheStrategy annotation, boolean explicit) {

	/**
	 * Find the strategy of a method. The method's own replaces the interface's wholly.
	 * @return the strategy, or {@code null} if there is none or it is switched off
	 */
	static @Nullable DeclaredStrategy of(Method method, Class<?> repositoryInterface) {
		CacheStrategy own = AnnotatedElementUtils.findMergedAnnotation(method, CacheStrategy.class);
		CacheStrategy effective = (own != null) ? own
				: AnnotatedElementUtils.findMergedAnnotation(repositoryInterface, CacheStrategy.class);
		return (effective != null && effective.enabled()) ? new DeclaredStrategy(effective, own != null) : null;
	}

	/**
	 * Check everything about a strategy that does not depend on a method.
	 * @return the refusal, or {@code null} if it is fine
	 */
	static @Nullable Refusal check(CacheStrategy strategy) {
		if (!strategy.enabled()) {
			return null;
		}
		if (strategy.ttl() < 0 || strategy.swr() < 0) {
			return new Refusal("ttl=" + strategy.ttl() + " and swr=" + strategy.swr() + ", and one is negative",
					"Give both in seconds, zero or more");
		}
		if (strategy.ttl() == 0 && strategy.swr() == 0) {
			return new Refusal("it has neither ttl nor swr", "Give one of them in seconds");
		}
		return TagTemplates.check(strategy.tags());
	}

	Windows windows() {
		return Windows.ofSeconds(this.annotation.ttl(), this.annotation.swr());
	}

}
