package dev.accelerate.invalidation.table;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.accelerate.invalidation.InvalidationChannel;

/**
 * Records that this node has written and has not read yet.
 */
final class OwnRecords {

	private final Map<Long, Own> records = new ConcurrentHashMap<>();

	private final Holes holes;

	private final Runnable wake;

	/**
	 * Creates a set of records.
	 * @param wake is run when one was committed
	 */
	OwnRecords(Holes holes, Runnable wake) {
		this.holes = holes;
		this.wake = wake;
	}

	/**
	 * Adds a record. Outside of a transaction it may have been read already.
	 */
	InvalidationChannel.Append add(long id) {
		Own own = new Own(id);
		this.records.put(id, own);
		if (this.holes.isDecided(id)) {
			this.records.remove(id);
		}
		return own;
	}

	/**
	 * Removes a record that was read, or will never be.
	 * @return whether this node has named it
	 */
	boolean remove(long id) {
		Own own = this.records.remove(id);
		return own != null && own.committed;
	}

	/**
	 * Removes all, because the ids begin anew. What is read from then on counts as
	 * written by another node.
	 */
	void clear() {
		this.records.clear();
	}

	/**
	 * Removes those that have been read, or will never be.
	 */
	void removeDecided() {
		this.records.keySet().removeIf(this.holes::isDecided);
	}

	/**
	 * Record of this node.
	 */
	private final class Own implements InvalidationChannel.Append {

		private final long id;

		private volatile boolean committed;

		Own(long id) {
			this.id = id;
		}

		@Override
		public long position() {
			return this.id;
		}

		@Override
		public void committed() {
			this.committed = true;
			OwnRecords.this.wake.run();
		}

		@Override
		public boolean isDecided() {
			return OwnRecords.this.holes.isDecided(this.id);
		}

	}

}
