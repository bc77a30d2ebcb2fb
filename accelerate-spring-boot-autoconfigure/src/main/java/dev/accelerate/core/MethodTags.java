package dev.accelerate.core;

import dev.accelerate.invalidation.Tags;
import org.jspecify.annotations.Nullable;

/**
 * {@link TagResolver} that adds to the tags of each call one that all results of the
 * method have.
 */
public final class MethodTags implements TagResolver {

	private final TagResolver declared;

	private final Tags own;

	/**
	 * What was resolved last. Most methods have the same tags for every call.
	 */
	private @Nullable Known known;

	private MethodTags(TagResolver declared, Tags own) {
		this.declared = declared;
		this.own = own;
	}

	/**
	 * Returns a resolver of the tags of a method.
	 * @param declared resolves the tags that are declared
	 * @param repository the name of the repository interface
	 * @param method the name of the method
	 * @return the resolver of these tags and that of the method
	 */
	public static TagResolver of(TagResolver declared, String repository, String method) {
		return new MethodTags(declared, Tags.ofMethod(repository, method));
	}

	/**
	 * Returns a resolver of other tags that also has the tag of the method of another
	 * one.
	 * @param declared resolves the other tags
	 * @param base the resolver of the method
	 */
	static TagResolver with(TagResolver declared, TagResolver base) {
		return (base instanceof MethodTags method && declared != base) ? new MethodTags(declared, method.own)
				: declared;
	}

	@Override
	public @Nullable Tags resolve(Object[] arguments) {
		Tags tags = this.declared.resolve(arguments);
		if (tags == null) {
			return null;
		}
		if (tags.isEmpty()) {
			return this.own;
		}
		Known last = this.known;
		if (last == null || last.declared() != tags) {
			last = new Known(tags, tags.and(this.own));
			this.known = last;
		}
		return last.all();
	}

	@Override
	public @Nullable String declared(String tag) {
		return this.declared.declared(tag);
	}

	/**
	 * Tags with that of the method.
	 *
	 * @param declared the tags that are declared
	 * @param all these and that of the method
	 */
	private record Known(Tags declared, Tags all) {
	}

}
