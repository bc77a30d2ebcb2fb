package dev.accelerate.invalidation;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * {@link InvalidationLog} of a node: the records of its own, which it names at the moment
 * of their commit, and those of other nodes, which come through the logs of databases.
 */
public final class NodeInvalidationLog implements InvalidationLog {

	private final LocalInvalidationChannel channel = new LocalInvalidationChannel();

	private final Judge own;

	private final DatabaseLogs databases;

	private final LogPositions positions;

	private final LongSupplier nanos;

	/**
	 * Rows that records have named, in the positions of this node. Those of other nodes
	 * have them from their arrival on: a load that begins later sees the commit.
	 */
	private volatile @Nullable RowPositions rows;

	/**
	 * Creates the log of a node.
	 * @param databases the logs of databases, which may be added later
	 * @param replicaLag the longest time that a commit may take to show on every replica;
	 * zero if reads see every commit at once
	 * @param nanos the monotonic nanoseconds by which this time is measured
	 */
	public NodeInvalidationLog(DatabaseLogs databases, Duration replicaLag, LongSupplier nanos) {
		this.databases = databases;
		this.positions = new LogPositions(databases, nanos);
		this.nanos = nanos;
		this.own = new Judge(replicaLag, Judge.NEVER_SILENT, nanos);
		this.channel.start(new RowSink(this.own, () -> this.rows));
		databases.tellAdded(() -> this.channel.append(InvalidationRecord.ALL));
	}

	/**
	 * Returns the present stamp. The parts are taken one after the other. Each is from
	 * before the load that it is for, and so none is too late.
	 */
	@Override
	public Stamp stamp() {
		@Nullable Stamp next = null;
		if (this.databases.isUsed()) {
			if (!this.databases.isStarted()) {
				return Stamp.NEVER;
			}
			DatabaseLog[] logs = this.databases.all();
			for (int i = logs.length - 1; i >= 0; i--) {
				logs[i].channel().read(this.nanos.getAsLong());
				next = logs[i].judge().stamp(next);
				if (next == Stamp.NEVER) {
					return Stamp.NEVER;
				}
			}
		}
		return this.own.stamp(next);
	}

	@Override
	public void append(InvalidationRecord record) {
		this.channel.append(record);
	}

	/**
	 * Begins between two records, so that each is either wholly in the rows, or before
	 * them. It makes a position of its own: a load that began before, or that reads from
	 * a replica which lags behind, may not see what other nodes wrote while nobody kept
	 * the rows.
	 */
	@Override
	public boolean trackRows(int slots) {
		synchronized (this.channel) {
			if (this.rows == null) {
				this.rows = new RowPositions(slots, this.channel.append(InvalidationRecord.NONE));
			}
		}
		return true;
	}

	@Override
	public boolean isValid(Stamp stamp, RowMarks marks) {
		RowPositions present = this.rows;
		return present != null && !present.isNamedAfter(stamp.position(), marks);
	}

	@Override
	public boolean isCollision(Stamp stamp, long mark) {
		RowPositions present = this.rows;
		return present != null && present.isCollision(stamp.position(), mark);
	}

	@Override
	public long collisions() {
		RowPositions present = this.rows;
		return (present != null) ? present.collisions() : 0;
	}

	@Override
	public boolean isValid(Stamp stamp, Marks marks) {
		if (!this.own.isValid(stamp, marks)) {
			return false;
		}
		Stamp part = stamp.next();
		if (this.databases.isUsed()) {
			for (DatabaseLog log : this.databases.all()) {
				if (part == null || !log.judge().isValid(part, marks)) {
					return false;
				}
				part = part.next();
			}
		}
		return part == null;
	}

	/**
	 * Returns the positions of the logs of databases. What this node has written to no
	 * log cannot be known elsewhere.
	 */
	@Override
	public List<Position> positions() {
		if (!this.databases.isUsed()) {
			return List.of(this.own.known());
		}
		return this.positions.known();
	}

	@Override
	public boolean reaches(List<Position> positions) {
		if (!this.databases.isUsed()) {
			return positions.stream().allMatch(this.own::reaches);
		}
		return positions.stream().allMatch(this.positions::reach);
	}

	/**
	 * Returns the positions whose life has ended. A node that shares no log knows of no
	 * other life than its own.
	 */
	@Override
	public List<Position> over(List<Position> positions) {
		return this.databases.isUsed() ? this.positions.over(positions)
				: positions.stream().filter((position) -> !this.own.isOf(position)).toList();
	}

	@Override
	public boolean isTrusted(long now) {
		return !this.databases.isUsed() || this.databases.areTrusted(now);
	}

}
