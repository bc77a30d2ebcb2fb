package dev.accelerate.testing;

import java.time.Duration;

import dev.accelerate.invalidation.DatabaseLogs;
import dev.accelerate.invalidation.InvalidationListener;
import dev.accelerate.invalidation.InvalidationLog;
import dev.accelerate.invalidation.Invalidations;
import dev.accelerate.invalidation.NodeInvalidationLog;

/**
 * Logs and views of logs with nothing special about them.
 */
public final class TestInvalidations {

	/**
	 * Listener that does nothing.
	 */
	public static final InvalidationListener UNHEARD = new InvalidationListener() {
	};

	private TestInvalidations() {
	}

	/**
	 * Returns a log of an application that reads what it writes at once.
	 */
	public static NodeInvalidationLog log() {
		return new NodeInvalidationLog(DatabaseLogs.none(), Duration.ZERO, System::nanoTime);
	}

	/**
	 * Returns the view of such a log that tells nobody.
	 */
	public static Invalidations create() {
		return of(log());
	}

	/**
	 * Returns the view of a log that tells nobody.
	 */
	public static Invalidations of(InvalidationLog log) {
		return new Invalidations(log, DatabaseLogs.none(), UNHEARD, Invalidations.UNKNOWN_COMMIT);
	}

}
