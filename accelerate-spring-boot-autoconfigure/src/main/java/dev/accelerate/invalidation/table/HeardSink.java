package dev.accelerate.invalidation.table;

import dev.accelerate.invalidation.InvalidationChannel.Sink;
import dev.accelerate.invalidation.InvalidationRecord;

/**
 * {@link Sink} that ends a silence when something was heard.
 */
record HeardSink(Sink sink, Silence silence) implements Sink {

	@Override
	public void epoch(long epoch, long floor) {
		this.sink.epoch(epoch, floor);
	}

	@Override
	public void named(long position, InvalidationRecord record) {
		this.sink.named(position, record);
	}

	@Override
	public void complete(long position) {
		this.sink.complete(position);
	}

	@Override
	public void heard(long nanos) {
		this.sink.heard(nanos);
		this.silence.heard(nanos);
	}

}
