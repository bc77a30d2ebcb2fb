package dev.accelerate.autoconfigure;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.core.NativeDetector;
import org.springframework.util.unit.DataSize;

/**
 * Properties of the query cache.
 */
@ConfigurationProperties("accelerate")
public class AccelerateProperties {

	/**
	 * Whether anything is cached. When disabled, every bean stays: reads go to the
	 * database and invalidations do nothing.
	 */
	private boolean enabled = true;

	/**
	 * Region of this application, as reported in the info of each answer.
	 */
	private String region = "local";

	/**
	 * Deadline of a load that finds no transaction in progress, and of waiting for the
	 * load of another caller. Zero for none. Transactions count in whole seconds, rounded
	 * up. If a duration suffix is not specified, seconds are used.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private Duration queryTimeout = Duration.ZERO;

	/**
	 * Time after both windows for which a valid result is still answered when the
	 * database cannot be reached. Zero for none. If a duration suffix is not specified,
	 * seconds are used.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private Duration staleIfError = Duration.ZERO;

	/**
	 * Largest part of the time-to-live, from 0 to 1, by which a result may expire early.
	 * The part differs from result to result.
	 */
	private double jitter = 0;

	/**
	 * Whether code of the application that opens connections or sessions, as a DataSource
	 * of its own does, may give each tenant a different answer.
	 */
	private Tenancy tenancy = Tenancy.AUTO;

	/**
	 * Strategy of every read that has no other. Off unless it has a ttl or an swr.
	 */
	@NestedConfigurationProperty
	private final Strategy defaultStrategy = new Strategy();

	/**
	 * Strategies by repository, by its simple or full name, and method. An asterisk
	 * stands for all repositories or all methods.
	 */
	private final Map<String, Map<String, Strategy>> strategies = new LinkedHashMap<>();

	private final Limits limits = new Limits();

	@NestedConfigurationProperty
	private final InvalidationProperties invalidation = new InvalidationProperties();

	@NestedConfigurationProperty
	private final SessionProperties.Entities entities = new SessionProperties.Entities();

	@NestedConfigurationProperty
	private final SessionProperties.Transactions transactions = new SessionProperties.Transactions();

	@NestedConfigurationProperty
	private final WebProperties web = new WebProperties();

	@NestedConfigurationProperty
	private final HealthProperties health = new HealthProperties();

	private final Refresh refresh = new Refresh();

	private final Store store = new Store();

