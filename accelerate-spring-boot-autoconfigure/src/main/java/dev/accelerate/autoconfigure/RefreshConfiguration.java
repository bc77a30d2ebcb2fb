package dev.accelerate.autoconfigure;

import java.util.List;

import dev.accelerate.core.BackgroundRefresh;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.thread.Threading;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.support.CompositeTaskDecorator;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * Configuration of the background refresh. Its executor is not a bean, since such a bean
 * would switch off the one that Spring Boot configures.
 */
@Configuration(proxyBeanMethods = false)
class RefreshConfiguration {

	@Bean
	BackgroundRefresh accelerateBackgroundRefresh(AccelerateProperties properties, Environment environment,
			ObjectProvider<TaskDecorator> taskDecorator) {
		check(properties.getRefresh());
		return new BackgroundRefresh(() -> executor(properties.getRefresh(), environment, taskDecorator));
	}

	private static void check(AccelerateProperties.Refresh properties) {
		PropertiesMapper.requirePositive(properties.getThreads(), "accelerate.refresh.threads");
		PropertiesMapper.require(properties.getQueue() >= 0, "accelerate.refresh.queue", properties.getQueue(),
				"It must not be negative.");
		PropertiesMapper.require(!properties.getAwaitTermination().isNegative(), "accelerate.refresh.await-termination",
				properties.getAwaitTermination(), "It must not be negative.");
	}

	private static ThreadPoolTaskExecutor executor(AccelerateProperties.Refresh properties, Environment environment,
			ObjectProvider<TaskDecorator> taskDecorator) {
		ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
		executor.setThreadNamePrefix("accelerate-refresh-");
		executor.setCorePoolSize(properties.getThreads());
		executor.setMaxPoolSize(properties.getThreads());
		executor.setQueueCapacity(properties.getQueue());
		executor.setAllowCoreThreadTimeOut(true);
		executor.setDaemon(true);
		executor.setVirtualThreads(Threading.VIRTUAL.isActive(environment));
		executor.setAwaitTerminationMillis(PropertiesMapper.cut(properties.getAwaitTermination()).toMillis());
		List<TaskDecorator> decorators = taskDecorator.orderedStream().toList();
		if (!decorators.isEmpty()) {
			executor.setTaskDecorator(new CompositeTaskDecorator(decorators));
		}
		return executor;
	}

}
