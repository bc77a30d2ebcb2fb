package dev.accelerate.autoconfigure;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.Accelerated;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.testing.domain.Member;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.repository.Repository;

import static dev.accelerate.testing.CacheStatuses.statusOf;

/**
 * Application with a repository whose strategies are annotated.
 */
final class AnnotatedRepositoryApplication {

	private AnnotatedRepositoryApplication() {
	}

	static ApplicationContextRunner application() {
		return ApplicationWithoutRepository.runner().withUserConfiguration(Repositories.class);
	}

	static List<CacheStatus> statuses(ApplicationContext context, int calls) {
		Members members = context.getBean(Members.class);
		AccelerateOperations accelerate = context.getBean(AccelerateOperations.class);
		return IntStream.range(0, calls)
			.mapToObj((i) -> statusOf(accelerate, () -> members.findByName("alice")))
			.toList();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Members.class))
	static class Repositories {

	}

	/**
	 * Public, because a filtered class loader makes a proxy of it.
	 */
	public interface Members extends JpaRepository<Member, Long> {

		@CacheStrategy(ttl = 60, tags = "members")
		List<Member> findByName(String name);

		@CacheStrategy(ttl = 60)
		List<Member> findByNameContaining(String part);

		@CacheStrategy(ttl = 60)
		Accelerated<Optional<Member>> findByEmail(String email);

	}

	/**
	 * Repository whose strategy is refused. The application starts only without it: a
	 * test adds it.
	 */
	interface RefusedMembers extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		long deleteByName(String name);

	}

}
