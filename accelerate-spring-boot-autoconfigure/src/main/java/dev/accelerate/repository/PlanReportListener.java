package dev.accelerate.repository;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.core.Ordered;

/**
 * Writes the report of the plans once all repositories have been created.
 */
public final class PlanReportListener implements ApplicationListener<ContextRefreshedEvent>, Ordered {

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
		if (event.getApplicationContext() == this.context) {
			this.plans.report().log();
		}
	}

	@Override
	public int getOrder() {
		return LOWEST_PRECEDENCE;
	}

}
