package dev.accelerate.autoconfigure;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.convert.DurationUnit;
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

	private final Refresh refresh = new Refresh();

	private final Store store = new Store();

	public boolean isEnabled() {
		return this.enabled;
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

}
