package dev.accelerate.repository;

import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.core.Ordered;

/**
 * Writes the report of the plans once all repositories have been created.
 */
public final class PlanReportListener implements ApplicationListener<ContextRefreshedEvent>, Ordered {

	private final QueryPlanSource plans;

	/**
	 * Create a listener.
	 * @param plans the source of the plans
	 */
	public PlanReportListener(QueryPlanSource plans) {
		this.plans = plans;
	}

	@Override
	public void onApplicationEvent(ContextRefreshedEvent event) {
		this.plans.report().log();
	}

	@Override
	public int getOrder() {
		return LOWEST_PRECEDENCE;
	}

}
