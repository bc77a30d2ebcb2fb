package dev.accelerate.invalidation;

import java.util.Collections;

/**
 * Way to lose announcements: more are withdrawn beforehand than are made.
 */
public final class LostAnnouncements {

	private static final int MANY = 1000;

	private LostAnnouncements() {
	}

	/**
	 * Have nothing pending from now on that a record names.
	 */
	public static void lose(Invalidations invalidations, InvalidationRecord record) {
		invalidations.deliveries().withdraw(Collections.nCopies(MANY, record));
	}

}
