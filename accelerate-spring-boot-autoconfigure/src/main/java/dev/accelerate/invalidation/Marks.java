package dev.accelerate.invalidation;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Names by which results are invalidated, with their slots in the {@link LastPositions},
 * which are computed once.
 */
public abstract sealed class Marks permits Tags, Tables {

	private final Set<String> names;

	private final int[] slots;

	Marks(Set<String> names, int[] slots) {
		this.names = names;
		this.slots = slots;
	}

	/**
	 * Returns the names.
	 * @return the names, unmodifiable
	 */
	public final Set<String> names() {
		return this.names;
	}

	/**
	 * Returns whether there are none.
	 * @return whether nothing is named
	 */
	public final boolean isEmpty() {
		return this.slots.length == 0;
	}

	public final int[] slots() {
		return this.slots;
	}

	@Override
	public final boolean equals(@Nullable Object other) {
		return other instanceof Marks that && getClass() == that.getClass() && this.names.equals(that.names);
	}

	@Override
	public final int hashCode() {
		return this.names.hashCode();
	}

	@Override
	public final String toString() {
		return this.names.toString();
	}

}
