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

	private final Supplier<SchemaTracking> schema;

	/**
	 * Create a post-processor.
	 * @param tracking supplies the tracking of sessions
	 * @param schema supplies the tracking of what tables stand for
	 */
	public SessionTrackingPostProcessor(Supplier<SessionTracking> tracking, Supplier<SchemaTracking> schema) {
		this.tracking = tracking;
		this.schema = schema;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof AbstractEntityManagerFactoryBean factory) {
			factory.getJpaPropertyMap().put(SessionTracking.SETTING, this.tracking.get());
			factory.getJpaPropertyMap().put(SchemaTracking.SETTING, this.schema.get());
			String opening = OwnCode.opening(factory);
			if (opening != null) {
				factory.getJpaPropertyMap().put(HiddenDependencies.OPENING_SETTING, opening);
			}
		}
		else if (bean instanceof LocalSessionFactoryBean factory) {
			factory.getHibernateProperties().put(SessionTracking.SETTING, this.tracking.get());
			factory.getHibernateProperties().put(SchemaTracking.SETTING, this.schema.get());
		}
		return bean;
	}

	@Override
	protected String missed(Object bean, String beanName) {
		return missedElsewhere(bean);
	}

	@Override
	protected String missedElsewhere(Object bean) {
		boolean missed = (bean instanceof AbstractEntityManagerFactoryBean factory
				&& !factory.getJpaPropertyMap().containsKey(SessionTracking.SETTING))
				|| (bean instanceof LocalSessionFactoryBean sessions
						&& !sessions.getHibernateProperties().containsKey(SessionTracking.SETTING));
		return missed ? "entity manager factory" : "";
	}

}
