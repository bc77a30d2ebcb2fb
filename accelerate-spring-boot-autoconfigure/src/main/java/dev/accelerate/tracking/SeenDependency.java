package dev.accelerate.tracking;

import java.util.Objects;
import java.util.function.BooleanSupplier;

import dev.accelerate.invalidation.InvalidationListener.Origin;
import dev.accelerate.invalidation.InvalidationRecord;
import dev.accelerate.invalidation.Invalidations;
import dev.accelerate.invalidation.TransactionWrites;
import org.jspecify.annotations.Nullable;

/**
 * Evidence, found at runtime, that answers depend on something no key tells. Once there
 * is some, it cannot be told for whom anything kept before was answered, so everything
 * becomes invalid, and every later call goes past the cache.
 */
public final class SeenDependency {

	private final Invalidations invalidations;

	private final BooleanSupplier contributed;

	private final @Nullable SeenDependency whole;

	private volatile @Nullable Evidence seen;

	/**
	 * Creates an account without evidence.
	 * @param invalidations where everything becomes invalid
	 * @param contributed whether the application says on what else answers depend
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
	 * Returns an account of one part of the application, to which the evidence against
	 * the whole counts, too.
	 * @return the account of the part
	 */
	public SeenDependency ofPart() {
		return new SeenDependency(this.invalidations, this.contributed, this);
	}

	/**
	 * Records a piece of evidence, unless the application says on what else answers
	 * depend. Only the first piece counts.
	 * @param evidence why calls go past the cache from now on
	 */
	public void see(Evidence evidence) {
		Objects.requireNonNull(evidence, "'evidence' must not be null");
		if (this.seen != null || isContributed()) {
			return;
		}
		this.seen = evidence;
		TransactionWrites everything = new TransactionWrites(this.invalidations, Origin.STATEMENTS);
		everything.add(InvalidationRecord.ALL);
		everything.committed();
	}

	/**
	 * Returns whether the application says on what else answers depend.
	 * @return whether the key may tell it; {@code false} also if that cannot be found out
	 */
	public boolean isContributed() {
		try {
			return this.contributed.getAsBoolean();
		}
		catch (RuntimeException | LinkageError ex) {
			// It asks beans of the application. The statement is executed all the same.
			return false;
		}
	}

	/**
	 * Returns why calls go past the cache.
	 * @return the reason, or {@code null} as long as there is no evidence
	 */
	public @Nullable Evidence seen() {
		Evidence own = this.seen;
		return (own != null || this.whole == null) ? own : this.whole.seen();
	}

}
