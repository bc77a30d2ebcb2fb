package dev.accelerate.invalidation;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Set of tags, with their places in the {@link TagTable} worked out once.
 */
public final class Tags {

	/**
	 * No tags.
	 */
	public static final Tags NONE = new Tags(Set.of());

	/**
	 * What a tag looks like, as in Prisma Accelerate.
	 */
	private static final Pattern VALID = Pattern.compile("[A-Za-z0-9_]{1,64}");

	private final Set<String> names;

	private final int[] slots;

	private Tags(Set<String> names) {
		this.names = names;
		this.slots = names.stream().mapToInt(TagTable::slot).toArray();
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
		if (this.names.containsAll(other.names)) {
			return this;
		}
		Set<String> union = new LinkedHashSet<>(this.names);
		union.addAll(other.names);
		return of(union);
	}

	/**
	 * Return the tags.
	 * @return the tags, unmodifiable
	 */
	public Set<String> names() {
		return this.names;
	}

	int[] slots() {
		return this.slots;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Tags that && this.names.equals(that.names);
	}

	@Override
	public int hashCode() {
		return this.names.hashCode();
	}

	@Override
	public String toString() {
		return this.names.toString();
	}

}
