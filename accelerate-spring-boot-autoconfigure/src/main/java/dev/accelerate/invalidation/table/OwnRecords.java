package dev.accelerate.invalidation.table;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import dev.accelerate.invalidation.InvalidationChannel;

/**
 * Records that this node has written and has not read yet.
 */
final class OwnRecords {

	/**
	 * How often a record is asked for its outcome before another row follows it.
	 */
	private static final int AGAIN = 10;

	private final Map<Long, Own> records = new ConcurrentHashMap<>();

	private final Holes holes;

	private final Runnable wake;

	private final Runnable follow;

	private volatile boolean closed;

	/**
	 * Creates a set of records.
	 * @param wake is run when one was committed
	 * @param follow writes a row that says nothing, and has it read
	 */
	OwnRecords(Holes holes, Runnable wake, Runnable follow) {
		this.holes = holes;
		this.wake = wake;
		this.follow = follow;
	}

	/**
	 * Adds a record. Outside of a transaction it may have been read already.
	 */
	InvalidationChannel.Append add(long id) {
		Own own = new Own(id);
		this.records.put(id, own);
		if (this.closed || this.holes.isDecided(id)) {
			remove(id);
		}
		return own;
	}

	/**
	 * Removes a record that was read, or will never be.
	 * @return whether this node has named it
	 */
	boolean remove(long id) {
		Own own = this.records.remove(id);
		if (own == null) {
			return false;
		}
		own.decided = true;
		return own.committed;
	}

	/**
	 * Removes all, because the ids begin anew. What is read from then on counts as
	 * written by another node, so nothing that was written before need be waited for.
	 */
	void clear() {
		this.records.keySet().forEach(this::remove);
	}

	/**
	 * Removes all, also those that are added later. Nothing is read any more, so nothing
	 * need be waited for: another channel of the log tells of the records.
	 */
	void close() {
		this.closed = true;
		clear();
	}

	/**
	 * Removes those that have been read, or will never be.
	 */
	void removeDecided() {
		this.records.keySet().stream().filter(this.holes::isDecided).forEach(this::remove);
	}

	/**
	 * Record of this node.
	 */
	private final class Own implements InvalidationChannel.Append {

		private final long id;

		private volatile boolean committed;

		private volatile boolean decided;

		private final AtomicInteger asked = new AtomicInteger();

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

		/**
		 * Returns whether the record was read or never will be. The newest id is not
		 * missing before there is a newer one. So one is made, and again if it was lost.
		 */
		@Override
		public boolean isDecided() {
			if (this.decided || OwnRecords.this.holes.isDecided(this.id)) {
				return true;
			}
			if (this.id > OwnRecords.this.holes.newest() && this.asked.getAndIncrement() % AGAIN == 0) {
				OwnRecords.this.follow.run();
			}
			return false;
		}

	}

}
