package dev.accelerate.autoconfigure;

import dev.accelerate.freshness.TimeSource;
import dev.accelerate.testing.MutableTime;
import dev.accelerate.testing.domain.Member;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.runner.AbstractApplicationContextRunner;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Application with a database and the cache, to which a test adds repositories.
 */
final class ApplicationWithoutRepository {

	private ApplicationWithoutRepository() {
	}

	static ApplicationContextRunner runner() {
		return configured(new ApplicationContextRunner());
	}

	static <R extends AbstractApplicationContextRunner<R, ?, ?>> R configured(R runner) {
		return runner
			.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class,
					TransactionAutoConfiguration.class, HibernateJpaAutoConfiguration.class,
					DataJpaRepositoriesAutoConfiguration.class, TaskExecutionAutoConfiguration.class,
					AccelerateAutoConfiguration.class, AccelerateMetricsAutoConfiguration.class))
			.withPropertyValues("spring.datasource.generate-unique-name=true", "spring.jpa.hibernate.ddl-auto=create")
			.withUserConfiguration(Entities.class);
	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = Member.class)
	static class Entities {

	}

	/**
	 * Time that the test advances, to be added where results have to expire.
	 */
	@Configuration(proxyBeanMethods = false)
	static class AdvancedTime {

		@Bean
		MutableTime mutableTime() {
			return new MutableTime();
		}

		@Bean
		TimeSource testTimeSource(MutableTime time) {
			return time.source();
		}

	}

}
