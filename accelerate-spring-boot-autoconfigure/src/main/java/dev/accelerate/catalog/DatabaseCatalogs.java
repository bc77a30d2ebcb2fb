package dev.accelerate.catalog;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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
import java.util.stream.Collectors;

import dev.accelerate.invalidation.SchemaWatch;
import org.jspecify.annotations.Nullable;

/**
 * Catalogs of all databases of the application, combined into one. They are read on a
 * thread of their own, so that a caller that holds a connection waits only a moment for
 * another one.
 *
 * <p>
 * They are read again when tables may have been altered, and when a statement names an
 * unknown table. Each of these is a reason for one reading. A reading that fails is tried
 * again after a while.
 */
public final class DatabaseCatalogs implements SchemaWatch {

	/**
	 * How long a statement may wait for a reading.
	 */
	private static final long MOMENT = TimeUnit.MILLISECONDS.toNanos(200);

	/**
	 * How long the start of the application may wait for a reading.
	 */
	private static final long START = TimeUnit.SECONDS.toNanos(5);

	private static final long RETRY = TimeUnit.SECONDS.toNanos(10);

	/**
	 * How long a name counts as that of no table.
	 */
	private static final long STRANGE = TimeUnit.SECONDS.toNanos(10);

	/**
	 * Limit for the names of no table that are kept. Statements may make up names, such
	 * as those of temporary tables.
	 */
	private static final int MOST_STRANGERS = 1024;

	/**
	 * Functions of PostgreSQL's extensions that generate values, and so count as
	 * volatile, but write nothing.
	 */
	private static final Set<String> WRITE_NOTHING = Set.of("uuid_generate_v1", "uuid_generate_v1mc",
			"uuid_generate_v4", "gen_random_uuid", "gen_random_bytes", "gen_salt", "pgp_sym_encrypt",
			"pgp_sym_encrypt_bytea", "pgp_pub_encrypt", "pgp_pub_encrypt_bytea");

	private final Executor executor;

	private final LongSupplier nanos;

	private final Set<String> harmless;

	private final Map<Object, Supplier<List<DatabaseSource>>> sources = new ConcurrentHashMap<>();

	private final Set<String> strangers = ConcurrentHashMap.newKeySet();

	/**
	 * How often there has been a reason to read.
	 */
	private final AtomicLong wanted = new AtomicLong();

	/**
	 * How often tables may have been altered.
	 */
	private final AtomicLong alterations = new AtomicLong();

	private final CatalogRefresher refresher = new CatalogRefresher();

	private final Object monitor = new Object();

	private volatile State state = new State(DatabaseCatalog.EMPTY, true, 0, 0);

