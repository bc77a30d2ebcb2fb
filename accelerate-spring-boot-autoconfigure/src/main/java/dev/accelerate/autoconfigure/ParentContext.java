package dev.accelerate.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;

/**
 * Parent of an application context, whose cache the context shares.
 *
 * @param properties the properties of the parent, or {@code null} if it has no cache
 * @param childId a prefix that distinguishes the context from other children; empty if
 * there is no cache to share
 */
record ParentContext(@Nullable AccelerateProperties properties, String childId) {

	static ParentContext of(ApplicationContext context, ContextIds ids) {
		ApplicationContext parent = context.getParent();
		AccelerateProperties properties = (parent != null)
				? parent.getBeanProvider(AccelerateProperties.class).getIfAvailable() : null;
		String id = context.getId();
		return new ParentContext(properties, (properties != null && id != null) ? ids.unique(id) : "");
	}

	/**
	 * Returns whether the cache of the parent is enabled, or the parent has none.
	 */
	boolean isEnabled() {
		return this.properties == null || this.properties.isEnabled();
	}

	/**
	 * Returns whether writes that the parent sees invalidate results, or the parent has
	 * no cache.
	 */
	boolean isAutomatic() {
		return this.properties == null || this.properties.getInvalidation().isAutomatic();
	}

}
