package dev.accelerate.test;

import java.util.Properties;

import dev.accelerate.AccelerateException;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.data.jpa.repository.support.JpaRepositoryFactoryBean;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.core.support.PropertiesBasedNamedQueries;

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
		return create(context, type, new Properties());
	}

	/**
	 * Create a repository.
	 * @param context the running application
	 * @param type the repository interface
	 * @param namedQueries the contents of {@code jpa-named-queries.properties}
	 * @return the repository
	 * @throws AccelerateException the refusal that would fail the startup
	 */
	@SuppressWarnings({ "unchecked", "rawtypes" })
	public static <R extends Repository<?, ?>> R create(ApplicationContext context, Class<R> type,
			Properties namedQueries) {
		AutowireCapableBeanFactory beans = context.getAutowireCapableBeanFactory();
		JpaRepositoryFactoryBean factoryBean = new JpaRepositoryFactoryBean(type);
		factoryBean.setNamedQueries(new PropertiesBasedNamedQueries(namedQueries));
		beans.autowireBean(factoryBean);
		try {
			beans.initializeBean(factoryBean, type.getName());
		}
		catch (BeanCreationException ex) {
			throw (ex.getMostSpecificCause() instanceof AccelerateException refused) ? refused : ex;
		}
		return (R) factoryBean.getObject();
	}

}
