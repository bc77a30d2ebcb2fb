package dev.accelerate.autoconfigure;

import dev.accelerate.repository.DataRestBypassPolicy;
import dev.accelerate.tracking.ThreadStateHolder;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Configuration of the bypass for the reads of Spring Data REST.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(name = "org.springframework.data.rest.core.config.RepositoryRestConfiguration")
class DataRestConfiguration {

	@Bean
	static DataRestBypassPolicy accelerateDataRestBypassPolicy(
			ObjectProvider<ThreadStateHolder> accelerateThreadStateHolder) {
		return new DataRestBypassPolicy(accelerateThreadStateHolder::getObject);
	}

}
