package dev.accelerate.jpa.snapshot;

import dev.accelerate.snapshot.Node.Unfetched;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.property.access.internal.PropertyAccessStrategyBackRefImpl;
import org.jspecify.annotations.Nullable;

/**
 * Objects that stand in the state of an entity for what was not loaded. They are
 * constants of Hibernate, so that a snapshot has others in their place.
 */
final class UnfetchedValues {

	private UnfetchedValues() {
	}

	/**
	 * Returns what a snapshot has in place of an object, or {@code null} if the object is
	 * a value.
	 */
	static @Nullable Unfetched of(Object value) {
		if (value == LazyPropertyInitializer.UNFETCHED_PROPERTY) {
			return Unfetched.UNFETCHED;
		}
		return (value == PropertyAccessStrategyBackRefImpl.UNKNOWN) ? Unfetched.OWNER : null;
	}

	/**
	 * Returns what Hibernate has in place of the value.
	 */
	static Object restore(Unfetched unfetched) {
		return switch (unfetched) {
			case UNFETCHED -> LazyPropertyInitializer.UNFETCHED_PROPERTY;
			case OWNER -> PropertyAccessStrategyBackRefImpl.UNKNOWN;
		};
	}

}
