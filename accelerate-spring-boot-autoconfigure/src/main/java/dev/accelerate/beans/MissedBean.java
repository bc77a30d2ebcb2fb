package dev.accelerate.beans;

import org.jspecify.annotations.Nullable;

/**
 * Bean that could not be followed.
 *
 * @param description which bean it is and why it is not followed, as a part of a sentence
 * @param remedy what to change, as a sentence without its full stop
 */
public record MissedBean(String description, String remedy) {

	/**
	 * Returns a bean that was created too early.
	 * @param neededBy the name of a bean that Spring creates before most others, and that
	 * needs this one; {@code null} if there is none
	 */
	static MissedBean tooEarly(String kind, String name, @Nullable String neededBy) {
		return new MissedBean(
				"the " + kind + " '" + name + "' was created before the cache could follow it"
						+ ((neededBy != null) ? ", because '" + neededBy + "' needs it" : ""),
				(neededBy != null)
						? "Let '" + neededBy + "' take an ObjectProvider or a @Lazy parameter and use it only once the "
								+ "application runs; where its @Bean method is not static, make it so"
						: "Declare '" + name + "' as a bean of a @Bean method, and let no post-processor, "
								+ "initializer or bean of another thread create it before the application context does");
	}

	/**
	 * Returns a bean of a child context that does not follow its beans.
	 */
	static MissedBean inChild(String kind, String name) {
		return new MissedBean("the " + kind + " '" + name + "' is in a child context, which does not follow it",
				"Activate AccelerateAutoConfiguration in the child context, too");
	}

	/**
	 * Returns a bean of a parent context that does not follow its beans.
	 */
	static MissedBean inParent(String kind, String name) {
		return new MissedBean("the " + kind + " '" + name + "' is in a parent context, which does not follow it",
				"Activate AccelerateAutoConfiguration in the parent context, too, with the same properties under "
						+ "accelerate.invalidation");
	}

}
