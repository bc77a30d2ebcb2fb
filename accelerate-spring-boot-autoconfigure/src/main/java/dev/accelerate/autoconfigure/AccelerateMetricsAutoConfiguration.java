package dev.accelerate.autoconfigure;

import dev.accelerate.core.QueryCache;
import dev.accelerate.core.QueryCacheListener;
import dev.accelerate.invalidation.Invalidations;
import dev.accelerate.invalidation.table.LogFigures;
import dev.accelerate.metrics.LateMicrometerListener;
import dev.accelerate.metrics.LocalStoreMetrics;
import dev.accelerate.metrics.LogMetrics;
import dev.accelerate.metrics.MicrometerListener;
import dev.accelerate.metrics.RowMetrics;
import dev.accelerate.store.LocalEntryCache;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * {@link AutoConfiguration Auto-configuration} for the metrics of the query cache.
 */
@AutoConfiguration(after = AccelerateAutoConfiguration.class,
		afterName = { "org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration",
				"org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration" })
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({ MeterRegistry.class, QueryCache.class })
public final class AccelerateMetricsAutoConfiguration {

	@Bean
	QueryCacheListener accelerateMicrometerListener(ObjectProvider<MeterRegistry> registry,
			ConfigurableListableBeanFactory beans) {
		return beans.isConfigurationFrozen() ? new MicrometerListener(registry.getObject())
				: new LateMicrometerListener(beans::isConfigurationFrozen,
						() -> new MicrometerListener(registry.getObject()));
	}

	@Bean
	@ConditionalOnBean(LocalEntryCache.class)
	LocalStoreMetrics accelerateLocalStoreMetrics(LocalEntryCache accelerateLocalEntryCache) {
		return new LocalStoreMetrics(accelerateLocalEntryCache);
	}

	@Bean
	RowMetrics accelerateRowMetrics(Invalidations accelerateInvalidations) {
		return new RowMetrics(accelerateInvalidations);
	}

	@Bean
	@ConditionalOnBean(LogFigures.class)
	LogMetrics accelerateLogMetrics(LogFigures accelerateLogFigures) {
		return new LogMetrics(accelerateLogFigures);
	}

}
