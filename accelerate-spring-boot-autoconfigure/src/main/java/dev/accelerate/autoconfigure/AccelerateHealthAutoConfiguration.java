package dev.accelerate.autoconfigure;

import dev.accelerate.actuate.LogHealthIndicator;
import dev.accelerate.freshness.TimeSource;
import dev.accelerate.invalidation.DatabaseLogs;
import dev.accelerate.invalidation.table.LogFigures;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * {@link AutoConfiguration Auto-configuration} for the health of the invalidation logs.
 */
@AutoConfiguration(after = AccelerateAutoConfiguration.class)
@ConditionalOnClass({ HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnBean(LogFigures.class)
@ConditionalOnEnabledHealthIndicator("accelerate-log")
public final class AccelerateHealthAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = "accelerateLogHealthIndicator")
	LogHealthIndicator accelerateLogHealthIndicator(LogFigures accelerateLogFigures,
			DatabaseLogs accelerateDatabaseLogs, TimeSource accelerateTimeSource) {
		return new LogHealthIndicator(accelerateLogFigures,
				() -> accelerateDatabaseLogs.areHeard(accelerateTimeSource.nanos()));
	}

}
