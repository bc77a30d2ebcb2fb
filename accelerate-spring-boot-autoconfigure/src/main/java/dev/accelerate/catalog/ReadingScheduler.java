package dev.accelerate.catalog;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.jspecify.annotations.Nullable;

/**
 * Scheduler of the readings of the catalogs of all databases, of which there is one at a
 * time. A reading covers all reasons to read that there were before it. One that fails is
 * tried again after a while.
 */
final class ReadingScheduler {

	private static final long RETRY = TimeUnit.SECONDS.toNanos(10);

	private final Executor executor;

	private final LongSupplier nanos;

	private final CatalogRefresher refresher;

	private final Map<Object, Supplier<List<DatabaseSource>>> sources = new ConcurrentHashMap<>();

	private final ReadingReasons reasons = new ReadingReasons();

	/**
	 * How often tables may have been altered.
	 */
	private final AtomicLong alterations = new AtomicLong();

	private final Object monitor = new Object();

	private volatile KnownCatalog latest = new KnownCatalog(DatabaseCatalog.EMPTY, true, 0, 0);

	private volatile Consumer<DatabaseCatalog> consumer = (catalog) -> {
	};

	private volatile Runnable securedTables = () -> {
	};

	/**
	 * Thread that is reading, whose own statements may be followed. It must not wait for
	 * itself.
	 */
	private volatile @Nullable Thread reader;

	private @Nullable Reading reading;

	private long failedAt;

	private long failedFor = -1;

	/**
	 * Creates a scheduler of no database.
	 * @param executor executes the readings
	 * @param nanos the monotonic nanoseconds
	 * @param logger where failures are logged
	 */
	ReadingScheduler(Executor executor, LongSupplier nanos, Log logger) {
		this.executor = executor;
		this.nanos = nanos;
		this.refresher = new CatalogRefresher(logger);
	}

	/**
	 * Sets the consumer of every reading, which is called before the reading counts as
	 * known.
	 */
	void tell(Consumer<DatabaseCatalog> consumer) {
		this.consumer = consumer;
	}

	/**
	 * Sets the action to run when a table is found to have row level security, after this
	 * counts as known.
	 */
	void tellSecured(Runnable found) {
		this.securedTables = found;
	}

	/**
	 * Adds databases, and begins to read them.
	 * @param key identifies them
	 */
	void add(Object key, Supplier<List<DatabaseSource>> databases) {
		if (this.sources.putIfAbsent(key, databases) == null) {
			this.reasons.addAlteration();
			begin();
		}
	}

	/**
	 * Removes the databases of a key.
	 */
	void remove(Object key) {
		this.sources.remove(key);
	}

	/**
	 * Returns whether there is no database to read.
	 */
	boolean isEmpty() {
		return this.sources.isEmpty();
	}

	/**
	 * Records that tables may have been altered, which is a reason to read.
	 */
	void altered() {
		if (!isEmpty()) {
			this.alterations.incrementAndGet();
			this.reasons.addAlteration();
		}
	}

	/**
	 * Records that a name is unknown, which is a reason to read, unless there is one that
	 * no reading covers yet.
	 * @return whether there is one now; {@code false} if a database could not be read a
	 * short while ago
	 */
	boolean ask() {
		boolean wanted = want();
		if (wanted) {
			this.reasons.addQuestion();
		}
		return wanted;
	}

	/**
	 * Begins a reading because the last one becomes old, and unless there is a reading
	 * already. Nothing that is known counts as unknown because of it.
	 */
	void renew() {
		if (!isEmpty() && want()) {
			begin();
		}
	}

	private boolean want() {
		KnownCatalog known = this.latest;
		if (known.reason() == this.reasons.last()) {
			if (!known.complete() && this.nanos.getAsLong() - known.begun() < RETRY) {
				return false;
			}
			this.reasons.add();
		}
		return true;
	}

	/**
	 * Returns the reasons to read that there have been.
	 */
	ReadingReasons reasons() {
		return this.reasons;
	}

	/**
	 * Returns what was read last, which is empty before the first reading.
	 */
	KnownCatalog latest() {
		return this.latest;
	}

	/**
	 * Returns whether the calling thread is the one that is reading.
	 */
	boolean isReader() {
		return this.reader == Thread.currentThread();
	}

	/**
	 * Returns the reading in progress, and begins one if there is none.
	 * @return the reading, or {@code null} if the last one failed a short while ago
	 */
	@Nullable Reading begin() {
		Reading begun;
		synchronized (this.monitor) {
			if (this.reading != null) {
				return this.reading;
			}
			long reason = this.reasons.last();
			if (this.failedFor == reason && this.nanos.getAsLong() - this.failedAt < RETRY) {
				return null;
			}
			begun = new Reading(reason, this.nanos.getAsLong(), new CompletableFuture<>());
			this.reading = begun;
		}
		try {
			this.executor.execute(() -> read(begun));
		}
		catch (RuntimeException | Error ex) {
			failed(begun, ex);
			end(begun);
		}
		return begun;
	}

	private void read(Reading current) {
		this.reader = Thread.currentThread();
		try {
			long alterations = this.alterations.get();
			List<DatabaseSource> databases = this.sources.values()
				.stream()
				.flatMap((supplier) -> supplier.get().stream())
				.toList();
			CatalogRefresher.Reading found = this.refresher.read(databases, alterations);
			if (found == null) {
				failed(current);
				return;
			}
			DatabaseCatalog catalog = found.catalog();
			// Whatever relies on older knowledge is dropped before this counts as known.
			this.consumer.accept(catalog);
			boolean secured = !this.latest.catalog().rowLevelSecurity().containsAll(catalog.rowLevelSecurity());
			synchronized (this.monitor) {
				this.latest = new KnownCatalog(catalog, found.complete(), current.reason(), current.begun());
				this.failedFor = -1;
			}
			if (secured) {
				this.securedTables.run();
			}
		}
		catch (RuntimeException | LinkageError ex) {
			failed(current, ex);
		}
		finally {
			this.reader = null;
			end(current);
		}
	}

	private void end(Reading current) {
		synchronized (this.monitor) {
			this.reading = null;
		}
		current.done().complete(true);
	}

	private void failed(Reading current, Throwable failure) {
		failed(current);
		this.refresher.warn("a database", failure, false);
	}

	private void failed(Reading current) {
		synchronized (this.monitor) {
			this.failedAt = this.nanos.getAsLong();
			this.failedFor = current.reason();
		}
	}

	/**
	 * Reading in progress.
	 *
	 * @param reason the last reason to read that it covers
	 * @param begun when it began
	 * @param done completed at its end, whether it succeeds or fails
	 */
	record Reading(long reason, long begun, CompletableFuture<Boolean> done) {

		/**
		 * Waits for the end of the reading.
		 * @param nanos for how long at most
		 * @return whether it has ended
		 */
		boolean await(long nanos) {
			try {
				return this.done.isDone() || (nanos > 0 && this.done.get(nanos, TimeUnit.NANOSECONDS));
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return false;
			}
			catch (ExecutionException | TimeoutException ex) {
				return false;
			}
		}

	}

}
