package dev.accelerate.invalidation;

import java.security.SecureRandom;
import java.sql.Connection;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * {@link InvalidationChannel} within one JVM. A record takes effect when its commit is
 * told. The epoch is random, so that no stamp of another run is valid.
 */
final class LocalInvalidationChannel implements InvalidationChannel {

	private final long epoch = new SecureRandom().nextLong();

	private @Nullable Sink sink;

	private long position;

	@Override
	public void start(Sink sink) {
		this.sink = sink;
		sink.epoch(this.epoch, 0);
	}

	/**
	 * Names a record and completes its position, without a transaction to wait for.
	 */
	synchronized long append(InvalidationRecord record) {
		Sink sink = Objects.requireNonNull(this.sink, "The channel has not been started");
		long next = ++this.position;
		sink.named(next, record);
		sink.complete(next);
		return next;
	}

	@Override
	public Append prepare(InvalidationRecord record, @Nullable Connection transaction) {
		return new Append() {

			private long appended = -1;

			@Override
			public long position() {
				return this.appended;
			}

			@Override
			public void committed() {
				this.appended = append(record);
			}

			@Override
			public boolean isDecided() {
				return false;
			}

		};
	}

	@Override
	public void close() {
	}

}
