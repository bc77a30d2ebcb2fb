package dev.accelerate.core;

import dev.accelerate.freshness.Freshness;

/**
 * Verdict on an entry for one caller. It is made in
 * {@link EntryReader#judge(dev.accelerate.store.Entry, dev.accelerate.invalidation.Tags, dev.accelerate.freshness.Windows, long, double)
 * one place}; the reason why an entry is invalid is worked out only
 * {@link EntryReader#missReason on request}.
 */
enum Verdict {

	/**
	 * The entry answers.
	 */
	FRESH,

	/**
	 * The entry answers, and is due for a refresh.
	 */
	STALE,

	/**
	 * The entry is valid, but too old to answer.
	 */
	EXPIRED,

	/**
	 * What the entry shows has changed since, or may be changing.
	 */
	INVALID;

	/**
	 * Returns whether the entry may answer.
	 */
	boolean isAnswer() {
		return this == FRESH || this == STALE;
	}

	static Verdict of(Freshness freshness) {
		return switch (freshness) {
			case FRESH -> FRESH;
			case STALE -> STALE;
			case EXPIRED -> EXPIRED;
		};
	}

}
