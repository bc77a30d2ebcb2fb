package dev.accelerate.autoconfigure;

import dev.accelerate.actuate.LogHealthIndicator;
import dev.accelerate.freshness.TimeSource;
import dev.accelerate.invalidation.InvalidationLog;
import dev.accelerate.invalidation.table.LogFigures;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Configuration of the health of the invalidation logs.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(HealthIndicator.class)
@ConditionalOnBean(LogFigures.class)
@ConditionalOnEnabledHealthIndicator("accelerate-log")
class HealthConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = "accelerateLogHealthIndicator")
	LogHealthIndicator accelerateLogHealthIndicator(LogFigures accelerateLogFigures,
			InvalidationLog accelerateInvalidationLog, TimeSource accelerateTimeSource) {
		return new LogHealthIndicator(accelerateLogFigures,
				() -> accelerateInvalidationLog.isTrusted(accelerateTimeSource.nanos()));
	}

}
