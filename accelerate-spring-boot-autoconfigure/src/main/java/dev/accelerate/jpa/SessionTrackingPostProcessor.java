package dev.accelerate.jpa;

import java.util.Map;
import java.util.function.Supplier;

import org.hibernate.cfg.JdbcSettings;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.orm.jpa.AbstractEntityManagerFactoryBean;
import org.springframework.orm.jpa.JpaVendorAdapter;
import org.springframework.orm.jpa.hibernate.LocalSessionFactoryBean;
import org.springframework.util.ClassUtils;

/**
 * {@link BeanPostProcessor} that has the sessions of every persistence unit tracked, and
 * keeps the application's own statement inspector.
 */
public final class SessionTrackingPostProcessor implements BeanPostProcessor {

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
			addTo(factory.getJpaPropertyMap(), ofVendor(factory));
		}
		else if (bean instanceof LocalSessionFactoryBean factory) {
			addTo(factory.getHibernateProperties(), null);
		}
		return bean;
	}

	private <K> void addTo(Map<? super String, Object> settings, @Nullable Object ofVendor) {
		SessionTracking sessions = this.tracking.get();
		Object present = settings.get(JdbcSettings.STATEMENT_INSPECTOR);
		StatementInspector next = toInspector((present != null) ? present : ofVendor);
		settings.put(JdbcSettings.STATEMENT_INSPECTOR, new TrackingInspector(sessions, next));
		settings.put(SessionTracking.SETTING, sessions);
	}

	/**
	 * The vendor's settings count where the factory has none of its own.
	 */
	private static @Nullable Object ofVendor(AbstractEntityManagerFactoryBean factory) {
		JpaVendorAdapter vendor = factory.getJpaVendorAdapter();
		return (vendor != null) ? vendor.getJpaPropertyMap().get(JdbcSettings.STATEMENT_INSPECTOR) : null;
	}

	/**
	 * Hibernate accepts an instance, a class or the name of a class.
	 */
	private static @Nullable StatementInspector toInspector(@Nullable Object setting) {
		if (setting == null || setting instanceof StatementInspector) {
			return (StatementInspector) setting;
		}
		Class<?> type = (setting instanceof Class<?> declared) ? declared
				: ClassUtils.resolveClassName(setting.toString(), null);
		return (StatementInspector) BeanUtils.instantiateClass(type);
	}

}
