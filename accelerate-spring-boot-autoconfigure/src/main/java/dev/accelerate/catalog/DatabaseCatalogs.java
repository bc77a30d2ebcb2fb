package dev.accelerate.catalog;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import dev.accelerate.invalidation.SchemaWatch;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Catalogs of all databases of the application, combined into one. They are read on a
 * thread of their own, so that a caller that holds a connection waits only a moment for
 * another one.
 *
 * <p>
 * They are read again when tables may have been altered, and when a statement names an
 * unknown table. Each of these is a reason for one reading, which the
 * {@link ReadingScheduler} begins.
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

	/**
	 * How long a name counts as that of no table. A statement that names it in the second
	 * half of this time has it looked up again meanwhile.
	 */
	private static final long STRANGE = TimeUnit.SECONDS.toNanos(10);

	/**
	 * How many readings to ask for. The one in progress may be too old, and so may the
	 * one after it.
	 */
	private static final int TRIES = 3;

	/**
	 * Limit for the names of no table that are kept. Statements may make up names, such
	 * as those of temporary tables. Beyond it, every name counts as one of these.
	 */
	private static final int MOST_STRANGERS = 1024;

	private final ReadingScheduler readings;

	private final LongSupplier nanos;

	private final HarmlessFunctions harmless;

	private final Set<String> strangers = ConcurrentHashMap.newKeySet();

	/**
	 * The last tables that were all known. Each method of a persistence unit asks for the
	 * same ones when the application starts.
	 */
	private volatile @Nullable Answered answered;

	/**
	 * Creates catalogs of no database.
	 * @param executor executes the readings
	 * @param nanos the monotonic nanoseconds
	 * @param harmless the functions that the application says change no data, with or
	 * without schema
	 */
	public DatabaseCatalogs(Executor executor, LongSupplier nanos, Collection<String> harmless) {
		this.readings = new ReadingScheduler(executor, nanos, LogFactory.getLog(DatabaseCatalogs.class));
		this.nanos = nanos;
		this.harmless = new HarmlessFunctions(harmless);
	}

	/**
	 * Sets the consumer of every reading, which is called before the reading counts as
	 * known.
	 * @param consumer the consumer
	 */
	public void tell(Consumer<DatabaseCatalog> consumer) {
		this.readings.tell(consumer);
	}

	/**
	 * Sets the action to run when a table is found to have row level security, after this
	 * counts as known.
	 * @param found drops what was stored of such tables before
	 */
	public void tellSecured(Runnable found) {
		this.readings.tellSecured(found);
	}

	/**
	 * Adds databases, whose catalogs are read from now on.
	 * @param key identifies them
	 * @param databases supplies the sources of connections to them, at each reading
	 */
	public void add(Object key, Supplier<List<DatabaseSource>> databases) {
		this.readings.add(key, databases);
	}

	/**
	 * Removes databases that are no longer there.
	 * @param key identifies them
	 */
	public void remove(Object key) {
		this.readings.remove(key);
	}

	@Override
	public void changed() {
		this.readings.altered();
	}

	/**
	 * Returns whether tables may have been altered since the last reading. Until there is
	 * another one, it is unknown what is behind the tables that a load reads, and whether
	 * connections see different rows of them.
	 * @return whether what is known may be out of date
	 */
	public boolean isOutOfDate() {
		return this.readings.latest().reason() < this.readings.reasons().altered();
	}

	@Override
	public boolean isKnown(Collection<String> tables, boolean wait) {
		ReadingReasons reasons = this.readings.reasons();
		if (!isKnown(tables, wait ? reasons.asked() : reasons.altered())) {
			return wait && !this.readings.isReader() && await(tables, MOMENT);
		}
		KnownCatalog known = this.readings.latest();
		if (!areTables(known, tables) && this.nanos.getAsLong() - known.begun() >= STRANGE / 2) {
			this.readings.renew();
		}
		return true;
	}

	@Override
	public void find(Collection<String> tables) {
		if (!this.readings.isReader()) {
			find(List.copyOf(tables), this.readings.reasons().last(), TRIES);
		}
	}

	private void find(Collection<String> tables, long before, int tries) {
		ReadingScheduler.Reading current = (tries > 0 && !isKnown(tables, this.readings.reasons().altered())
				&& this.readings.ask()) ? this.readings.begin() : null;
		if (current != null) {
			findLater(tables, before, tries, current);
		}
	}

	private void findLater(Collection<String> tables, long before, int tries, ReadingScheduler.Reading current) {
		CompletableFuture<Void> ignored = current.done().thenAccept((done) -> {
			addStrangers(tables, before, current);
			find(tables, before, tries - 1);
		});
	}

	@Override
	public boolean areRowsTold(Collection<String> tables, BooleanSupplier seesJdbc) {
		KnownCatalog current = this.readings.latest();
		return !isOutOfDate() && current.complete() && current.catalog().areRowsTold(tables, seesJdbc);
	}

	@Override
	public boolean isTable(String name) {
		return this.readings.latest().hasTable(name);
	}

	@Override
	public @Nullable String findVolatile(Collection<String> functions, boolean wait) {
		isKnown(Set.of(), wait);
		return this.harmless.findVolatile(functions, latest().volatileFunctions());
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
		return await(tables, START) ? latest() : null;
	}

	/**
	 * Returns what was read last.
	 * @return the catalog, which is empty before the first reading
	 */
	public DatabaseCatalog latest() {
		return this.readings.latest().catalog();
	}

	/**
	 * Returns whether tables are known.
	 * @param reason the reason to read that has to be covered
	 */
	private boolean isKnown(Collection<String> tables, long reason) {
		KnownCatalog current = this.readings.latest();
		return current.reason() >= reason && (areTables(current, tables) || this.readings.isEmpty()
				|| tables.stream().allMatch((table) -> isNoNews(current, table)));
	}

	private boolean areTables(KnownCatalog current, Collection<String> tables) {
		Answered last = this.answered;
		if (last != null && last.known() == current && last.tables() == tables) {
			return true;
		}
		if (current.catalog().tables().containsAll(tables)) {
			this.answered = new Answered(current, tables);
			return true;
		}
		return false;
	}

	/**
	 * Returns whether a name needs no new reading. A name of no table may become one of a
	 * table unseen, so it counts as known for a while only.
	 */
	private boolean isNoNews(KnownCatalog current, String table) {
		return current.hasTable(table) || ((this.strangers.size() >= MOST_STRANGERS || this.strangers.contains(table))
				&& this.nanos.getAsLong() - current.begun() < STRANGE);
	}

	private boolean await(Collection<String> tables, long patience) {
		long before = this.readings.reasons().last();
		for (int i = 0; i < TRIES && !isKnown(tables, this.readings.reasons().asked()); i++) {
			ReadingScheduler.Reading current = this.readings.ask() ? this.readings.begin() : null;
			if (current == null) {
				return false;
			}
			if (!current.await(patience - (this.nanos.getAsLong() - current.begun()))) {
				findLater(List.copyOf(tables), before, TRIES - i, current);
				return false;
			}
			addStrangers(tables, before, current);
		}
		return isKnown(tables, this.readings.reasons().asked());
	}

	/**
	 * Adds the names that a reading has not found. One that began before it was asked for
	 * may have missed a table that is new.
	 */
	private void addStrangers(Collection<String> tables, long before, ReadingScheduler.Reading reading) {
		KnownCatalog read = this.readings.latest();
		if (reading.reason() > before && read.reason() >= reading.reason() && read.complete()) {
			tables.stream().filter((table) -> !isNoNews(read, table)).forEach(this.strangers::add);
		}
	}

	/**
	 * Tables that are all in a catalog.
	 *
	 * @param known what was known, with the catalog
	 * @param tables the tables, which the caller does not change
	 */
	private record Answered(KnownCatalog known, Collection<String> tables) {
	}

}
