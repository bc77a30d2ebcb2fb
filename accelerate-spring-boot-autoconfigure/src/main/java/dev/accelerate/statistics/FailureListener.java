package dev.accelerate.statistics;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import dev.accelerate.core.QueryCacheListener;
import dev.accelerate.freshness.TimeSource;

/**
 * {@link QueryCacheListener} that counts the failures of the last minute that no caller
 * saw.
 */
public final class FailureListener implements QueryCacheListener {

	private final TimeSource time;

	private final Map<Component, RecentFailures> failures = new EnumMap<>(Component.class);

	/**
	 * Creates a listener.
	 * @param time the source of time
	 */
	public FailureListener(TimeSource time) {
		this.time = time;
		for (Component component : Component.values()) {
			this.failures.put(component, new RecentFailures());
		}
	}

	/**
	 * Returns the failures of the last minute.
	 * @return their number by component, zeros included
	 */
	public Map<String, Long> lastMinute() {
		long now = this.time.nanos();
		Map<String, Long> counts = new LinkedHashMap<>();
		this.failures.forEach(
				(component, failures) -> counts.put(component.name().toLowerCase(Locale.ROOT), failures.count(now)));
		return counts;
	}

	@Override
	public void onFailure(Component component, Throwable failure) {
		Objects.requireNonNull(this.failures.get(component)).add(this.time.nanos());
	}

}
