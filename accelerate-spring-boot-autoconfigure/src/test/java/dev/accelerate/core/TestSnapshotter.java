package dev.accelerate.core;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import dev.accelerate.snapshot.Snapshot;
import dev.accelerate.snapshot.Snapshotter;

/**
 * {@link Snapshotter} of lists and arrays of numbers, nested to any depth. Everything
 * else counts as immutable.
 */
final class TestSnapshotter implements Snapshotter {

	RuntimeException captureFailure;

	RuntimeException restoreFailure;

	@Override
	public Snapshot capture(Object result) {
		if (this.captureFailure != null) {
			throw this.captureFailure;
		}
		return new Snapshot(copy(result), List.of(), 100);
	}

	@Override
	public Object restore(Snapshot snapshot) {
		if (this.restoreFailure != null) {
			throw this.restoreFailure;
		}
		return copy(snapshot.root());
	}

	private static Object copy(Object value) {
		if (value instanceof List<?> list) {
			List<Object> copy = new ArrayList<>();
			list.forEach((item) -> copy.add(copy(item)));
			return copy;
		}
		return (value instanceof int[] numbers) ? numbers.clone() : value;
	}

	/**
	 * Return every mutable part of a result, by identity.
	 */
	static List<Object> mutableParts(Object value) {
		List<Object> parts = new ArrayList<>();
		if (value instanceof List<?> list) {
			parts.add(list);
			list.forEach((item) -> parts.addAll(mutableParts(item)));
		}
		return (value instanceof int[]) ? Collections.singletonList(value) : parts;
	}

}
