package dev.accelerate.core;

import org.jspecify.annotations.Nullable;

/**
 * Bean that was created before it could be followed.
 *
 * @param kind what it is, for people
 * @param name its name
 * @param neededBy the name of a bean that Spring creates before most others, and that
 * needs this one; {@code null} if there is none
 */
public record MissedBean(String kind, String name, @Nullable String neededBy) {

	/**
	 * Returns what happened, as a part of a sentence.
	 * @return the bean, and why it was created so early
	 */
	public String describe() {
		return "the " + this.kind + " '" + this.name + "' was created before the cache could follow it"
				+ ((this.neededBy != null) ? ", because '" + this.neededBy + "' needs it" : "");
	}

	/**
	 * Returns what to change.
	 * @return the remedy, as a sentence without its full stop
	 */
	public String remedy() {
		return (this.neededBy != null)
				? "Let '" + this.neededBy + "' take an ObjectProvider or a @Lazy parameter and use it only once the "
						+ "application runs; where its @Bean method is not static, make it so"
				: "Declare '" + this.name + "' as a bean of a @Bean method, and let no post-processor, "
						+ "initializer or bean of another thread create it before the application context does";
	}

}
