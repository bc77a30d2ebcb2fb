package dev.accelerate.tracking;

import java.util.List;
import java.util.function.Supplier;

import dev.accelerate.freshness.TimeSource;
import dev.accelerate.invalidation.Invalidations;
import dev.accelerate.invalidation.Stamp;
import dev.accelerate.invalidation.Tables;
import dev.accelerate.invalidation.Tags;
import dev.accelerate.signature.TenantKey;
import org.jspecify.annotations.Nullable;

/**
 * Loads in progress on each thread, the innermost first.
 */
public final class LoadTracker {

	private final Invalidations invalidations;

	private final TransactionTracker transactions;

	private final TimeSource time;

	private final ThreadStateHolder threads;

	/**
	 * Creates a tracker without any loads.
	 * @param invalidations the source of stamps
	 * @param transactions the transactions in progress
	 * @param time the source of time
	 * @param threads the holder of each thread's state, where loads are kept
	 */
	public LoadTracker(Invalidations invalidations, TransactionTracker transactions, TimeSource time,
			ThreadStateHolder threads) {
		this.invalidations = invalidations;
		this.transactions = transactions;
		this.time = time;
		this.threads = threads;
	}

	/**
	 * Returns the source of time of all loads. Their age must be judged by the same
	 * source.
	 * @return the source
	 */
	public TimeSource time() {
		return this.time;
	}

	/**
	 * Returns whether a load is in progress on this thread.
	 * @return whether what is read now may be stored
	 */
	public boolean isLoading() {
		return this.threads.current().isLoading();
	}

	/**
	 * Records, for the load in progress if there is one, that this thread sent a
	 * statement to the database.
	 * @param tables the tables it may read
	 */
	public void read(Tables tables) {
		LoadScope scope = this.threads.current().load;
		if (scope != null) {
			scope.read(tables);
		}
	}

	/**
	 * Records, for the load in progress if there is one, that what this thread reads
	 * depends on tables, even if no statement names them.
	 * @param tables the tables
	 */
	public void depend(Tables tables) {
		LoadScope scope = this.threads.current().load;
		if (scope != null) {
			scope.depend(tables);
		}
	}

	/**
	 * Begins a load. Inside a transaction it takes its stamp and time from before that
	 * transaction began, because the transaction may see no later commit.
	 * @param tags the tags of the call
	 * @param tenant the tenant in its key, or {@code null} if there is none
	 * @return the load, to be {@link #end ended}
	 */
	public LoadScope begin(Tags tags, @Nullable TenantKey tenant) {
		LoadScope scope = create(this.threads.current().load, tags, tenant);
		this.threads.current().load = scope;
		return scope;
	}

	private LoadScope create(@Nullable LoadScope outer, Tags tags, @Nullable TenantKey tenant) {
		List<OpenTransaction> open = this.transactions.current();
		if (!open.isEmpty()) {
			OpenTransaction transaction = open.get(0);
			return new LoadScope(outer, transaction.stamp(), tags, tenant, transaction.nanos(), transaction.instant());
		}
		return new LoadScope(outer, this.transactions.isAnyUnseen() ? Stamp.NEVER : this.invalidations.stamp(), tags,
				tenant, this.time.nanos(), this.time.instant());
	}

	/**
	 * Returns what everything that this thread reads from now on depends on at least. It
	 * is no load in progress.
	 * @return a scope with the present stamp and time, or with those from before the
	 * transaction in progress
	 */
	public LoadScope origin() {
		return create(null, Tags.NONE, null);
	}

	/**
	 * Ends a load. If it was part of another load, that one takes over its dependencies,
	 * whether or not the inner result is stored.
	 */
	public void end(LoadScope scope) {
		LoadScope outer = scope.outer();
		this.threads.current().load = outer;
		if (outer != null) {
			outer.include(scope);
		}
	}

	/**
	 * Records that nothing made from the load in progress on this thread may be stored.
	 * @param reason what was loaded that forbids it, without any value
	 */
	public void refuse(String reason) {
		LoadScope scope = this.threads.current().load;
		if (scope != null) {
			scope.refuse(reason);
		}
	}

	/**
	 * Returns an owner's check of the load in progress on this thread.
	 * @param <T> the type of the check
	 * @param owner the owner of the check, which has one for each load
	 * @param type the type of the check
	 * @param begin creates the check if there is none yet
	 * @return the check, or {@code null} if no load is in progress
	 */
	public <T extends LoadCheck> @Nullable T check(Object owner, Class<T> type, Supplier<T> begin) {
		LoadScope scope = this.threads.current().load;
		return (scope != null) ? type.cast(scope.check(owner, begin)) : null;
	}

	/**
	 * Records that what this thread reads was seen to depend on something that is in no
	 * key. If a load is in progress, its result is not stored, and later calls of the
	 * method bypass the cache.
	 * @param why the reason for bypassing it
	 */
	public void markUnkeyed(Evidence why) {
		LoadScope scope = this.threads.current().load;
		if (scope != null) {
			scope.markUnkeyed(why);
		}
	}

	/**
	 * Records that something else than the query of the load in progress says which rows
	 * it reads. If there is a load, its result depends on whole tables.
	 */
	public void dependOnTables() {
		LoadScope scope = this.threads.current().load;
		if (scope != null) {
			scope.dependOnTables();
		}
	}

	/**
	 * Records that this thread reads what a tenant sees. If a load is in progress whose
	 * key does not tell that tenant, its result is not stored.
	 * @param tenant the tenant
	 */
	public void readAs(TenantKey tenant) {
		LoadScope scope = this.threads.current().load;
		if (scope != null && !tenant.isToldBy(scope.tenant())) {
			scope.includeUnknown();
		}
	}

	/**
	 * Records that a part of what this thread reads is of unknown age, because a call
	 * bypassed the cache or another cache answered. What must not be stored alone must
	 * not be stored as part of a load either.
	 */
	public void includeUnknown() {
		LoadScope scope = this.threads.current().load;
		if (scope != null) {
			scope.includeUnknown();
		}
	}

}
