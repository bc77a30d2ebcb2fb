package dev.accelerate.strategy;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.core.Ordered;
import org.springframework.data.jpa.repository.support.JpaRepositoryFactoryBean;

/**
 * Listener that logs the report of the plans at startup, and warns of configured
 * strategies that match no method. A repository may be created much later, so the
 * warnings rely on the bean definitions of all repositories.
 */
public final class PlanReportListener implements ApplicationListener<ContextRefreshedEvent>, Ordered {

	private static final Log logger = LogFactory.getLog(QueryPlanSource.class);

	private final QueryPlanSource plans;

	private final ApplicationContext context;

	/**
	 * Creates a listener.
	 * @param plans the source of the plans
	 * @param context the context of the repositories; events of its children are ignored
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
		if (!this.plans.isConfigured()) {
			return;
		}
		TreeSet<String> unknown = registerDefined();
		Map<String, List<String>> unmatched = this.plans.unmatched();
		unmatched.forEach((name, nearest) -> logger.warn(name + " matches no method of "
				+ (unknown.isEmpty() ? "any repository."
						: "the repositories known so far. " + unknown + " are known only once they are created.")
				+ (nearest.isEmpty() ? "" : " The nearest names are " + nearest)));
	}

	/**
	 * Registers the repositories that are defined, without creating any.
	 * @return the names of those whose definition does not say which interface they have
	 */
	private TreeSet<String> registerDefined() {
		TreeSet<String> unknown = new TreeSet<>();
		for (String factoryName : this.context.getBeanNamesForType(JpaRepositoryFactoryBean.class, true, false)) {
			String name = BeanFactoryUtils.transformedBeanName(factoryName);
			Class<?> type = this.context.getType(name, false);
			if (type != null && isRepository(type)) {
				this.plans.register(type);
			}
			else {
				unknown.add(name);
			}
		}
		return unknown;
	}

	/**
	 * Returns whether a type is the interface of a repository. A definition that does not
	 * say which interface it has resolves to a type of Spring Data.
	 */
	private static boolean isRepository(Class<?> type) {
		return type.isInterface() && !type.getName().startsWith("org.springframework.data.");
	}

	@Override
	public int getOrder() {
		return LOWEST_PRECEDENCE;
	}

}
