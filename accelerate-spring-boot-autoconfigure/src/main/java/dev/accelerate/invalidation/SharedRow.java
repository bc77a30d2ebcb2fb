package dev.accelerate.invalidation;

import java.util.concurrent.atomic.AtomicInteger;

import dev.accelerate.invalidation.InvalidationChannel.Append;

/**
 * Row of a transaction that has been followed in two ways, each of which learns by itself
 * what became of it. Until both have named on this node what is in the row, it counts as
 * one of another node, and is named once more when it is read.
 */
final class SharedRow implements Append {

	private final Append row;

	private final AtomicInteger awaited = new AtomicInteger(2);

	SharedRow(Append row) {
		this.row = row;
	}

	@Override
	public long position() {
		return this.row.position();
	}

	@Override
	public void committed() {
		if (this.awaited.decrementAndGet() <= 0) {
			this.row.committed();
		}
	}

	@Override
	public boolean isDecided() {
		return this.row.isDecided();
	}

}
