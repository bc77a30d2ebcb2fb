package dev.accelerate.jpa;

/**
 * How a transaction in which something was written comes to its end.
 */
enum Outcome {

	COMMIT(Effect.SEEN),

	ROLLBACK(Effect.NONE),

	/**
	 * What was written is rolled back, and the transaction around it committed.
	 */
	SAVEPOINT_ROLLBACK(Effect.UNCERTAIN),

	/**
	 * What was written is committed by itself, and the transaction around it rolled back.
	 */
	INNER_COMMIT(Effect.SEEN),

	COMMIT_REPLY_LOST(Effect.SEEN),

	BEFORE_COMMIT_FAILS(Effect.NONE),

	AFTER_COMMIT_FAILS(Effect.SEEN);

	private final Effect effect;

	Outcome(Effect effect) {
		this.effect = effect;
	}

	Effect effect() {
		return this.effect;
	}

	/**
	 * What an outcome means for what was read before.
	 */
	enum Effect {

		/**
		 * The write is in the database, so that the next read has to be a miss.
		 */
		SEEN,

		/**
		 * It is not, and the cache cannot know, so that the next read may be one.
		 */
		UNCERTAIN,

		/**
		 * It is not, and the next read has to be a hit.
		 */
		NONE

	}

}
