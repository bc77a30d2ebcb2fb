package dev.accelerate.autoconfigure;

import dev.accelerate.AccelerateException;
import dev.accelerate.ErrorCode;
import dev.accelerate.core.StartedListeners;
import dev.accelerate.tracking.SeenDependency;
import dev.accelerate.tracking.SessionSettings;
import dev.accelerate.tracking.StatementTracker;
import dev.accelerate.invalidation.Invalidations;
import dev.accelerate.invalidation.TransactionalInvalidations;
import dev.accelerate.jdbc.ConnectionTracker;
import dev.accelerate.jdbc.ConnectionTrackerPostProcessor;
import dev.accelerate.jdbc.UnwrappingCallers;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Configuration of the tracking of statements that do not go through Hibernate.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("accelerate.invalidation.jdbc")
@ConditionalOnBooleanProperty(name = "accelerate.enabled", matchIfMissing = true)
class JdbcConfiguration {

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(name = "net.ttddyy.dsproxy.proxy.JdbcProxyFactory")
	static class ProxyPresent {

		@Bean
		ConnectionTracker accelerateConnectionTracker(StatementTracker accelerateStatementTracker,
				Invalidations accelerateInvalidations, TransactionalInvalidations accelerateTransactionalInvalidations,
				SessionSettings accelerateSessionSettings, SeenDependency accelerateSeenDependency,
				StartedListeners accelerateStartedListeners, AccelerateProperties properties) {
			UnwrappingCallers callers = new UnwrappingCallers(properties.getInvalidation().getHarmlessUnwrapping(),
					(caller) -> {
						accelerateStartedListeners.get().onUnwrappedConnection(caller);
						return accelerateStartedListeners.isStarted();
					});
			return new ConnectionTracker(accelerateStatementTracker, accelerateInvalidations,
					accelerateTransactionalInvalidations, (sql) -> {
						// Migrations change session settings, too, and restore them
						// afterwards.
						if (accelerateStartedListeners.isStarted()) {
							accelerateSessionSettings.sending(sql, accelerateSeenDependency);
						}
					}, callers);
		}

		@Bean
		static ConnectionTrackerPostProcessor accelerateConnectionTrackerPostProcessor(
				ObjectProvider<ConnectionTracker> accelerateConnectionTracker) {
			return new ConnectionTrackerPostProcessor(accelerateConnectionTracker::getObject);
		}

	}

	/**
	 * Configuration that fails with the missing dependency. It does so in a
	 * post-processor, because that is created even if all other beans are lazy.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingClass("net.ttddyy.dsproxy.proxy.JdbcProxyFactory")
	static class ProxyAbsent {

		@Bean
		static BeanPostProcessor accelerateConnectionTrackerPostProcessor() {
			throw new AccelerateException(ErrorCode.P6001,
					"accelerate.invalidation.jdbc=true needs datasource-proxy on the class path: "
							+ "add net.ttddyy:datasource-proxy, or set accelerate.invalidation.jdbc=false");
		}

	}

}
