package dev.accelerate.store;

import java.time.Instant;

import dev.accelerate.invalidation.Stamp;
import dev.accelerate.invalidation.Tables;
import dev.accelerate.invalidation.Tags;
import dev.accelerate.snapshot.Snapshot;

/**
 * Cached result.
 *
 * @param snapshot the neutral copy of the result
 * @param stamp the stamp of the invalidation log from before its load
 * @param tags its tags, with those of every cached read it was made of
 * @param tables the tables on whose writes it becomes invalid; shared by many entries, so
 * that they weigh nothing
 * @param loadedAt when its load began, in monotonic nanoseconds
 * @param lastModified when its load began, by the wall clock
 * @param lifetime how long after its load began it is of use, in nanoseconds
 * @param backoff the pause since its last refresh failed
 */
public record Entry(Snapshot snapshot, Stamp stamp, Tags tags, Tables tables, long loadedAt, Instant lastModified,
		long lifetime, Backoff backoff) {

	private static final int OVERHEAD = 176;

	private static final int TAG = 72;

	/**
	 * Return whether this entry may take the place of another: never of one with a higher
	 * stamp, nor of one with the same stamp that was loaded later.
	 * @param other the entry in place
	 * @return whether to replace it
	 */
	public boolean mayReplace(Entry other) {
		if (this.stamp.epoch() != other.stamp.epoch()) {
			return true;
		}
		if (this.stamp.position() != other.stamp.position()) {
			return this.stamp.position() > other.stamp.position();
		}
		return this.loadedAt - other.loadedAt >= 0;
	}

	/**
	 * Return this entry after a failed refresh.
	 * @param now the present, in monotonic nanoseconds
	 * @return an entry that is left alone for a while
	 */
	public Entry refreshFailed(long now) {
		return new Entry(this.snapshot, this.stamp, this.tags, this.tables, this.loadedAt, this.lastModified,
				this.lifetime, this.backoff.afterFailure(now));
	}

	/**
	 * Return an estimate of the memory the entry retains.
	 * @return the weight in bytes
	 */
	public long weight() {
		return OVERHEAD + (long) TAG * this.tags.names().size() + this.snapshot.weight();
	}

}
