package dev.accelerate.applications.cluster.node;

import java.sql.Connection;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

import dev.accelerate.invalidation.InvalidationChannel;
import dev.accelerate.invalidation.InvalidationRecord;

/**
 * Channel that hears of no record whose id is less than one it has heard of.
 */
final class GreatestIdChannel extends DelegatingChannel {

	/**
	 * Own records, which no one tells, by the moment of their commit.
	 */
	private final ConcurrentSkipListMap<Long, Long> own = new ConcurrentSkipListMap<>();

	GreatestIdChannel(InvalidationChannel channel) {
		super(channel);
	}

	@Override
	public void start(Sink sink) {
		super.start(new GreatestId(sink));
	}

	@Override
	public Append prepare(InvalidationRecord record, Connection transaction) {
		Append append = super.prepare(record, transaction);
		return new Append() {

			@Override
			public long position() {
				return append.position();
			}

			@Override
			public void committed() {
				append.committed();
				GreatestIdChannel.this.own.put(System.nanoTime(), append.position());
			}

			@Override
			public boolean isDecided() {
				return append.isDecided();
			}

		};
	}

	private final class GreatestId implements Sink {

		private final Sink sink;

		private long greatest;

		private long named;

		GreatestId(Sink sink) {
			this.sink = sink;
		}

		@Override
		public void epoch(long epoch, long floor) {
			this.sink.epoch(epoch, floor);
			this.greatest = floor;
			this.named = floor;
		}

		@Override
		public void named(long position, InvalidationRecord record) {
			if (position > this.greatest) {
				this.sink.named(position, record);
				this.named = Math.max(this.named, position);
			}
		}

		@Override
		public void complete(long position) {
			// It knows nothing of what is missing.
		}

		@Override
		public void heard(long nanos) {
			Map<Long, Long> read = GreatestIdChannel.this.own.headMap(nanos);
			this.greatest = Math.max(this.greatest, this.named);
			this.greatest = Math.max(this.greatest, read.values().stream().mapToLong(Long::longValue).max().orElse(0));
			read.clear();
			this.sink.complete(this.greatest);
			this.sink.heard(nanos);
		}

	}

}
