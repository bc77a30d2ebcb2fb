package dev.accelerate.autoconfigure;

import java.util.function.BooleanSupplier;

import dev.accelerate.actuate.AccelerateHealthIndicator;
import dev.accelerate.actuate.LogHealthIndicator;
import dev.accelerate.core.QueryCache;
import dev.accelerate.freshness.TimeSource;
import dev.accelerate.invalidation.DatabaseLogs;
import dev.accelerate.invalidation.table.LogFigures;
import dev.accelerate.statistics.FailureListener;
import dev.accelerate.store.LocalEntryCache;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * {@link AutoConfiguration Auto-configuration} for the health of the cache, and of the
 * invalidation logs.
 */
@AutoConfiguration(after = AccelerateAutoConfiguration.class)
@ConditionalOnClass({ HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnBean(QueryCache.class)
public final class AccelerateHealthAutoConfiguration {

	@Bean
	@ConditionalOnEnabledHealthIndicator("accelerate")
	@ConditionalOnMissingBean(name = "accelerateHealthIndicator")
	AccelerateHealthIndicator accelerateHealthIndicator(FailureListener accelerateFailureListener,
			ObjectProvider<LocalEntryCache> accelerateLocalEntryCache, ObjectProvider<LogFigures> accelerateLogFigures,
			DatabaseLogs accelerateDatabaseLogs, TimeSource accelerateTimeSource, AccelerateProperties properties) {
		LogFigures figures = accelerateLogFigures.getIfAvailable();
		return new AccelerateHealthIndicator(accelerateFailureListener, accelerateLocalEntryCache.getIfAvailable(),
				(figures != null) ? heard(figures, accelerateDatabaseLogs, accelerateTimeSource) : null,
				properties.getHealth().getMaximumFailures());
	}

	@Bean
	@ConditionalOnBean(LogFigures.class)
	@ConditionalOnEnabledHealthIndicator("accelerate-log")
	@ConditionalOnMissingBean(name = "accelerateLogHealthIndicator")
	LogHealthIndicator accelerateLogHealthIndicator(LogFigures accelerateLogFigures,
			DatabaseLogs accelerateDatabaseLogs, TimeSource accelerateTimeSource) {
		return new LogHealthIndicator(accelerateLogFigures,
				() -> accelerateDatabaseLogs.areHeard(accelerateTimeSource.nanos()));
	}

	/**
	 * Returns whether the logs are heard. One whose polls pause is heard by the next
	 * read.
	 */
	private static BooleanSupplier heard(LogFigures figures, DatabaseLogs logs, TimeSource time) {
		return () -> figures.isPaused() || logs.areHeard(time.nanos());
	}

}
