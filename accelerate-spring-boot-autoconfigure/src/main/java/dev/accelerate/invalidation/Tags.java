package dev.accelerate.invalidation;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Set of tags, by which the application invalidates.
 */
public final class Tags extends Marks {

	/**
	 * No tags.
	 */
	public static final Tags NONE = new Tags(Set.of());

	/**
	 * What a tag looks like, as in Prisma Accelerate.
	 */
	private static final Pattern VALID = Pattern.compile("[A-Za-z0-9_]{1,64}");

	private Tags(Set<String> names) {
		super(names, names.stream().mapToInt(LastPositions::slot).toArray());
	}

	/**
	 * Create a set of tags.
	 * @param names the tags; repetitions count once
	 * @return the set
	 */
	public static Tags of(Collection<String> names) {
		return names.isEmpty() ? NONE : new Tags(Set.copyOf(names));
	}

	/**
	 * Return whether a text may be a tag.
	 * @param name the text
	 * @return whether it is one to 64 letters, digits and underscores
	 */
	public static boolean isValid(@Nullable String name) {
		return name != null && VALID.matcher(name).matches();
	}

	/**
	 * Return the tags of a result made of two.
	 * @param other the tags of the other part
	 * @return the tags of both
	 */
	public Tags and(Tags other) {
		if (names().containsAll(other.names())) {
			return this;
		}
		Set<String> union = new LinkedHashSet<>(names());
		union.addAll(other.names());
		return of(union);
	}

}
