package dev.accelerate.freshness;

/**
 * Verdict on the age of a result, by the windows of the caller who wants it.
 */
public enum Freshness {

	/**
	 * Within the time-to-live.
	 */
	FRESH,

	/**
	 * Past the time-to-live, within the stale-while-revalidate window (RFC 5861).
	 */
	STALE,

	/**
	 * Past both windows.
	 */
	EXPIRED;

	/**
	 * Judge a result. A result that seems to come from the future has age zero.
	 * @param windows the caller's windows
	 * @param loadedAt when the load of the result began, in nanoseconds of
	 * {@link TimeSource#nanos()}
	 * @param now the present, in the same nanoseconds
	 * @return the verdict
	 */
	public static Freshness judge(Windows windows, long loadedAt, long now) {
		long age = Math.max(0, now - loadedAt);
		if (age < windows.ttlNanos()) {
			return FRESH;
		}
		return (age - windows.ttlNanos() < windows.swrNanos()) ? STALE : EXPIRED;
	}

}
