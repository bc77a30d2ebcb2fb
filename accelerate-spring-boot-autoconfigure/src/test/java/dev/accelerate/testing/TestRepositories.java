package dev.accelerate.testing;

import java.util.function.Consumer;

import dev.accelerate.AccelerateException;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.data.jpa.repository.support.JpaRepositoryFactoryBean;
import org.springframework.data.repository.Repository;

/**
 * Repositories added to a running application. They pass through the same bean
 * post-processors as those that are scanned for, without the cost of a context each.
 */
public final class TestRepositories {

	private TestRepositories() {
	}

	/**
	 * Create a repository.
	 * @param context the running application
	 * @param type the repository interface
	 * @return the repository
	 * @throws AccelerateException the refusal that would fail the startup
	 */
	public static <R extends Repository<?, ?>> R create(ApplicationContext context, Class<R> type) {
		return create(context, type, (factoryBean) -> {
		});
	}

	/**
	 * Create a repository.
	 * @param context the running application
	 * @param type the repository interface
	 * @param customizer sets what the annotation that scans would have set
	 * @return the repository
	 * @throws AccelerateException the refusal that would fail the startup
	 */
	@SuppressWarnings({ "unchecked", "rawtypes" })
	public static <R extends Repository<?, ?>> R create(ApplicationContext context, Class<R> type,
			Consumer<JpaRepositoryFactoryBean<?, ?, ?>> customizer) {
		AutowireCapableBeanFactory beans = context.getAutowireCapableBeanFactory();
		JpaRepositoryFactoryBean factoryBean = new JpaRepositoryFactoryBean(type);
		beans.autowireBean(factoryBean);
		customizer.accept(factoryBean);
		try {
			beans.initializeBean(factoryBean, type.getName());
		}
		catch (BeanCreationException ex) {
			throw (ex.getMostSpecificCause() instanceof AccelerateException refused) ? refused : ex;
		}
		return (R) factoryBean.getObject();
	}

}
