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
		 * The result was kept.
		 */
		STORED,

		/**
		 * The result was not kept, because it may not show the database as of its stamp,
		 * or something invalidated it meanwhile.
		 */
		DISCARDED,

		/**
		 * The result was not kept, because it is larger than allowed.
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
	 * Observer of the answered calls of one method. It is the only one that is called on
	 * every hit.
	 */
	@FunctionalInterface
	interface Requests {

		/**
		 * Nobody looks.
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
	 * @param reason says why, if it is asked at once
	 */
	default void onMiss(QueryId id, Supplier<MissReason> reason) {
	}

	/**
	 * A load was seen to read no table that is tracked.
	 * @param id the method
	 * @param kept whether its result may be kept all the same; if not, the load sent no
	 * statement at all that was seen, or its strategy is inherited
	 */
	default void onUntracked(QueryId id, boolean kept) {
	}

	/**
	 * A statement was sent of which nobody can tell what it writes.
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
	 * A connection was unwrapped by someone who may write past everything that watches
	 * it.
	 * @param caller the name of the class that did so
	 */
	default void onUnwrappedConnection(String caller) {
	}

	/**
	 * A query was run on the thread of its caller, to be kept.
	 * @param id the method
	 * @param outcome its outcome
	 * @param duration how long it took, with copying the result
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
	 * A call went past the cache.
	 * @param id the method
	 * @param bypass why
	 */
	default void onBypass(QueryId id, Bypass bypass) {
	}

	/**
	 * The application has asked for an invalidation, which takes effect at the commit of
	 * the transaction it was asked for in; or a transaction that wrote was committed, or
	 * may have been.
	 * @param event the invalidation
	 */
	default void onInvalidation(InvalidationEvent event) {
	}

	/**
	 * A part of the cache failed. Every caller got its answer all the same.
	 * @param component the part
	 * @param failure the failure
	 */
	default void onFailure(Component component, Throwable failure) {
	}

}
