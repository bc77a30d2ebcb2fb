package dev.accelerate;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Strategy of a single call. What it leaves open is as declared for the called method. It
 * can be passed as an extra parameter of a repository method that reads, where
 * {@code null} means as declared, or to
 * {@link AccelerateOperations#withCacheStrategy(CacheOptions, java.util.function.Supplier)}.
 * Instances are immutable.
 */
public final class CacheOptions {

	/**
	 * What a call does with the cache.
	 */
	public enum Mode {

		/**
		 * Uses the cache if possible.
		 */
		CACHE,

		/**
		 * Bypasses the cache: asks the database, and stores nothing.
		 */
		NONE,

		/**
		 * Asks the database now, and stores the result.
		 */
		REFRESH

	}

	private static final CacheOptions AS_DECLARED = new CacheOptions(Mode.CACHE, null, null, null);

	private final Mode mode;

	private final @Nullable Duration ttl;

	private final @Nullable Duration swr;

	private final @Nullable List<String> tags;

	private CacheOptions(Mode mode, @Nullable Duration ttl, @Nullable Duration swr, @Nullable List<String> tags) {
		this.mode = mode;
		this.ttl = ttl;
		this.swr = swr;
		this.tags = tags;
	}

	/**
	 * Creates options with a time-to-live.
	 * @param seconds the time-to-live in seconds
	 * @return the options
	 * @throws AccelerateException with {@link ErrorCode#P6005} if it is negative
	 */
	public static CacheOptions ofTtl(int seconds) {
		return AS_DECLARED.withTtl(seconds);
	}

	/**
	 * Creates options with a time-to-live.
	 * @param ttl the time-to-live
	 * @return the options
	 * @throws AccelerateException with {@link ErrorCode#P6005} if it is negative
	 */
	public static CacheOptions ofTtl(Duration ttl) {
		return AS_DECLARED.withTtl(ttl);
	}

	/**
	 * Creates options with a stale-while-revalidate window.
	 * @param seconds the window in seconds
	 * @return the options
	 * @throws AccelerateException with {@link ErrorCode#P6005} if it is negative
	 */
	public static CacheOptions ofSwr(int seconds) {
		return AS_DECLARED.withSwr(seconds);
	}

	/**
	 * Creates options with a stale-while-revalidate window.
	 * @param swr the window
	 * @return the options
	 * @throws AccelerateException with {@link ErrorCode#P6005} if it is negative
	 */
	public static CacheOptions ofSwr(Duration swr) {
		return AS_DECLARED.withSwr(swr);
	}

	/**
	 * Creates options with tags.
	 * @param tags the tags, in place of those declared
	 * @return the options
	 */
	public static CacheOptions ofTags(String... tags) {
		return AS_DECLARED.withTags(tags);
	}

	/**
	 * Creates options that bypass the cache: the database answers, and nothing is stored.
	 * @return the options
	 */
	public static CacheOptions none() {
		return new CacheOptions(Mode.NONE, null, null, null);
	}

	/**
	 * Creates options that ask the database now and store the result, with the declared
	 * windows.
	 * @return the options
	 */
	public static CacheOptions refresh() {
		return new CacheOptions(Mode.REFRESH, null, null, null);
	}

	/**
	 * Returns these options with another time-to-live.
	 * @param seconds the time-to-live in seconds
	 * @return the options
	 * @throws AccelerateException with {@link ErrorCode#P6005} if it is negative
	 */
	public CacheOptions withTtl(int seconds) {
		return withTtl(Duration.ofSeconds(seconds));
	}

	/**
	 * Returns these options with another time-to-live.
	 * @param ttl the time-to-live
	 * @return the options
	 * @throws AccelerateException with {@link ErrorCode#P6005} if it is negative
	 */
	public CacheOptions withTtl(Duration ttl) {
		return new CacheOptions(this.mode, check("ttl", ttl), this.swr, this.tags);
	}

	/**
	 * Returns these options with another stale-while-revalidate window.
	 * @param seconds the window in seconds
	 * @return the options
	 * @throws AccelerateException with {@link ErrorCode#P6005} if it is negative
	 */
	public CacheOptions withSwr(int seconds) {
		return withSwr(Duration.ofSeconds(seconds));
	}

	/**
	 * Returns these options with another stale-while-revalidate window.
	 * @param swr the window
	 * @return the options
	 * @throws AccelerateException with {@link ErrorCode#P6005} if it is negative
	 */
	public CacheOptions withSwr(Duration swr) {
		return new CacheOptions(this.mode, this.ttl, check("swr", swr), this.tags);
	}

	/**
	 * Returns these options with other tags.
	 * @param tags the tags, in place of those declared
	 * @return the options
	 */
	public CacheOptions withTags(String... tags) {
		return new CacheOptions(this.mode, this.ttl, this.swr, List.of(tags));
	}

	private static Duration check(String name, Duration window) {
		if (window.isNegative()) {
			throw new AccelerateException(ErrorCode.P6005,
					"CacheOptions got " + name + "=" + window + ": give zero or more");
		}
		return window;
	}

	/**
	 * Returns what the call does with the cache.
	 * @return the mode
	 */
	public Mode mode() {
		return this.mode;
	}

	/**
	 * Returns the time-to-live.
	 * @return the time-to-live, or {@code null} if it is as declared
	 */
	public @Nullable Duration ttl() {
		return this.ttl;
	}

	/**
	 * Returns the stale-while-revalidate window.
	 * @return the window, or {@code null} if it is as declared
	 */
	public @Nullable Duration swr() {
		return this.swr;
	}

	/**
	 * Returns the tags.
	 * @return the tags, or {@code null} if they are as declared
	 */
	public @Nullable List<String> tags() {
		return this.tags;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return this == other
				|| (other instanceof CacheOptions that && this.mode == that.mode && Objects.equals(this.ttl, that.ttl)
						&& Objects.equals(this.swr, that.swr) && Objects.equals(this.tags, that.tags));
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.mode, this.ttl, this.swr, this.tags);
	}

	@Override
	public String toString() {
		return "CacheOptions[mode=" + this.mode + ", ttl=" + this.ttl + ", swr=" + this.swr + ", tags=" + this.tags
				+ "]";
	}

}
