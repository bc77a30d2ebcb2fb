package dev.accelerate.applications.cluster.node;

import java.sql.Connection;

import dev.accelerate.invalidation.InvalidationChannel;
import dev.accelerate.invalidation.InvalidationRecord;

/**
 * Channel that writes the row of a transaction only after its commit.
 */
final class LateRowChannel extends DelegatingChannel {

	LateRowChannel(InvalidationChannel channel) {
		super(channel);
	}

	@Override
	public Append prepare(InvalidationRecord record, Connection transaction) {
		return (transaction == null) ? super.prepare(record, null) : new LateRow(record);
	}

	private final class LateRow implements Append {

		private final InvalidationRecord record;

		LateRow(InvalidationRecord record) {
			this.record = record;
		}

		@Override
		public long position() {
			return 0;
		}

		@Override
		public void committed() {
			LateRowChannel.super.prepare(this.record, null).committed();
		}

		@Override
		public boolean isDecided() {
			return true;
		}

	}

}
