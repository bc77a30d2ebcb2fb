package dev.accelerate.repository;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.core.Ordered;

/**
 * Writes the report of the plans once all repositories have been created.
 */
public final class PlanReportListener implements ApplicationListener<ContextRefreshedEvent>, Ordered {

	private static final Log logger = LogFactory.getLog(QueryPlanSource.class);

	private final QueryPlanSource plans;

	private final ApplicationContext context;

	/**
	 * Create a listener.
	 * @param plans the source of the plans
	 * @param context the context of the repositories, whose children are none of its
	 * concern
	 */
	public PlanReportListener(QueryPlanSource plans, ApplicationContext context) {
		this.plans = plans;
		this.context = context;
	}

	@Override
	public void onApplicationEvent(ContextRefreshedEvent event) {
		if (event.getApplicationContext() != this.context) {
			return;
		}
		this.plans.report().log();
		this.plans.unmatched()
			.forEach((name, nearest) -> logger.warn("accelerate.strategies." + name
					+ " matches no method of the repositories created so far. The nearest names are " + nearest));
	}

	@Override
	public int getOrder() {
		return LOWEST_PRECEDENCE;
	}

}
