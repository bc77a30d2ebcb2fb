package dev.accelerate.core;

import java.time.Duration;
import java.util.function.Supplier;

import dev.accelerate.CacheStatus;

/**
 * Observer of the query cache. It is called on the thread of the event and must neither
 * block nor throw.
 */
public interface QueryCacheListener {

	/**
	 * Outcome of a load or of a refresh.
	 */
	enum Outcome {

		/**
		 * The result was stored.
		 */
		STORED,

		/**
		 * The result was not stored, because it may not show the database as of its
		 * stamp, or was invalidated in the meantime.
		 */
		DISCARDED,

		/**
		 * The refresh was not started, because its thread belongs to another tenant than
		 * the call, or to none.
		 */
		OTHER_TENANT,

		/**
		 * The result was not stored, because it is larger than allowed.
		 */
		OVERSIZED,

		/**
		 * The query failed.
		 */
		FAILED,

		/**
		 * The refresh could not be started, because too many are waiting.
		 */
		REJECTED

	}

	/**
	 * Part of the cache that can fail.
	 */
	enum Component {

		/**
		 * The entry store.
		 */
		STORE,

		/**
		 * The copying of results.
		 */
		SNAPSHOT,

		/**
		 * The signing of calls: an encoder or contributor failed, or an argument was
		 * changing.
		 */
		SIGNATURE,

		/**
		 * The background refresh: its query failed.
		 */
		REFRESH,

		/**
		 * The invalidation log: what a transaction wrote could not be appended yet.
		 */
		LOG

	}

	/**
	 * Observer of the answered calls of one method. Of all observers, only this one is
	 * called on every hit.
	 */
	@FunctionalInterface
	interface Requests {

		/**
		 * Observer that does nothing.
		 */
		Requests IGNORED = (status) -> {
		};

		/**
		 * A call has been answered.
		 * @param status how
		 */
		void onRequest(CacheStatus status);

	}

	/**
	 * A method has been given a plan. It may be given more than one.
	 * @param id the method
	 * @return the observer of its answered calls
	 */
	default Requests onPlan(QueryId id) {
		return Requests.IGNORED;
	}

	/**
	 * A call is about to go to the database, because the store had no answer.
	 * @param id the method
	 * @param reason supplies the reason; ask for it at once, since it is worked out at
	 * that moment
	 */
	default void onMiss(QueryId id, Supplier<MissReason> reason) {
	}

	/**
	 * A load was observed to read no tracked table.
	 * @param id the method
	 * @param kept whether its result may be stored nevertheless; it may not if no
	 * statement of the load was observed, or if its strategy is inherited
	 */
	default void onUntracked(QueryId id, boolean kept) {
	}

	/**
	 * A statement was sent whose text does not show what it writes.
	 * @param shape its first words, without values
	 */
	default void onUnrecognizedStatement(String shape) {
	}

	/**
	 * A statement was sent that calls a function which may change data.
	 * @param name the name of the function
	 */
	default void onVolatileFunction(String name) {
	}

	/**
	 * A connection was unwrapped, so writes on it may go unseen.
	 * @param caller the name of the class that unwrapped it
	 */
	default void onUnwrappedConnection(String caller) {
	}

	/**
	 * A caller has run a query whose result is to be stored.
	 * @param id the method
	 * @param outcome its outcome
	 * @param duration how long it took, including the copying of the result
	 */
	default void onLoad(QueryId id, Outcome outcome, Duration duration) {
	}

	/**
	 * A background refresh has ended, or was not started.
	 * @param id the method
	 * @param outcome its outcome
	 */
	default void onRefresh(QueryId id, Outcome outcome) {
	}

	/**
	 * A caller got the result of another caller's load.
	 * @param id the method
	 */
	default void onJoin(QueryId id) {
	}

	/**
	 * A call bypassed the cache.
	 * @param id the method
	 * @param bypass why
	 */
	default void onBypass(QueryId id, Bypass bypass) {
	}

	/**
	 * The application has asked for an invalidation, or a transaction that wrote was
	 * committed, or may have been. Inside a transaction, an invalidation that the
	 * application asks for takes effect at the commit.
	 * @param event the invalidation
	 */
	default void onInvalidation(InvalidationEvent event) {
	}

	/**
	 * A part of the cache failed. Every caller got its answer nevertheless.
	 * @param component the part
	 * @param failure the failure
	 */
	default void onFailure(Component component, Throwable failure) {
	}

}
