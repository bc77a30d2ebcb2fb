package dev.accelerate.jpa;

import java.util.function.Supplier;

import dev.accelerate.core.EarlyPostProcessor;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.orm.jpa.AbstractEntityManagerFactoryBean;
import org.springframework.orm.jpa.hibernate.LocalSessionFactoryBean;

/**
 * {@link BeanPostProcessor} that has the sessions of every persistence unit tracked.
 */
public final class SessionTrackingPostProcessor extends EarlyPostProcessor {

	private final Supplier<SessionTracking> tracking;

	/**
	 * Create a post-processor.
	 * @param tracking supplies the tracking
	 */
	public SessionTrackingPostProcessor(Supplier<SessionTracking> tracking) {
		this.tracking = tracking;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof AbstractEntityManagerFactoryBean factory) {
			factory.getJpaPropertyMap().put(SessionTracking.SETTING, this.tracking.get());
		}
		else if (bean instanceof LocalSessionFactoryBean factory) {
			factory.getHibernateProperties().put(SessionTracking.SETTING, this.tracking.get());
		}
		return bean;
	}

	@Override
	protected String missed(Object bean, String beanName) {
		boolean missed = (bean instanceof AbstractEntityManagerFactoryBean factory
				&& !factory.getJpaPropertyMap().containsKey(SessionTracking.SETTING))
				|| (bean instanceof LocalSessionFactoryBean sessions
						&& !sessions.getHibernateProperties().containsKey(SessionTracking.SETTING));
		return missed ? "entity manager factory" : "";
	}

}
