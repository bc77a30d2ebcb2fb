package dev.accelerate.jpa.rows.fuzz;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import dev.accelerate.Accelerated;
import dev.accelerate.CacheOptions;
import dev.accelerate.CacheStatus;
import dev.accelerate.invalidation.Tags;
import dev.accelerate.store.Entry;
import org.jspecify.annotations.Nullable;

/**
 * Reads that were made, with their arguments, each of which is compared with the same
 * read without the cache.
 */
final class Calls {

	private static final int MOST = 2_500;

	private static final int RECENT = 4;

	/**
	 * Results that were older than a write.
	 */
	final List<String> stale = new ArrayList<>();

	private final FuzzApplication application;

	private final Tally tally;

	private final Map<String, Call> calls = new LinkedHashMap<>(MOST, 0.75f, true);

	private final Deque<String> recent = new ArrayDeque<>();

	Calls(FuzzApplication application, Tally tally) {
		this.application = application;
		this.tally = tally;
	}

	/**
	 * Returns the call of a read. The one that was not made for longest is forgotten.
	 */
	Call of(FuzzedRead read, @Nullable Object[] arguments, String text) {
		Call call = this.calls.computeIfAbsent(read.name() + ' ' + text, (name) -> new Call(read, arguments, name));
		if (this.calls.size() > MOST) {
			Iterator<Call> eldest = this.calls.values().iterator();
			eldest.next();
			eldest.remove();
		}
		return call;
	}

	/**
	 * Notes what has been written.
	 */
	void wrote(String way) {
		this.recent.addLast(way);
		if (this.recent.size() > RECENT) {
			this.recent.removeFirst();
		}
	}

	/**
	 * Makes a read, and compares the result with what is known or with the database.
	 */
	void make(Call call) {
		this.tally.read(call.read.name(), compare(call), call.survived);
	}

	private CacheStatus compare(Call call) {
		this.application.reading(call.read);
		this.application.store.take();
		this.application.readTables.take();
		CacheStatus[] status = { CacheStatus.NONE };
		String served = result(call, () -> {
			Accelerated<?> result = this.application.accelerate
				.withAccelerateInfo(() -> call.read.call(call.arguments));
			status[0] = result.info().cacheStatus();
			return result.data();
		});
		call.signature = this.application.store.take();
		call.tables.or(this.application.readTables.take());
		if (status[0] != CacheStatus.TTL) {
			call.expected = served;
			call.known = true;
			call.survived = false;
			return status[0];
		}
		if (!call.known) {
			call.expected = result(call, () -> fresh(call));
			call.known = true;
			call.tables.or(this.application.readTables.take());
		}
		if (!served.equals(call.expected)) {
			this.stale
				.add(call + "\n  cached   " + served + "\n  database " + call.expected + "\n  after    " + this.recent);
			this.application.accelerate.invalidateAll();
		}
		return status[0];
	}

	private @Nullable Object fresh(Call call) {
		return this.application.accelerate.withCacheStrategy(CacheOptions.none(), () -> call.read.call(call.arguments));
	}

	private String result(Call call, Supplier<@Nullable Object> read) {
		try {
			return Flat.of(read.get(), call.read.ordered(), this.application.sessionFactory);
		}
		catch (RuntimeException ex) {
			return Call.THROWS + ex.getClass().getSimpleName();
		}
	}

	/**
	 * Compares what is valid although a table that it was read from has been written.
	 * @return the tables that have been
	 */
	BitSet check() {
		BitSet changed = this.application.versions.changed();
		if (!changed.isEmpty()) {
			for (Call call : this.calls.values()) {
				if (call.tables.intersects(changed)) {
					call.known = false;
					call.survived = true;
					if (isValid(call)) {
						compare(call);
					}
				}
			}
		}
		return changed;
	}

	/**
	 * Compares everything that is valid, whatever it was read from.
	 */
	void checkAll() {
		for (Call call : this.calls.values()) {
			call.known = false;
			if (isValid(call)) {
				compare(call);
			}
		}
	}

	private boolean isValid(Call call) {
		Entry entry = (call.signature != null) ? this.application.store.get(call.signature) : null;
		return entry != null
				&& this.application.invalidations.isValid(entry.dependencies(), Tags.NONE, System.nanoTime());
	}

}
