package dev.accelerate.jdbc;

import java.util.Arrays;
import java.util.function.Supplier;

import javax.sql.DataSource;

import dev.accelerate.beans.EarlyPostProcessor;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.util.ClassUtils;

/**
 * {@link BeanPostProcessor} that puts a proxy in place of every data source, so that its
 * connections are followed. The proxy has the same interfaces, but not the class: Spring
 * Boot reads fields of pools, and so has to unwrap them first. For a scoped bean, the
 * scoped proxy is replaced, not its target, because the scoped proxy depends on the class
 * of its target. A data source that hands on the connections of another is left alone if
 * the other is followed.
 */
public final class ConnectionTrackerPostProcessor extends EarlyPostProcessor {

	private final TrackedDataSource interceptor;

	/**
	 * Creates a post-processor.
	 * @param tracking supplies the tracker when the first connection is opened
	 */
	public ConnectionTrackerPostProcessor(Supplier<ConnectionTracker> tracking) {
		this.interceptor = new TrackedDataSource(tracking);
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (!(bean instanceof DataSource dataSource) || ScopedProxyUtils.isScopedTarget(beanName)
				|| isTracked(dataSource)) {
			return bean;
		}
		if (dataSource instanceof TransactionAwareDataSourceProxy proxy && proxy.getTargetDataSource() != null) {
			// Transaction managers recognize this one by its class.
			proxy.setTargetDataSource(track(proxy.getTargetDataSource()));
			return proxy;
		}
		return track(dataSource);
	}

	/**
	 * Describes a data source that can no longer be followed. One that hands on the
	 * connections of another still can, because its target can be replaced at any time.
	 */
	@Override
	protected String missed(Object bean, String beanName) {
		if (!(bean instanceof DataSource dataSource) || ScopedProxyUtils.isScopedTarget(beanName)
				|| isTracked(dataSource)) {
			return "";
		}
		DelegatingDataSource last = null;
		DataSource candidate = dataSource;
		while (candidate instanceof DelegatingDataSource delegating) {
			last = delegating;
			candidate = delegating.getTargetDataSource();
		}
		if (last == null || candidate == null) {
			return "data source";
		}
		last.setTargetDataSource(track(candidate));
		return "";
	}

	@Override
	protected String missedElsewhere(Object bean) {
		return (bean instanceof DataSource dataSource && !isTracked(dataSource)) ? "data source" : "";
	}

	@Override
	protected boolean followsProducts(Class<?> type) {
		return DataSource.class.isAssignableFrom(type);
	}

	private DataSource track(DataSource dataSource) {
		ProxyFactory factory = new ProxyFactory(ClassUtils.getAllInterfaces(dataSource));
		factory.setTarget(dataSource);
		factory.addAdvice(this.interceptor);
		return (DataSource) factory.getProxy();
	}

	private static boolean isTracked(DataSource dataSource) {
		DataSource candidate = dataSource;
		while (!isIntercepted(candidate) && candidate instanceof DelegatingDataSource delegating) {
			candidate = delegating.getTargetDataSource();
		}
		return isIntercepted(candidate);
	}

	private static boolean isIntercepted(@Nullable DataSource candidate) {
		return candidate instanceof Advised advised && Arrays.stream(advised.getAdvisors())
			.anyMatch((advisor) -> advisor.getAdvice() instanceof TrackedDataSource);
	}

}
