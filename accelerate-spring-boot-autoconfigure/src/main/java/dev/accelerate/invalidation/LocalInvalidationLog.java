package dev.accelerate.invalidation;

import java.security.SecureRandom;

/**
 * {@link InvalidationLog} of a single JVM. It keeps no records: what they said is in the
 * tag table. Its epoch is random, so that nothing of another run can be taken for valid.
 */
public final class LocalInvalidationLog implements InvalidationLog {

	private final long epoch = new SecureRandom().nextLong();

	private final TagTable table = new TagTable();

	private final Object appending = new Object();

	/**
	 * Everything stamped below this is invalid.
	 */
	private volatile long floor;

	private volatile long position;

	@Override
	public Stamp stamp() {
		return new Stamp(this.epoch, this.position);
	}

	/**
	 * The table is marked before the position moves: whoever stamps a load with the new
	 * position began after the record was applied, and whoever still stamps the old one
	 * finds the mark.
	 */
	@Override
	public void append(InvalidationRecord record) {
		synchronized (this.appending) {
			long next = this.position + 1;
			if (record.all()) {
				this.floor = next;
			}
			this.table.mark(record.tags(), next);
			this.position = next;
		}
	}

	@Override
	public boolean isValid(Stamp stamp, Tags tags) {
		return stamp.epoch() == this.epoch && stamp.position() >= this.floor
				&& !this.table.isNamedAfter(stamp.position(), tags);
	}

}
