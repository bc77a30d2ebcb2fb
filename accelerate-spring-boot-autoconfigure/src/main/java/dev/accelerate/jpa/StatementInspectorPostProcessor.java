package dev.accelerate.jpa;

import java.util.Map;
import java.util.function.Supplier;

import dev.accelerate.core.OpenTransactions;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.orm.jpa.AbstractEntityManagerFactoryBean;
import org.springframework.orm.jpa.JpaVendorAdapter;
import org.springframework.util.ClassUtils;

/**
 * {@link BeanPostProcessor} that puts the {@link WriteInspector} into every persistence
 * unit, before the application's own inspector.
 */
public final class StatementInspectorPostProcessor implements BeanPostProcessor {

	private final Supplier<OpenTransactions> transactions;

	/**
	 * Create a post-processor.
	 * @param transactions supplies the transactions in progress
	 */
	public StatementInspectorPostProcessor(Supplier<OpenTransactions> transactions) {
		this.transactions = transactions;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof AbstractEntityManagerFactoryBean factory) {
			Map<String, Object> properties = factory.getJpaPropertyMap();
			Object present = properties.getOrDefault(JdbcSettings.STATEMENT_INSPECTOR, ofVendor(factory));
			properties.put(JdbcSettings.STATEMENT_INSPECTOR,
					new WriteInspector(this.transactions.get(), toInspector(present)));
		}
		return bean;
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
