package dev.accelerate.invalidation;

import java.util.function.Consumer;

/**
 * Sink that also tells of each record.
 */
record ToldSink(InvalidationChannel.Sink sink, Consumer<InvalidationRecord> told) implements InvalidationChannel.Sink {

	@Override
	public void epoch(long epoch, long floor) {
		this.sink.epoch(epoch, floor);
	}

	@Override
	public void named(long position, InvalidationRecord record) {
		this.told.accept(record);
		this.sink.named(position, record);
	}

	@Override
	public void complete(long position) {
		this.sink.complete(position);
	}

	@Override
	public void heard(long nanos) {
		this.sink.heard(nanos);
	}

}
