package dev.accelerate.tracking;

import java.util.function.Supplier;

import dev.accelerate.beans.EarlyPostProcessor;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.transaction.ConfigurableTransactionManager;

/**
 * {@link BeanPostProcessor} that adds {@link TransactionTracker} as a listener to every
 * transaction manager bean.
 */
public final class TransactionTrackerPostProcessor extends EarlyPostProcessor {

	private final Supplier<TransactionTracker> transactions;

	/**
	 * Creates a post-processor.
	 * @param transactions supplies the tracker
	 */
	public TransactionTrackerPostProcessor(Supplier<TransactionTracker> transactions) {
		this.transactions = transactions;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof ConfigurableTransactionManager manager) {
			TransactionTracker listener = this.transactions.get();
			// Spring Boot has already added every listener that is a bean to its own.
			if (!manager.getTransactionExecutionListeners().contains(listener)) {
				manager.addListener(listener);
			}
		}
		return bean;
	}

	/**
	 * Adds the listener to a manager that was created too early; a manager accepts
	 * listeners at any time.
	 */
	@Override
	protected String missed(Object bean, String beanName) {
		postProcessBeforeInitialization(bean, beanName);
		return "";
	}

}
