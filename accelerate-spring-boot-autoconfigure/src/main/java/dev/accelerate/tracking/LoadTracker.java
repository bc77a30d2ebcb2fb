package dev.accelerate.tracking;

import java.util.List;
import java.util.function.Supplier;

import dev.accelerate.freshness.TimeSource;
import dev.accelerate.invalidation.Invalidations;
import dev.accelerate.invalidation.Stamp;
import dev.accelerate.invalidation.Tables;
import dev.accelerate.invalidation.Tags;
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
	 * Create an account without any loads.
	 * @param invalidations where stamps are taken from
	 * @param transactions the transactions in progress
	 * @param time the source of time
	 * @param threads where loads are kept
	 */
	public LoadTracker(Invalidations invalidations, TransactionTracker transactions, TimeSource time,
			ThreadStateHolder threads) {
		this.invalidations = invalidations;
		this.transactions = transactions;
		this.time = time;
		this.threads = threads;
	}

	/**
	 * Returns the source of time of all loads, by which their age has to be judged.
	 * @return the source
	 */
	public TimeSource time() {
		return this.time;
	}

	/**
	 * Return whether a load is in progress on this thread.
	 * @return whether what is read now is to be kept
	 */
	public boolean isLoading() {
		return this.threads.current().isLoading();
	}

	/**
	 * Note that this thread sent a statement to the database, in case it is part of a
	 * load.
	 * @param tables the tables it may read
	 */
	public void read(Tables tables) {
		LoadScope scope = this.threads.current().load;
		if (scope != null) {
			scope.read(tables);
		}
	}

	/**
	 * Records that what this thread reads depends on tables that no statement need name,
	 * in case it is part of a load.
	 * @param tables the tables
	 */
	public void depend(Tables tables) {
		LoadScope scope = this.threads.current().load;
		if (scope != null) {
			scope.depend(tables);
		}
	}

	/**
	 * Begin a load. Inside a transaction its stamp and its time are those of the moment
	 * before that transaction began, because it may see no later commit.
	 */
	public LoadScope begin(Tags tags) {
		List<OpenTransaction> open = this.transactions.current();
		LoadScope outer = this.threads.current().load;
		LoadScope scope;
		if (!open.isEmpty()) {
			OpenTransaction transaction = open.get(0);
			scope = new LoadScope(outer, transaction.stamp(), tags, transaction.nanos(), transaction.instant());
		}
		else {
			scope = new LoadScope(outer, this.transactions.isAnyUnseen() ? Stamp.NEVER : this.invalidations.stamp(),
					tags, this.time.nanos(), this.time.instant());
		}
		this.threads.current().load = scope;
		return scope;
	}

	/**
	 * End a load. If it was part of another, that one takes on what it was made of,
	 * whether or not its own result is kept.
	 */
	public void end(LoadScope scope) {
		LoadScope outer = scope.outer();
		this.threads.current().load = outer;
		if (outer != null) {
			outer.include(scope);
		}
	}

	/**
	 * Notes that nothing that is made of what this thread loads must be kept.
	 * @param reason what it was that was loaded, without any value
	 */
	public void refuse(String reason) {
		LoadScope scope = this.threads.current().load;
		if (scope != null) {
			scope.refuse(reason);
		}
	}

	/**
	 * Returns the check that somebody makes of the load in progress on this thread.
	 * @param <T> the type of the check
	 * @param owner who makes it, once for each load
	 * @param type the type of the check
	 * @param begin makes the check if there is none yet
	 * @return the check, or {@code null} if no load is in progress
	 */
	public <T extends LoadCheck> @Nullable T check(Object owner, Class<T> type, Supplier<T> begin) {
		LoadScope scope = this.threads.current().load;
		return (scope != null) ? type.cast(scope.check(owner, begin)) : null;
	}

	/**
	 * Records that what this thread reads was seen to depend on something that no key
	 * tells. If it is part of a load, the result is not kept, and later calls of the
	 * method go past the cache.
	 * @param why the reason for going past it
	 */
	public void hide(Evidence why) {
		LoadScope scope = this.threads.current().load;
		if (scope != null) {
			scope.hide(why);
		}
	}

	/**
	 * Note that a part of what this thread reads is of unknown age, because a call went
	 * past the cache or another cache answered. What must not be kept must not be kept as
	 * part of a load either.
	 */
	public void wentPast() {
		LoadScope scope = this.threads.current().load;
		if (scope != null) {
			scope.includeUnknown();
		}
	}

}
