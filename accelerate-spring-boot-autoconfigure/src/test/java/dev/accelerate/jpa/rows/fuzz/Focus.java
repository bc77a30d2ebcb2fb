package dev.accelerate.jpa.rows.fuzz;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * What a run is about for some steps: a read, others of the same tables, and the ways by
 * which these are written. Otherwise writes and reads would seldom meet.
 */
final class Focus {

	private static final int MOST = 15;

	private static final int CALLS = 40;

	private final List<FuzzedRead> reads;

	private final List<Way> ways;

	private final Random random;

	private final Map<FuzzedRead, BitSet> readTables = new HashMap<>();

	private final Map<Way, BitSet> writtenTables = new HashMap<>();

	private final List<FuzzedRead> next = new ArrayList<>();

	private final List<FuzzedRead> again = new ArrayList<>();

	private int moves;

	private final List<Call> calls = new ArrayList<>();

	private List<FuzzedRead> readsNow;

	private List<Way> waysNow;

	Focus(List<FuzzedRead> reads, List<Way> ways, Random random) {
		this.reads = reads;
		this.ways = ways;
		this.random = random;
		this.readsNow = reads;
		this.waysNow = ways;
	}

	void read(Call call) {
		this.readTables.computeIfAbsent(call.read, (key) -> new BitSet()).or(call.tables);
		if (this.calls.size() >= CALLS) {
			this.calls.remove(this.random.nextInt(CALLS));
		}
		this.calls.add(call);
	}

	/**
	 * Returns a call that was made, or {@code null} if there was none.
	 */
	@Nullable Call again() {
		return this.calls.isEmpty() ? null : this.calls.get(this.random.nextInt(this.calls.size()));
	}

	/**
	 * Begins with some reads, and comes back to them every other time.
	 */
	void about(Predicate<FuzzedRead> some) {
		this.reads.stream().filter(some).forEach(this.again::add);
	}

	void wrote(Way way, BitSet tables) {
		this.writtenTables.computeIfAbsent(way, (key) -> new BitSet()).or(tables);
	}

	/**
	 * Moves on to another read.
	 */
	void move() {
		if (this.next.isEmpty()) {
			this.next.addAll(this.reads);
			Collections.shuffle(this.next, this.random);
		}
		this.calls.clear();
		FuzzedRead read = (this.again.isEmpty() || this.moves++ % 2 == 1) ? this.next.remove(this.next.size() - 1)
				: this.again.get(this.random.nextInt(this.again.size()));
		BitSet tables = this.readTables.getOrDefault(read, new BitSet());
		List<FuzzedRead> others = new ArrayList<>(this.reads);
		others.removeIf((other) -> !this.readTables.getOrDefault(other, new BitSet()).intersects(tables));
		Collections.shuffle(others, this.random);
		this.readsNow = new ArrayList<>(others.subList(0, Math.min(others.size(), MOST)));
		for (int i = 0; i <= this.readsNow.size() / 3; i += 2) {
			this.readsNow.add(read);
		}
		this.waysNow = new ArrayList<>(this.ways);
		this.waysNow.removeIf((way) -> !this.writtenTables.getOrDefault(way, new BitSet()).intersects(tables));
	}

	FuzzedRead read() {
		return draw(this.readsNow, this.reads);
	}

	Way way() {
		return draw(this.waysNow, this.ways);
	}

	private <T> T draw(List<T> now, List<T> all) {
		List<T> values = (now.isEmpty() || this.random.nextInt(10) == 0) ? all : now;
		return values.get(this.random.nextInt(values.size()));
	}

}
