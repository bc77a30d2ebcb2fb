package dev.accelerate.invalidation;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Set of tags by which the application invalidates results.
 */
public final class Tags extends Marks {

	/**
	 * No tags.
	 */
	public static final Tags NONE = new Tags(Set.of());

	/**
	 * Maximum length of a tag, as in Prisma Accelerate.
	 */
	private static final int LONGEST = 64;

	/**
	 * Beginning of the tags of methods, which no tag of an application has.
	 */
	private static final String METHOD = "~";

	private static final int BITS = 20;

	/**
	 * Number of slots for tags.
	 */
	static final int SLOTS = 1 << BITS;

	private Tags(Set<String> names) {
		super(names, slots(names));
	}

	private static int[] slots(Set<String> names) {
		int[] slots = new int[names.size()];
		int next = 0;
		for (String name : names) {
			slots[next++] = slot(name);
		}
		return slots;
	}

	/**
	 * Returns the slot of a tag. It is made of the upper bits of the hash multiplied by
	 * the golden ratio, because hashes of similar strings differ only in their lower
	 * bits.
	 * @param name the tag
	 * @return its slot, which other tags may share
	 */
	public static int slot(String name) {
		return (name.hashCode() * 0x9E3779B9) >>> (Integer.SIZE - BITS);
	}

	/**
	 * Creates a set of tags.
	 * @param names the tags; repetitions count once
	 * @return the set
	 */
	public static Tags of(Collection<String> names) {
		return switch (names.size()) {
			case 0 -> NONE;
			case 1 -> new Tags(Set.of(names.iterator().next()));
			default -> new Tags(Set.copyOf(names));
		};
	}

	/**
	 * Returns the tag that all results of a repository method have.
	 * @param repository the full name of the repository interface
	 * @param method the name of the method
	 * @return the tag, which is none that an application can name
	 */
	public static Tags ofMethod(String repository, String method) {
		return of(Set.of(METHOD + repository + "." + method));
	}

	/**
	 * Returns whether a tag is that of a method.
	 * @param name the tag
	 * @return whether no application has named it
	 */
	public static boolean isOfMethod(String name) {
		return name.startsWith(METHOD);
	}

	/**
	 * Returns whether a text may be a tag.
	 * @param name the text
	 * @return whether it is one to 64 letters, digits and underscores
	 */
	public static boolean isValid(@Nullable String name) {
		if (name == null || name.isEmpty() || name.length() > LONGEST) {
			return false;
		}
		for (int i = 0; i < name.length(); i++) {
			if (!isPart(name.charAt(i))) {
				return false;
			}
		}
		return true;
	}

	private static boolean isPart(char character) {
		return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z')
				|| (character >= '0' && character <= '9') || character == '_';
	}

	/**
	 * Returns each of the tags as a set of its own.
	 * @return sets of one tag
	 */
	public Stream<Tags> each() {
		return names().stream().map((name) -> of(Set.of(name)));
	}

	/**
	 * Returns the tags of a result made from two parts.
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
