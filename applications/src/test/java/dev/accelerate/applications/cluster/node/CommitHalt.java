package dev.accelerate.applications.cluster.node;

/**
 * Death of the process at a point of a commit, as if it were killed there.
 */
final class CommitHalt {

	private static final int KILLED = 137;

	private Point at = Point.NEVER;

	private int countdown;

	/**
	 * Arms it for one of the next commits.
	 */
	synchronized void arm(Point point, int commits) {
		this.at = point;
		this.countdown = commits;
	}

	/**
	 * Ends the process, if it is to die here.
	 */
	synchronized void reached(Point point) {
		if (point == this.at && --this.countdown <= 0) {
			System.out.println("@halted " + point);
			System.out.flush();
			Runtime.getRuntime().halt(KILLED);
		}
	}

	/**
	 * Point of a commit.
	 */
	enum Point {

		/**
		 * None.
		 */
		NEVER,

		/**
		 * After the last flush, before the row of the log.
		 */
		BEFORE_ROW,

		/**
		 * After the row, before COMMIT is sent.
		 */
		BEFORE_COMMIT,

		/**
		 * After the reply to COMMIT has come.
		 */
		AFTER_REPLY

	}

}
