package dev.accelerate.invalidation.table;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.accelerate.invalidation.InvalidationChannel.Sink;
import dev.accelerate.invalidation.InvalidationRecord;

/**
 * Sink that keeps what it is told.
 */
class RecordingSink implements Sink {

	private final List<Life> lives = new CopyOnWriteArrayList<>();

	private final ConcurrentMap<Long, InvalidationRecord> named = new ConcurrentHashMap<>();

	private final List<Long> order = new CopyOnWriteArrayList<>();

	private volatile long complete = -1;

	private volatile long heard;

	@Override
	public void epoch(long epoch, long floor) {
		this.lives.add(new Life(epoch, floor));
	}

	@Override
	public void named(long position, InvalidationRecord record) {
		this.named.put(position, record);
		this.order.add(position);
	}

	@Override
	public void complete(long position) {
		this.complete = position;
	}

	@Override
	public void heard(long nanos) {
		this.heard = nanos;
	}

	List<Life> lives() {
		return new ArrayList<>(this.lives);
	}

	Life life() {
		return this.lives.get(this.lives.size() - 1);
	}

	long complete() {
		return this.complete;
	}

	long heard() {
		return this.heard;
	}

	boolean hasNamed(long position) {
		return this.named.containsKey(position);
	}

	InvalidationRecord named(long position) {
		return this.named.get(position);
	}

	boolean hasNamed(InvalidationRecord record) {
		return this.named.containsValue(record);
	}

	List<Long> order() {
		return this.order;
	}

	/**
	 * What was told of a life of the log.
	 */
	record Life(long epoch, long floor) {
	}

}
