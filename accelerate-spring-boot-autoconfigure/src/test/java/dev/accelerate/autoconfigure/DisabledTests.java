package dev.accelerate.autoconfigure;

import java.util.List;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.accelerate.AccelerateOperations;
import dev.accelerate.Accelerated;
import dev.accelerate.CacheOptions;
import dev.accelerate.CacheStatus;
import dev.accelerate.autoconfigure.AnnotatedRepositoryApplication.Members;
import dev.accelerate.autoconfigure.AnnotatedRepositoryApplication.RefusedMembers;
import dev.accelerate.core.BackgroundRefresh;
import dev.accelerate.core.QueryCache;
import dev.accelerate.strategy.RefusedStrategyException;
import dev.accelerate.store.EntryStore;
import dev.accelerate.testing.RecordingLog;
import dev.accelerate.testing.domain.Member;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.repository.Repository;

import static dev.accelerate.autoconfigure.AnnotatedRepositoryApplication.statuses;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link AccelerateAutoConfiguration} with {@code accelerate.enabled=false}: its beans
 * are there, calls go to the database, and nothing is refused.
 */
class DisabledTests {

	private final ApplicationContextRunner runner = ApplicationWithoutRepository.runner();

	private final ApplicationContextRunner application = AnnotatedRepositoryApplication.application();

	@Test
	void disabledKeepsEveryBeanAndAnswersFromTheDatabase() {
		this.application.withBean(RecordingLog.class).withPropertyValues("accelerate.enabled=false").run((context) -> {
			assertThat(context).hasSingleBean(QueryCache.class)
				.hasSingleBean(AccelerateOperations.class)
				.hasSingleBean(EntryStore.class)
				.hasSingleBean(BackgroundRefresh.class);
			Members members = context.getBean(Members.class);
			assertThat(statuses(context, 2)).containsExactly(CacheStatus.NONE, CacheStatus.NONE);
			Accelerated<Optional<Member>> envelope = members.findByEmail("nobody");
			assertThat(envelope.data()).isEmpty();
			assertThat(envelope.info().cacheStatus()).isEqualTo(CacheStatus.NONE);
			assertThat(envelope.info().region()).isEqualTo("local");
			assertThat(envelope.info().requestId()).isNotEmpty();
			assertThat(envelope.info().signature()).isEmpty();
			AccelerateOperations accelerate = context.getBean(AccelerateOperations.class);
			assertThat(accelerate.invalidate("members").requestId()).isNotEmpty();
			assertThat(accelerate.invalidateAll().requestId()).isNotEmpty();
			assertThat(context.getBean(RecordingLog.class).appended).isEmpty();
		});
	}

	@Test
	void disabledRefusesNothingAtStartup() {
		ApplicationContextRunner refusing = this.runner.withUserConfiguration(RefusedRepositories.class);
		refusing.run(
				(context) -> assertThat(context).getFailure().rootCause().isInstanceOf(RefusedStrategyException.class));
		refusing.withPropertyValues("accelerate.enabled=false").run((context) -> assertThat(context).hasNotFailed());
		this.runner.withUserConfiguration(TwoOptionsRepositories.class)
			.withPropertyValues("accelerate.enabled=false")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				CacheOptions options = CacheOptions.ofTtl(60);
				assertThat(context.getBean(TwoOptionsMembers.class).findByName("nobody", options, options)).isEmpty();
			});
	}

	@Test
	void needsNoCaffeineWhenDisabled() {
		this.application.withClassLoader(new FilteredClassLoader(Caffeine.class))
			.withPropertyValues("accelerate.enabled=false")
			.run((context) -> {
				assertThat(context).hasSingleBean(EntryStore.class);
				assertThat(statuses(context, 2)).containsExactly(CacheStatus.NONE, CacheStatus.NONE);
			});
	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = RefusedMembers.class))
	static class RefusedRepositories {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = TwoOptionsMembers.class))
	static class TwoOptionsRepositories {

	}

	interface TwoOptionsMembers extends Repository<Member, Long> {

		List<Member> findByName(String name, CacheOptions first, CacheOptions second);

	}

}
