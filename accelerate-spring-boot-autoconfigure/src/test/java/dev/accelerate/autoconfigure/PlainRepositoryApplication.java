package dev.accelerate.autoconfigure;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.accelerate.CacheStatus;
import dev.accelerate.autoconfigure.ApplicationWithoutRepository.AdvancedTime;
import dev.accelerate.testing.MutableTime;
import dev.accelerate.testing.domain.Member;

import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.repository.Repository;

import static dev.accelerate.testing.CacheStatuses.statusOf;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Application with a repository that has no strategy of its own, for the strategies and
 * other settings that properties make.
 */
final class PlainRepositoryApplication {

	private PlainRepositoryApplication() {
	}

	static ApplicationContextRunner application() {
		return ApplicationWithoutRepository.runner().withUserConfiguration(AdvancedTime.class, Repositories.class);
	}

	static ApplicationContextRunner withEnvironment(Map<String, Object> variables) {
		return application().withInitializer((context) -> context.getEnvironment()
			.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", new HashMap<>(variables))));
	}

	static void assertTtl(AssertableApplicationContext context, int seconds) {
		MutableTime time = context.getBean(MutableTime.class);
		assertThat(status(context)).isEqualTo(CacheStatus.MISS);
		time.advance(Duration.ofSeconds(seconds).minusMillis(1));
		assertThat(status(context)).isEqualTo(CacheStatus.TTL);
		time.advance(Duration.ofMillis(1));
		assertThat(status(context)).isEqualTo(CacheStatus.MISS);
	}

	static CacheStatus status(AssertableApplicationContext context) {
		PlainMembers members = context.getBean(PlainMembers.class);
		return statusOf(context, () -> members.findByName("alice"));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = PlainMembers.class))
	static class Repositories {

	}

	public interface PlainMembers extends Repository<Member, Long> {

		List<Member> findByName(String name);

		void deleteByName(String name);

	}

}
