package dev.accelerate.core;

import dev.accelerate.freshness.Freshness;

/**
 * Verdict on an entry, for the caller who asks. It is made in
 * {@link EntryReader#judge(dev.accelerate.store.Entry, dev.accelerate.invalidation.Tags, dev.accelerate.freshness.Windows, long, double)
 * one place}; why an entry is invalid is only worked out for those who
 * {@link EntryReader#whyMissed ask}.
 */
enum Verdict {

	/**
	 * It answers.
	 */
	FRESH,

	/**
	 * It answers, and is due for a refresh.
	 */
	STALE,

	/**
	 * It is valid, and too old to answer.
	 */
	EXPIRED,

	/**
	 * What it shows has changed since, or may be changing.
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
