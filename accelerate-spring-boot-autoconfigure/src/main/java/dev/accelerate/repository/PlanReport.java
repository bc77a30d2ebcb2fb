package dev.accelerate.repository;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * What has become of the declared strategies.
 */
final class PlanReport {

	private static final Log logger = LogFactory.getLog(QueryPlanSource.class);

	private final AtomicInteger planned = new AtomicInteger();

	private final Map<String, String> left = new ConcurrentSkipListMap<>();

	void planned() {
		this.planned.incrementAndGet();
	}

	void left(String method, String reason) {
		this.left.put(method, reason);
	}

	void log() {
		if (logger.isInfoEnabled() && (this.planned.get() > 0 || !this.left.isEmpty())) {
			logger.info("Query cache: " + this.planned + " methods cached, " + this.left.size()
					+ " not (DEBUG lists them)");
		}
		if (logger.isDebugEnabled()) {
			this.left.forEach((method, reason) -> logger.debug("Not cached: " + method + ", because " + reason));
		}
	}

}
