package dev.accelerate.strategy;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

import dev.accelerate.core.Narrowing;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Report of what became of the declared strategies: how many methods are cached, and why
 * others are not.
 */
public final class PlanReport {

	private static final Log logger = LogFactory.getLog(QueryPlanSource.class);

	private final AtomicInteger planned = new AtomicInteger();

	private final AtomicInteger narrowed = new AtomicInteger();

	private final Map<String, String> cached = new ConcurrentSkipListMap<>();

	private final Map<String, String> notCached = new ConcurrentSkipListMap<>();

	private final Set<String> warned = ConcurrentHashMap.newKeySet();

	/**
	 * Records that a method is cached.
	 */
	void planned(String method, Narrowing narrowing) {
		this.cached.put(method, narrowing.description());
		this.planned.incrementAndGet();
		if (narrowing.isNarrow()) {
			this.narrowed.incrementAndGet();
		}
	}

	/**
	 * Records that an inherited strategy does not apply. If the reason is a dependency
	 * that is not part of the key, a warning says so once.
	 */
	void notCached(String method, Refusal refusal) {
		this.notCached.put(method, refusal.reason());
		if (refusal.isDependency() && this.warned.add(refusal.reason())) {
			logger.warn("Inherited strategies do not apply to " + method + " and all others of its persistence unit: "
					+ refusal.reason() + ". " + refusal.remedy() + ".");
		}
	}

	/**
	 * Warns once of something that is not cached, although nothing is wrong with its
	 * strategy.
	 */
	public void warn(String what, Refusal refusal) {
		String warning = what + ": " + refusal.reason() + ". " + refusal.remedy() + ".";
		if (this.warned.add(warning)) {
			logger.warn(warning);
		}
	}

	void log() {
		if (logger.isInfoEnabled() && (this.planned.get() > 0 || !this.notCached.isEmpty())) {
			logger.info("Query cache: " + this.planned + " methods cached, "
					+ ((this.narrowed.get() > 0) ? this.narrowed + " of them by rows, " : "") + this.notCached.size()
					+ " not (DEBUG lists them)");
		}
		if (logger.isDebugEnabled()) {
			this.cached.forEach((method, on) -> logger.debug("Cached: " + method + ", depending on " + on));
			this.notCached.forEach((method, reason) -> logger.debug("Not cached: " + method + ", because " + reason));
		}
	}

}
