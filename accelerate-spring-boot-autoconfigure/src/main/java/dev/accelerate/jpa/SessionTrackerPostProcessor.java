package dev.accelerate.jpa;

import java.util.function.Supplier;

import dev.accelerate.beans.EarlyPostProcessor;
import dev.accelerate.jpa.schema.SchemaTracker;
import dev.accelerate.jpa.unkeyed.ApplicationCode;
import dev.accelerate.jpa.unkeyed.UnkeyedDependencyFinder;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.orm.jpa.AbstractEntityManagerFactoryBean;
import org.springframework.orm.jpa.hibernate.LocalSessionFactoryBean;

/**
 * {@link BeanPostProcessor} that has the sessions and the schema of every persistence
 * unit tracked.
 */
public final class SessionTrackerPostProcessor extends EarlyPostProcessor {

	private final Supplier<SessionTracker> tracker;

	private final Supplier<SchemaTracker> schema;

	/**
	 * Creates a post-processor.
	 * @param tracker supplies the tracker of sessions
	 * @param schema supplies the tracker of what tables stand for
	 */
	public SessionTrackerPostProcessor(Supplier<SessionTracker> tracker, Supplier<SchemaTracker> schema) {
		this.tracker = tracker;
		this.schema = schema;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof AbstractEntityManagerFactoryBean factory) {
			factory.getJpaPropertyMap().put(SessionTracker.SETTING, this.tracker.get());
			factory.getJpaPropertyMap().put(SchemaTracker.SETTING, this.schema.get());
			String opening = ApplicationCode.opening(factory);
			if (opening != null) {
				factory.getJpaPropertyMap().put(UnkeyedDependencyFinder.OPENING_SETTING, opening);
			}
		}
		else if (bean instanceof LocalSessionFactoryBean factory) {
			factory.getHibernateProperties().put(SessionTracker.SETTING, this.tracker.get());
			factory.getHibernateProperties().put(SchemaTracker.SETTING, this.schema.get());
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
				&& !factory.getJpaPropertyMap().containsKey(SessionTracker.SETTING))
				|| (bean instanceof LocalSessionFactoryBean sessions
						&& !sessions.getHibernateProperties().containsKey(SessionTracker.SETTING));
		return missed ? "entity manager factory" : "";
	}

}
