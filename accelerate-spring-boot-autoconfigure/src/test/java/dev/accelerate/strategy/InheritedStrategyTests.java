package dev.accelerate.strategy;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.testing.RepositoryFixture;
import dev.accelerate.testing.TestApplication;
import dev.accelerate.testing.TestDatabase;
import dev.accelerate.testing.domain.Member;
import dev.accelerate.testing.domain.Status;
import jakarta.persistence.LockModeType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.repository.Repository;
import org.springframework.scheduling.annotation.Async;
import org.springframework.transaction.annotation.Transactional;

import static dev.accelerate.testing.CacheStatuses.statusOf;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link DeclaredStrategy} of a whole repository: methods that cannot be cached do
 * without, and the log says which.
 */
@ExtendWith(OutputCaptureExtension.class)
class InheritedStrategyTests {

	@Test
	void leavesMethodsUncachedThatCannotInheritAStrategy(CapturedOutput output) {
		try (var application = TestApplication.run(TestDatabase.H2, Inheriting.class,
				"logging.level.dev.accelerate.strategy=DEBUG")) {
			String type = Inherited.class.getName();
			assertThat(output).containsOnlyOnce("Query cache: 6 methods cached, 6 not (DEBUG lists them)");
			assertThat(output.getOut().lines().filter((line) -> line.contains("Not cached: "))).hasSize(6)
				.anyMatch((line) -> line.endsWith(type
						+ ".save(Member), because it is not a read of the repository, or returns no result of its own"))
				.anyMatch((line) -> line.endsWith(type + ".deleteByName(String), because it deletes"))
				.anyMatch((line) -> line.contains(type + ".findByStatus(Status), because it locks what it reads"))
				.anyMatch((line) -> line.contains(type + ".streamByName(String), because results of type"))
				.anyMatch((line) -> line.contains(type + ".findAlice(), because it is a default method or a fragment"))
				.anyMatch((line) -> line.contains(type + ".getByName(String), because the projection "));
			assertStatuses(application);
		}
	}

	private static void assertStatuses(ConfigurableApplicationContext application) {
		Inherited members = application.getBean(Inherited.class);
		AccelerateOperations accelerate = application.getBean(AccelerateOperations.class);
		Long id = members.save(new Member("alice", "alice@example.org", null)).getId();
		List<Supplier<?>> cached = List.of(() -> members.findByName("alice"), () -> members.findWithQuery("alice"),
				members::count, () -> members.findById(id), () -> members.readByName("alice", Member.class),
				() -> members.queryByName("alice"));
		List<Supplier<?>> uncached = List.of(members::findAlice, () -> members.findByStatus(Status.ACTIVE),
				() -> members.getByName("alice"));
		for (Supplier<?> call : cached) {
			assertThat(statusOf(accelerate, call)).isEqualTo(CacheStatus.MISS);
			accelerate.invalidateAll();
		}
		for (Supplier<?> call : uncached) {
			for (int i = 0; i < 2; i++) {
				assertThat(statusOf(accelerate, call)).isEqualTo(CacheStatus.NONE);
			}
		}
	}

	@Test
	void saysOnceHowManyMethodsAreCachedWhenThereAreChildContexts(CapturedOutput output) {
		try (var application = TestApplication.run(TestDatabase.H2, Inheriting.class)) {
			var child = new AnnotationConfigApplicationContext();
			child.setParent(application);
			child.refresh();
			child.close();
			assertThat(output).containsOnlyOnce("methods cached");
		}
	}

	@Test
	void saysNothingWhereNothingIsDeclared(CapturedOutput output) {
		new RepositoryFixture().close();
		assertThat(output).doesNotContain("methods cached");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Inherited.class))
	static class Inheriting {

	}

	@CacheStrategy(ttl = 60)
	interface Inherited extends Repository<Member, Long> {

		List<Member> findByName(String name);

		@Query("select m from Member m where m.name = :name")
		Optional<Member> findWithQuery(String name);

		long count();

		Optional<Member> findById(Long id);

		Member save(Member member);

		long deleteByName(String name);

		@Lock(LockModeType.PESSIMISTIC_READ)
		@Transactional
		List<Member> findByStatus(Status status);

		Stream<Member> streamByName(String name);

		default List<Member> findAlice() {
			return findByName("alice");
		}

		<T> List<T> readByName(String name, Class<T> type);

		List<OpenProjection> getByName(String name);

		@Async
		CompletableFuture<Member> queryByName(String name);

	}

}