	/**
	 * Returns whether anything is cached. Nothing is in a native image: there a class
	 * seems to have no fields if it has no hints, and whoever looks at the fields would
	 * share or leave out what must not be.
	 * @return whether caching is possible and not switched off
	 */
	public boolean isEnabled() {
		return this.enabled && !NativeDetector.inNativeImage();
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public String getRegion() {
		return this.region;
	}

	public void setRegion(String region) {
		this.region = region;
	}

	public Duration getQueryTimeout() {
		return this.queryTimeout;
	}

	public void setQueryTimeout(Duration queryTimeout) {
		this.queryTimeout = queryTimeout;
	}

	public Duration getStaleIfError() {
		return this.staleIfError;
	}

	public void setStaleIfError(Duration staleIfError) {
		this.staleIfError = staleIfError;
	}

	public double getJitter() {
		return this.jitter;
	}

	public void setJitter(double jitter) {
		this.jitter = jitter;
	}

	public Tenancy getTenancy() {
		return this.tenancy;
	}

	public void setTenancy(Tenancy tenancy) {
		this.tenancy = tenancy;
	}

	public Strategy getDefaultStrategy() {
		return this.defaultStrategy;
	}

	public Map<String, Map<String, Strategy>> getStrategies() {
		return this.strategies;
	}

	public Limits getLimits() {
		return this.limits;
	}

	public InvalidationProperties getInvalidation() {
		return this.invalidation;
	}

	public SessionProperties.Entities getEntities() {
		return this.entities;
	}

	public SessionProperties.Transactions getTransactions() {
		return this.transactions;
	}

	public WebProperties getWeb() {
		return this.web;
	}

	public HealthProperties getHealth() {
		return this.health;
	}

	public Refresh getRefresh() {
		return this.refresh;
	}

	public Store getStore() {
		return this.store;
	}

	/**
	 * Background refresh.
	 */
	public static class Refresh {

		/**
		 * Number of refreshes that may run at the same time.
		 */
		private int threads = 4;

		/**
		 * Number of refreshes that may wait; more are rejected, and the stale results
		 * stay.
		 */
		private int queue = 256;

		/**
		 * Time that running refreshes get to finish at shutdown. If a duration suffix is
		 * not specified, seconds are used.
		 */
		@DurationUnit(ChronoUnit.SECONDS)
		private Duration awaitTermination = Duration.ofSeconds(10);

		public int getThreads() {
			return this.threads;
		}

		public void setThreads(int threads) {
			this.threads = threads;
		}

		public int getQueue() {
			return this.queue;
		}

		public void setQueue(int queue) {
			this.queue = queue;
		}

		public Duration getAwaitTermination() {
			return this.awaitTermination;
		}

		public void setAwaitTermination(Duration awaitTermination) {
			this.awaitTermination = awaitTermination;
		}

	}

	/**
	 * Local store.
	 */
	public static class Store {

		/**
		 * Estimated memory that all entries of the local store may retain together.
		 */
		private DataSize maximumSize = DataSize.ofMegabytes(64);

		public DataSize getMaximumSize() {
			return this.maximumSize;
		}

		public void setMaximumSize(DataSize maximumSize) {
			this.maximumSize = maximumSize;
		}

	}

	/**
	 * Strategy.
	 */
	public static class Strategy {

		/**
		 * Time for which a result is fresh. If a duration suffix is not specified,
		 * seconds are used.
		 */
		@DurationUnit(ChronoUnit.SECONDS)
		private @Nullable Duration ttl;

		/**
		 * Time after that for which a result is answered while it is refreshed in the
		 * background. If a duration suffix is not specified, seconds are used.
		 */
		@DurationUnit(ChronoUnit.SECONDS)
		private @Nullable Duration swr;

		/**
		 * Tags by which results can be invalidated.
		 */
		private @Nullable List<String> tags;

		/**
		 * Whether to cache at all.
		 */
		private @Nullable Boolean enabled;

		public @Nullable Duration getTtl() {
			return this.ttl;
		}

		public void setTtl(@Nullable Duration ttl) {
			this.ttl = ttl;
		}

		public @Nullable Duration getSwr() {
			return this.swr;
		}

		public void setSwr(@Nullable Duration swr) {
			this.swr = swr;
		}

		public @Nullable List<String> getTags() {
			return this.tags;
		}

		public void setTags(@Nullable List<String> tags) {
			this.tags = tags;
		}

		public @Nullable Boolean getEnabled() {
			return this.enabled;
		}

		public void setEnabled(@Nullable Boolean enabled) {
			this.enabled = enabled;
		}

	}

	/**
	 * Limits.
	 */
	public static class Limits {

		/**
		 * Most that a single result may weigh to be stored, by estimate.
		 */
		private DataSize entrySize = DataSize.ofMegabytes(1);

		/**
		 * What happens to a call whose result is larger.
		 */
		private OnOversize onOversize = OnOversize.SERVE;

		/**
		 * Number of tags that a query may have.
		 */
		private int tagsPerQuery = 5;

		/**
		 * Number of tags that a call of invalidate may have.
		 */
		private int tagsPerCall = 5;

		public DataSize getEntrySize() {
			return this.entrySize;
		}

		public void setEntrySize(DataSize entrySize) {
			this.entrySize = entrySize;
		}

		public OnOversize getOnOversize() {
			return this.onOversize;
		}

		public void setOnOversize(OnOversize onOversize) {
			this.onOversize = onOversize;
		}

		public int getTagsPerQuery() {
			return this.tagsPerQuery;
		}

		public void setTagsPerQuery(int tagsPerQuery) {
			this.tagsPerQuery = tagsPerQuery;
		}

		public int getTagsPerCall() {
			return this.tagsPerCall;
		}

		public void setTagsPerCall(int tagsPerCall) {
			this.tagsPerCall = tagsPerCall;
		}

	}

	/**
	 * What happens to a call whose result is too large to be stored.
	 */
	public enum OnOversize {

		/**
		 * It is answered.
		 */
		SERVE,

		/**
		 * It fails with P6009.
		 */
		FAIL

	}

	/**
	 * Whether code of the application that opens connections or sessions may give each
	 * tenant a different answer.
	 */
	public enum Tenancy {

		/**
		 * It may, unless it is known to be harmless.
		 */
		AUTO,

		/**
		 * It does not: every connection and every session shows the same rows.
		 */
		SINGLE

	}

}
