package dev.accelerate.autoconfigure;

import java.util.List;

import dev.accelerate.CacheStatus;
import dev.accelerate.autoconfigure.PlainRepositoryApplication.PlainMembers;
import dev.accelerate.strategy.ConfiguredStrategies;
import dev.accelerate.testing.domain.Member;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.config.BootstrapMode;

import static dev.accelerate.autoconfigure.PlainRepositoryApplication.status;
import static dev.accelerate.autoconfigure.StartupFailure.analysis;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link ConfiguredStrategies} set by the simple name of a repository that is not the
 * only one of that name.
 */
class AmbiguousStrategyTests {

	private final ApplicationContextRunner runner = ApplicationWithoutRepository.runner();

	@Test
	void ambiguousSimpleNameIsRefused() {
		ApplicationContextRunner both = this.runner.withUserConfiguration(AmbiguousRepositories.class);
		both.run((context) -> assertThat(context).hasNotFailed());
		both.withPropertyValues("accelerate.strategies.PlainMembers[*].ttl=60")
			.run((context) -> assertThat(analysis(context)).satisfies((analysis) -> {
				assertThat(analysis.getDescription()).contains("Where: accelerate.strategies.PlainMembers")
					.contains(PlainMembers.class.getName())
					.contains(Other.PlainMembers.class.getName());
				assertThat(analysis.getAction()).contains("Write the full name in brackets");
			}));
		both.withPropertyValues("accelerate.strategies[" + Other.PlainMembers.class.getName() + "][*].ttl=60")
			.run((context) -> assertThat(status(context)).isEqualTo(CacheStatus.NONE));
	}

	@Test
	void ambiguousSimpleNameIsRefusedAlsoWhereNoneIsCreatedYet() {
		this.runner.withUserConfiguration(LazyAmbiguousRepositories.class)
			.withPropertyValues("accelerate.strategies.PlainMembers[*].ttl=60")
			.run((context) -> assertThat(analysis(context).getDescription())
				.contains("Where: accelerate.strategies.PlainMembers"));
	}

	@Test
	void ambiguousSimpleNameIsRefusedAlsoWhereOneIsCreatedOnly() {
		this.runner.withUserConfiguration(LazyAmbiguousRepositories.class, NeedsOneRepository.class)
			.withPropertyValues("accelerate.strategies.PlainMembers[*].ttl=60")
			.run((context) -> assertThat(analysis(context).getDescription())
				.contains("Where: accelerate.strategies.PlainMembers"));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true,
			nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE,
					classes = { PlainMembers.class, Other.PlainMembers.class }))
	static class AmbiguousRepositories {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true, bootstrapMode = BootstrapMode.LAZY,
			nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE,
					classes = { PlainMembers.class, Other.PlainMembers.class }))
	static class LazyAmbiguousRepositories {

	}

	@Configuration(proxyBeanMethods = false)
	static class NeedsOneRepository {

		@Bean
		Long counted(PlainMembers members) {
			return (long) members.findByName("alice").size();
		}

	}

	static final class Other {

		interface PlainMembers extends Repository<Member, Long> {

			List<Member> findByName(String name);

		}

	}

}
