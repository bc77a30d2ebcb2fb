package dev.accelerate.store;

import java.time.Instant;

import dev.accelerate.invalidation.Dependencies;
import dev.accelerate.invalidation.Stamp;
import dev.accelerate.signature.QuerySignature;
import dev.accelerate.snapshot.Snapshot;

/**
 * Cached result.
 *
 * @param signature the signature of the call that loaded it; its digest is computed once
 * for all calls that the entry answers
 * @param snapshot the neutral copy of the result
 * @param dependencies what it depends on
 * @param loadedAt when its load began, in monotonic nanoseconds
 * @param lastModified when its load began, by the wall clock
 * @param lifetime how long the entry is of use after its load began, in nanoseconds
 * @param backoff the pause after its last failed refresh
 */
public record Entry(QuerySignature signature, Snapshot snapshot, Dependencies dependencies, long loadedAt,
		Instant lastModified, long lifetime, Backoff backoff) {

	private static final int OVERHEAD = 88;

	/**
	 * Returns whether this entry may take the place of another. It may not replace an
	 * entry with a later stamp, nor one with the same stamp that was loaded later.
	 * @param other the entry in place
	 * @return whether to replace it
	 */
	public boolean mayReplace(Entry other) {
		Stamp own = this.dependencies.stamp();
		Stamp others = other.dependencies.stamp();
		while (own != null && others != null) {
			if (own.epoch() != others.epoch()) {
				return true;
			}
			if (own.position() != others.position()) {
				return own.position() > others.position();
			}
			own = own.next();
			others = others.next();
		}
		return !other.isLoadedAfter(this);
	}

	/**
	 * Returns whether the load of this entry began after that of another.
	 * @param other the other entry
	 * @return whether it is the younger one
	 */
	public boolean isLoadedAfter(Entry other) {
		return this.loadedAt - other.loadedAt > 0;
	}

	/**
	 * Returns how long the entry will still be of use.
	 * @param now the present, in monotonic nanoseconds
	 * @return the rest of its lifetime in nanoseconds, zero if there is none
	 */
	public long remaining(long now) {
		return Math.max(0, this.loadedAt + this.lifetime - now);
	}

	/**
	 * Returns this entry after a failed refresh.
	 * @param now the present, in monotonic nanoseconds
	 * @return an entry that is not refreshed for a while
	 */
	public Entry refreshFailed(long now) {
		return new Entry(this.signature, this.snapshot, this.dependencies, this.loadedAt, this.lastModified,
				this.lifetime, this.backoff.afterFailure(now));
	}

	/**
	 * Returns an estimate of the memory the entry retains.
	 * @return the weight in bytes
	 */
	public long weight() {
		return OVERHEAD + this.dependencies.weight() + this.snapshot.weight();
	}

}
