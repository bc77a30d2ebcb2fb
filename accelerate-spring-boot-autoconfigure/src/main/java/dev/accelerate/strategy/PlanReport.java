package dev.accelerate.strategy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

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

	private final Map<String, PlannedMethod> cached = new ConcurrentSkipListMap<>();

	private final Map<String, Refusal> notCached = new ConcurrentSkipListMap<>();

	private final Set<Class<?>> repositories = ConcurrentHashMap.newKeySet();

	private final Set<String> warned = ConcurrentHashMap.newKeySet();

	/**
	 * Records that there is a repository.
	 */
	void opened(Class<?> repository) {
		this.repositories.add(repository);
	}

	/**
	 * Records that a method is cached.
	 */
	void planned(PlannedMethod method) {
		this.cached.put(method.fullName(), method);
		this.planned.incrementAndGet();
		if (method.plan().narrowing().isNarrow()) {
			this.narrowed.incrementAndGet();
		}
	}

	/**
	 * Records that an inherited strategy does not apply. If the reason is a dependency
	 * that is not part of the key, a warning says so once.
	 */
	void notCached(String method, Refusal refusal) {
		this.notCached.put(method, refusal);
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

	/**
	 * Returns the repositories that have been created.
	 * @return their interfaces
	 */
	public Set<Class<?>> repositories() {
		return Set.copyOf(this.repositories);
	}

	/**
	 * Returns the methods that are cached.
	 * @return those with a strategy, by name
	 */
	public List<PlannedMethod> cached() {
		return List.copyOf(this.cached.values());
	}

	/**
	 * Returns the methods to which an inherited strategy does not apply.
	 * @return why each is not cached, by its name with that of its repository
	 */
	public Map<String, Refusal> notCached() {
		return new TreeMap<>(this.notCached);
	}

	void log() {
		if (logger.isInfoEnabled() && (this.planned.get() > 0 || !this.notCached.isEmpty())) {
			logger.info("Query cache: " + this.planned + " methods cached, "
					+ ((this.narrowed.get() > 0) ? this.narrowed + " of them by rows, " : "") + this.notCached.size()
					+ " not (DEBUG lists them)");
		}
		if (logger.isDebugEnabled()) {
			this.cached.forEach((name, method) -> logger
				.debug("Cached: " + name + ", depending on " + method.plan().narrowing().description()));
			this.notCached
				.forEach((name, refusal) -> logger.debug("Not cached: " + name + ", because " + refusal.reason()));
		}
	}

}
