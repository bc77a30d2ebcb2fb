package dev.accelerate.invalidation;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Sink that also keeps the rows of each record. A position is complete only after that,
 * as it is with the marks of the judge.
 *
 * @param judge what else is told of a record
 * @param rows supplies where rows are kept, or {@code null} while they are not
 */
record RowSink(InvalidationChannel.Sink judge,
		Supplier<@Nullable RowPositions> rows) implements InvalidationChannel.Sink {

	@Override
	public void epoch(long epoch, long floor) {
		this.judge.epoch(epoch, floor);
	}

	@Override
	public void named(long position, InvalidationRecord record) {
		RowPositions present = this.rows.get();
		if (present != null) {
			record.rows().forEach(record.tables(), (mark) -> present.mark(mark, position));
		}
		this.judge.named(position, record);
	}

	@Override
	public void complete(long position) {
		this.judge.complete(position);
	}

	@Override
	public void heard(long nanos) {
		this.judge.heard(nanos);
	}

}
