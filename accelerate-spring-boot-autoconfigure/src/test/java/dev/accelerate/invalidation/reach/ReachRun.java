package dev.accelerate.invalidation.reach;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.springframework.context.ApplicationContext;

/**
 * Writers and readers at work on one database, until they have done enough or found a
 * violation.
 */
final class ReachRun {

	private static final int WRITERS = 3;

	private static final int READERS = 3;

	private final List<Kind> kinds;

	private final List<List<Slot>> slots = new ArrayList<>();

	private final History history = new History();

	private final ReachReader reader;

	private final Writers writers;

	private final AtomicInteger operations = new AtomicInteger();

	private volatile boolean failed;

	ReachRun(ApplicationContext context, Collection<Kind> kinds) {
		this.kinds = List.copyOf(kinds);
		this.kinds.forEach((kind) -> this.slots.add(IntStream.range(0, Slot.COUNT).mapToObj(Slot::new).toList()));
		this.reader = new ReachReader(context, this.history, kinds);
		this.writers = new Writers(context, this.history, this.reader);
	}

	/**
	 * Runs until a number of operations has been done, or a read was wrong.
	 * @return the reads that were wrong
	 */
	Collection<String> run(long seed, int enough) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(WRITERS + READERS);
		try {
			List<Future<?>> futures = new ArrayList<>();
			for (int i = 0; i < WRITERS + READERS; i++) {
				Random random = new Random(seed + i);
				Runnable step = (i < WRITERS) ? () -> write(random) : () -> read(random);
				futures.add(threads.submit(() -> repeat(step, enough)));
			}
			for (Future<?> future : futures) {
				future.get(1, TimeUnit.HOURS);
			}
		}
		finally {
			threads.shutdownNow();
		}
		return this.history.violations();
	}

	private void repeat(Runnable step, int enough) {
		try {
			while (this.operations.get() < enough && !this.failed && this.history.violations().isEmpty()) {
				step.run();
			}
		}
		catch (Throwable ex) {
			this.failed = true;
			throw ex;
		}
	}

	/**
	 * Writes, and reads what may show it. If the slot has a writer, nothing is done.
	 */
	private void write(Random random) {
		int kind = random.nextInt(this.kinds.size());
		Slot slot = this.slots.get(kind).get(random.nextInt(Slot.COUNT));
		if (slot.lock.tryLock()) {
			try {
				this.writers.write(this.kinds.get(kind), slot, random);
				count(1);
			}
			finally {
				slot.lock.unlock();
			}
		}
		// What is loaded now is asked for again.
		count(this.reader.checkAll(this.kinds.get(kind), slot.number));
		count(this.reader.checkAll(this.kinds.get(kind), slot.number));
	}

	private void read(Random random) {
		this.reader.checkAny(random);
		count(1);
	}

	private void count(int operations) {
		this.operations.addAndGet(operations);
	}

	int operations() {
		return this.operations.get();
	}

}
