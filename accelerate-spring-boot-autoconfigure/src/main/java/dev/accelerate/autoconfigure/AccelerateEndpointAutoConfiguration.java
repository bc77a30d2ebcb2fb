package dev.accelerate.autoconfigure;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.actuate.AccelerateEndpoint;
import dev.accelerate.actuate.AccelerateEndpointWebExtension;
import dev.accelerate.actuate.EntryDirectory;
import dev.accelerate.actuate.MethodDirectory;
import dev.accelerate.actuate.Purger;
import dev.accelerate.core.CachedMethods;
import dev.accelerate.core.EntryInspector;
import dev.accelerate.core.ExternalWrites;
import dev.accelerate.core.QueryCache;
import dev.accelerate.freshness.TimeSource;
import dev.accelerate.invalidation.Invalidations;
import dev.accelerate.statistics.FailureListener;
import dev.accelerate.statistics.StatisticsListener;
import dev.accelerate.store.EntryStore;
import dev.accelerate.store.LocalEntryCache;
import dev.accelerate.strategy.QueryPlanSource;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * {@link AutoConfiguration Auto-configuration} for the endpoint of the query cache, and
 * for what it shows. Nothing is kept where the endpoint is not exposed.
 */
@AutoConfiguration(after = AccelerateAutoConfiguration.class)
@ConditionalOnClass({ Endpoint.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnBean(QueryCache.class)
@ConditionalOnAvailableEndpoint(AccelerateEndpoint.class)
public final class AccelerateEndpointAutoConfiguration {

	/**
	 * Creates the listener. The plans tell it of themselves, and so exist only after it.
	 */
	@Bean
	@ConditionalOnMissingBean
	StatisticsListener accelerateStatisticsListener(TimeSource accelerateTimeSource,
			ObjectProvider<MethodDirectory> accelerateMethodDirectory) {
		return new StatisticsListener(accelerateTimeSource,
				(tag) -> accelerateMethodDirectory.getObject().declared(tag));
	}

	@Bean
	MethodDirectory accelerateMethodDirectory(QueryPlanSource accelerateQueryPlanSource) {
		return new MethodDirectory(accelerateQueryPlanSource.report());
	}

	@Bean
	EntryDirectory accelerateEntryDirectory(ObjectProvider<LocalEntryCache> accelerateLocalEntryCache,
			EntryStore accelerateEntryStore, Invalidations accelerateInvalidations, TimeSource accelerateTimeSource,
			AccelerateProperties properties, MethodDirectory accelerateMethodDirectory) {
		return new EntryDirectory(
				accelerateLocalEntryCache.getIfAvailable(), new EntryInspector(accelerateEntryStore,
						accelerateInvalidations, accelerateTimeSource, PropertiesMapper.settings(properties)),
				accelerateMethodDirectory);
	}

	@Bean
	@ConditionalOnMissingBean
	AccelerateEndpoint accelerateEndpoint(StatisticsListener accelerateStatisticsListener,
			FailureListener accelerateFailureListener, MethodDirectory accelerateMethodDirectory,
			EntryDirectory accelerateEntryDirectory, AccelerateOperations accelerateTemplate,
			ExternalWrites accelerateExternalWrites, CachedMethods accelerateCachedMethods) {
		return new AccelerateEndpoint(accelerateStatisticsListener, accelerateFailureListener,
				accelerateMethodDirectory, accelerateEntryDirectory,
				new Purger(accelerateTemplate, accelerateExternalWrites, accelerateCachedMethods,
						accelerateMethodDirectory, accelerateEntryDirectory));
	}

	@Bean
	@ConditionalOnMissingBean
	AccelerateEndpointWebExtension accelerateEndpointWebExtension(AccelerateEndpoint accelerateEndpoint) {
		return new AccelerateEndpointWebExtension(accelerateEndpoint);
	}

}