	/**
	 * The last tables that were all known. Each method of a persistence unit asks for the
	 * same ones when the application starts.
	 */
	private volatile @Nullable Answered answered;

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
	 * Creates catalogs of no database.
	 * @param executor executes the readings
	 * @param nanos the monotonic nanoseconds
	 * @param harmless the functions that the application says change no data, with or
	 * without schema
	 */
	public DatabaseCatalogs(Executor executor, LongSupplier nanos, Collection<String> harmless) {
		this.harmless = harmless.stream().map((name) -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
		this.executor = executor;
		this.nanos = nanos;
	}

	/**
	 * Sets the consumer of every reading, which is called before the reading counts as
	 * known.
	 * @param consumer the consumer
	 */
	public void tell(Consumer<DatabaseCatalog> consumer) {
		this.consumer = consumer;
	}

	/**
	 * Sets the action to run when a table is found to have row level security, after this
	 * counts as known.
	 * @param found drops what was stored of such tables before
	 */
	public void tellSecured(Runnable found) {
		this.securedTables = found;
	}

	/**
	 * Adds databases, whose catalogs are read from now on.
	 * @param key identifies them
	 * @param databases supplies the sources of connections to them, at each reading
	 */
	public void add(Object key, Supplier<List<DatabaseSource>> databases) {
		if (this.sources.putIfAbsent(key, databases) == null) {
			this.wanted.incrementAndGet();
			reading();
		}
	}

	/**
	 * Removes databases that are no longer there.
	 * @param key identifies them
	 */
	public void remove(Object key) {
		this.sources.remove(key);
	}

	@Override
	public void changed() {
		if (!this.sources.isEmpty()) {
			this.alterations.incrementAndGet();
			this.wanted.incrementAndGet();
		}
	}

	/**
	 * Returns whether there is a reason to read that no reading covers yet. Until one
	 * does, it is unknown what is behind the tables that a load reads, and whether
	 * connections see different rows of them.
	 * @return whether what is known may be out of date
	 */
	public boolean isOutOfDate() {
		return this.state.reason() < this.wanted.get();
	}

	@Override
	public boolean isKnown(Collection<String> tables, boolean wait) {
		if (isCurrent(tables)) {
			return true;
		}
		return wait && this.reader != Thread.currentThread() && await(tables, MOMENT);
	}

	@Override
	public boolean isTable(String name) {
		return this.state.catalog().tables().contains(name);
	}

	@Override
	public @Nullable String findVolatile(Collection<String> functions, boolean wait) {
		isKnown(Set.of(), wait);
		Set<String> known = this.state.catalog().volatileFunctions();
		if (known.isEmpty()) {
			return null;
		}
		return functions.stream()
			.filter((name) -> known.contains(name) && !isHarmless(name, functions))
			.findFirst()
			.orElse(null);
	}

	private boolean isHarmless(String name, Collection<String> functions) {
		return WRITE_NOTHING.contains(name) || this.harmless.contains(name) || functions.stream()
			.anyMatch((function) -> function.endsWith("." + name) && this.harmless.contains(function));
	}

	private boolean isCurrent(Collection<String> tables) {
		State current = this.state;
		if (current.reason() != this.wanted.get()) {
			return false;
		}
		Answered last = this.answered;
		if (last != null && last.state() == current && last.tables() == tables) {
			return true;
		}
		if (current.catalog().tables().containsAll(tables)) {
			this.answered = new Answered(current, tables);
			return true;
		}
		return this.sources.isEmpty() || this.strangers.size() >= MOST_STRANGERS
				|| tables.stream().allMatch((table) -> isNoNews(current, table));
	}

	/**
	 * Returns whether a name needs no new reading. A name of no table may become one of a
	 * table unseen, so it counts as known for a while only.
	 */
	private boolean isNoNews(State current, String table) {
		return current.catalog().tables().contains(table)
				|| (this.strangers.contains(table) && this.nanos.getAsLong() - current.begun() < STRANGE);
	}

	/**
	 * Reads all catalogs again, because the application has started and may have altered
	 * tables meanwhile.
	 */
	public void started() {
		changed();
		await(Set.of(), START);
	}

	/**
	 * Returns what is known of the databases, at startup.
	 * @param tables the tables that have to be known
	 * @return the catalog, or {@code null} if it cannot be read, or not in time
	 */
	public @Nullable DatabaseCatalog obtain(Collection<String> tables) {
		return await(tables, START) ? this.state.catalog() : null;
	}

	/**
	 * Returns what was read last.
	 * @return the catalog, which is empty before the first reading
	 */
	public DatabaseCatalog latest() {
		return this.state.catalog();
	}

	private boolean await(Collection<String> tables, long patience) {
		long before = this.wanted.get();
		// The reading in progress may be too old, and so may the one after it.
		for (int i = 0; i < 3 && !isCurrent(tables); i++) {
			State known = this.state;
			if (known.reason() == this.wanted.get()) {
				if (!known.complete() && this.nanos.getAsLong() - known.begun() < RETRY) {
					return false;
				}
				this.wanted.incrementAndGet();
			}
			Reading current = reading();
			if (current == null || !current.await(patience - (this.nanos.getAsLong() - current.begun()))) {
				return false;
			}
			// A reading that began earlier may have missed a table that is new.
			State read = this.state;
			if (current.reason() > before && read.reason() >= current.reason() && read.complete()) {
				tables.stream().filter((table) -> !isNoNews(this.state, table)).forEach(this.strangers::add);
			}
		}
		return isCurrent(tables);
	}

	/**
	 * Returns the reading in progress, and begins one if there is none.
	 * @return the reading, or {@code null} if the last one failed a short while ago
	 */
	private @Nullable Reading reading() {
		Reading begun;
		synchronized (this.monitor) {
			if (this.reading != null) {
				return this.reading;
			}
			long reason = this.wanted.get();
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
			synchronized (this.monitor) {
				this.reading = null;
			}
			begun.done().complete(true);
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
			boolean secured = !this.state.catalog().rowLevelSecurity().containsAll(catalog.rowLevelSecurity());
			synchronized (this.monitor) {
				this.state = new State(catalog, found.complete(), current.reason(), current.begun());
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
			synchronized (this.monitor) {
				this.reading = null;
			}
			current.done().complete(true);
		}
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
	 * What was read last.
	 *
	 * @param catalog the catalog
	 * @param complete whether every database was read; in another, a name may be that of
	 * a table
	 * @param reason the last reason to read that it covers
	 * @param begun when its reading began
	 */
	private record State(DatabaseCatalog catalog, boolean complete, long reason, long begun) {
	}

	/**
	 * Reading in progress.
	 *
	 * @param reason the last reason to read that it covers
	 * @param begun when it began
	 * @param done completed at its end, whether it succeeds or fails
	 */
	private record Reading(long reason, long begun, CompletableFuture<Boolean> done) {

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

	/**
	 * Tables that are all in a catalog.
	 *
	 * @param state the state with the catalog
	 * @param tables the tables, which the caller does not change
	 */
	private record Answered(State state, Collection<String> tables) {
	}

}
