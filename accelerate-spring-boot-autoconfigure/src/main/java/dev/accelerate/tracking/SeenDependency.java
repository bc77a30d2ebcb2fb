package dev.accelerate.tracking;

import java.util.Objects;
import java.util.function.BooleanSupplier;

import dev.accelerate.invalidation.Invalidations;
import org.jspecify.annotations.Nullable;

/**
 * Collects evidence, found at runtime, that answers depend on something that is in no
 * key. Once there is evidence, it is unknown for which callers the stored results hold.
 * So everything is invalidated, and every later call bypasses the cache.
 */
public final class SeenDependency {

	private final Invalidations invalidations;

	private final BooleanSupplier contributed;

	private final @Nullable SeenDependency whole;

	private volatile @Nullable Evidence evidence;

	/**
	 * Creates an instance without evidence.
	 * @param invalidations the view of what is invalid, through which everything is
	 * invalidated
	 * @param contributed whether the application contributes to the key what else answers
	 * depend on
	 */
	public SeenDependency(Invalidations invalidations, BooleanSupplier contributed) {
		this(invalidations, contributed, null);
	}

	private SeenDependency(Invalidations invalidations, BooleanSupplier contributed, @Nullable SeenDependency whole) {
		this.invalidations = invalidations;
		this.contributed = contributed;
		this.whole = whole;
	}

	/**
	 * Returns an instance for one part of the application. Evidence about the whole
	 * counts for the part, too.
	 * @return the instance for the part
	 */
	public SeenDependency ofPart() {
		return new SeenDependency(this.invalidations, this.contributed, this);
	}

	/**
	 * Records evidence, unless the application contributes to the key what else answers
	 * depend on. Only the first evidence counts.
	 * @param evidence why calls bypass the cache from now on
	 */
	public void record(Evidence evidence) {
		Objects.requireNonNull(evidence, "'evidence' must not be null");
		if (this.evidence != null || isContributed()) {
			return;
		}
		this.evidence = evidence;
		this.invalidations.invalidateAllHere();
	}

	/**
	 * Returns whether the application contributes to the key what else answers depend on.
	 * @return whether the key may contain it; {@code false} also if that cannot be
	 * determined
	 */
	public boolean isContributed() {
		try {
			return this.contributed.getAsBoolean();
		}
		catch (RuntimeException | LinkageError ex) {
			// This asks beans of the application, which may fail. The statement is
			// executed nevertheless.
			return false;
		}
	}

	/**
	 * Returns why calls bypass the cache.
	 * @return the reason, or {@code null} as long as there is no evidence
	 */
	public @Nullable Evidence evidence() {
		Evidence own = this.evidence;
		return (own != null || this.whole == null) ? own : this.whole.evidence();
	}

}
