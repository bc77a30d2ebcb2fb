package dev.accelerate.snapshot;

/**
 * Thrown if entities cannot be given to the open session, because the session is in
 * another state than the one that the cached result shows. The database answers then.
 */
public final class NotRestorableException extends RuntimeException {

	private final Conflict conflict;

	/**
	 * Creates an exception.
	 * @param conflict what does not fit
	 */
	public NotRestorableException(Conflict conflict) {
		super("The open session does not allow it: " + conflict, null, false, false);
		this.conflict = conflict;
	}

	/**
	 * Returns what does not fit.
	 * @return the conflict
	 */
	public Conflict conflict() {
		return this.conflict;
	}

	/**
	 * Kinds of conflicts between a cached result and an open session.
	 */
	public enum Conflict {

		/**
		 * The session has deleted an entity of the result, or is saving it.
		 */
		DELETED,

		/**
		 * The session holds another version of an entity of the result.
		 */
		VERSION,

		/**
		 * The session already has a collection of the result without its owner.
		 */
		LOADING,

		/**
		 * The entities of the result were not all loaded as the query returns them.
		 */
		OWN_CODE,

		/**
		 * The mapping of an entity of the result can only be loaded.
		 */
		MAPPING

	}

}
