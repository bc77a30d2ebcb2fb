package dev.accelerate.autoconfigure;

import dev.accelerate.repository.DataRestBypassPolicy;
import dev.accelerate.tracking.ThreadStateHolder;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Configuration of the bypass for the reads of Spring Data REST, which needs entities
 * that its session manages.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(name = "org.springframework.data.rest.core.config.RepositoryRestConfiguration")
@ConditionalOnProperty(name = "accelerate.entities.in-open-session", havingValue = "detached")
class DataRestConfiguration {

	@Bean
	static DataRestBypassPolicy accelerateDataRestBypassPolicy(
			ObjectProvider<ThreadStateHolder> accelerateThreadStateHolder) {
		return new DataRestBypassPolicy(accelerateThreadStateHolder::getObject);
	}

}
