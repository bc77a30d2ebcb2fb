package dev.accelerate.freshness;

/**
 * Verdict on the age of a result, by the windows of the caller that wants it.
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
	 * Judges a result. A result that seems to come from the future has age zero.
	 * @param windows the caller's windows
	 * @param loadedAt when the load of the result began, in nanoseconds of
	 * {@link TimeSource#nanos()}
	 * @param now the present, in the same nanoseconds
	 * @return the verdict
	 */
	public static Freshness judge(Windows windows, long loadedAt, long now) {
		return judge(windows, loadedAt, now, 0);
	}

	/**
	 * Judges a result that expires early. Its stale window begins early, too, and keeps
	 * its length.
	 * @param windows the caller's windows
	 * @param loadedAt when the load of the result began, in nanoseconds of
	 * {@link TimeSource#nanos()}
	 * @param now the present, in the same nanoseconds
	 * @param early the fraction by which the caller's time-to-live is shortened, less
	 * than 1
	 * @return the verdict
	 */
	public static Freshness judge(Windows windows, long loadedAt, long now, double early) {
		long age = Math.max(0, now - loadedAt);
		long ttl = windows.ttlNanos() - (long) (windows.ttlNanos() * early);
		if (age < ttl) {
			return FRESH;
		}
		return (age - ttl < windows.swrNanos()) ? STALE : EXPIRED;
	}

}
