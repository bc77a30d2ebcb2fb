package dev.accelerate.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.accelerate.AccelerateException;
import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheOptions;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.ErrorCode;
import dev.accelerate.core.InvalidationEvent;
import dev.accelerate.core.MissReason;
import dev.accelerate.core.QueryCacheListener;
import dev.accelerate.core.QueryId;
import dev.accelerate.testing.CacheStatuses;
import dev.accelerate.testing.TestApplication;
import dev.accelerate.testing.TestDatabase;
import dev.accelerate.testing.domain.Team;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.repository.NoRepositoryBean;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link PlannedMethods} in an application that invalidates what they have answered.
 */
class PlannedMethodsTests {

	private static ConfigurableApplicationContext context;

	private final AccelerateOperations accelerate = context.getBean(AccelerateOperations.class);

	private final Teams teams = context.getBean(Teams.class);

	private final Observer observer = context.getBean(Observer.class);

	@BeforeAll
	static void start() {
		context = TestApplication.run(TestDatabase.H2, Configuration.class);
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	@BeforeEach
	void forget() {
		this.teams.deleteAll();
		this.teams.save(new Team("red"));
		this.accelerate.invalidateAll();
		this.observer.events.clear();
		this.observer.misses.clear();
	}

	@Test
	void whateverTheMethodAnsweredIsReadAnew() {
		List<Supplier<?>> ofName = List.of(() -> this.teams.findByName("red"), () -> this.teams.findByName("blue"),
				() -> this.teams.findByName("red", Limit.of(1)));
		List<Supplier<?>> others = List.of(() -> this.teams.findById(1L), () -> this.teams.count());
		ofName.forEach(Supplier::get);
		others.forEach(Supplier::get);
		this.accelerate.invalidateMethod(Teams.class, "findByName");
		assertThat(ofName).allMatch((read) -> status(read) == CacheStatus.MISS)
			.allMatch((read) -> status(read) == CacheStatus.TTL);
		assertThat(others).allMatch((read) -> status(read) == CacheStatus.TTL);
	}

	@Test
	void whatWasMadeOfItIsReadAnew() {
		this.teams.findTwice("red");
		assertThat(status(() -> this.teams.findTwice("red"))).isEqualTo(CacheStatus.TTL);
		this.accelerate.invalidateMethod(Teams.class, "findByName");
		assertThat(status(() -> this.teams.findTwice("red"))).isEqualTo(CacheStatus.MISS);
	}

	@Test
	void callsWithOptionsOfTheirOwnCountToo() {
		CacheOptions options = CacheOptions.ofTtl(3600).withTags("other");
		Supplier<?> read = () -> this.accelerate.withCacheStrategy(options, () -> this.teams.existsById(1L));
		this.accelerate.invalidateMethod(Teams.class, "existsById");
		read.get();
		assertThat(status(read)).isEqualTo(CacheStatus.TTL);
		this.accelerate.invalidateMethod(Teams.class, "existsById");
		assertThat(status(read)).isEqualTo(CacheStatus.MISS);
		this.accelerate.invalidate("other");
		assertThat(status(read)).isEqualTo(CacheStatus.MISS);
	}

	@Test
	void itsTagIsNotShown() {
		this.teams.count();
		this.accelerate.invalidateMethod(Teams.class, "count");
		this.teams.count();
		assertThat(this.observer.events).singleElement()
			.satisfies((event) -> assertThat(event.tags()).isEmpty())
			.satisfies((event) -> assertThat(event.cause()).isEqualTo(InvalidationEvent.Cause.METHOD));
		assertThat(this.observer.misses).last().hasToString("method");
		this.teams.findById(1L);
		this.accelerate.invalidate("team_1");
		this.teams.findById(1L);
		assertThat(this.observer.misses).last().hasToString("tag team_#{#id}");
	}

	@Test
	void insideATransactionItTakesEffectWithTheCommit() {
		TransactionTemplate transaction = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
		this.teams.count();
		transaction.executeWithoutResult((status) -> {
			this.accelerate.invalidateMethod(Teams.class, "count");
			status.setRollbackOnly();
		});
		assertThat(status(this.teams::count)).isEqualTo(CacheStatus.TTL);
		transaction.executeWithoutResult((status) -> this.accelerate.invalidateMethod(Teams.class, "count"));
		assertThat(status(this.teams::count)).isEqualTo(CacheStatus.MISS);
	}

	@Test
	void aNameThatNoCachedMethodHasIsRefused() {
		String cached = ", given to invalidateMethod. Those that it has: count, ";
		assertRefused(Teams.class, "findByNam", Teams.class.getName() + " has no cached method 'findByNam'" + cached);
		assertRefused(Teams.class, "save", Teams.class.getName() + " has no cached method 'save'" + cached);
		assertRefused(String.class, "length",
				"invalidateMethod takes the interface of a repository, but java.lang.String is none");
	}

	@Test
	void aRepositoryThatWasNotCreatedHereMayBeCachedElsewhere() {
		assertThat(this.accelerate.invalidateMethod(Elsewhere.class, "findByName")).isNotNull();
		this.observer.events.clear();
		assertRefused(Elsewhere.class, "findByNam", "Those that it has: none");
	}

	@Test
	void anInterfaceThatIsNoRepositoryByItselfIsRefused() {
		String known = " has no results of its own, since it is a @NoRepositoryBean. Give invalidateMethod a repository "
				+ "that extends it. Those known here: ";
		assertRefused(Named.class, "findByName", Named.class.getName() + known + Teams.class.getName());
		assertRefused(JpaRepository.class, "findAll", JpaRepository.class.getName() + known + Teams.class.getName());
		assertRefused(Unused.class, "findByName", Unused.class.getName() + known + "none");
		assertThat(this.accelerate.invalidateMethod(Teams.class, "findByName")).isNotNull();
	}

	@Test
	void theMethodsOfAClosedContextAreForgotten() {
		PlannedMethods methods = context.getBean(PlannedMethods.class);
		try (ConfigurableApplicationContext child = new SpringApplicationBuilder(Child.class).parent(context)
			.web(WebApplicationType.NONE)
			.run()) {
			assertThat(child.getBean(PlannedMethods.class)).isSameAs(methods);
			assertRefused(Elsewhere.class, "findByNam", "Those that it has: findByName");
			assertRefused(Elsewhere.class, "save", "Those that it has: findByName");
		}
		assertRefused(Elsewhere.class, "findByNam", "Those that it has: none");
	}

	private void assertRefused(Class<?> repository, String method, String message) {
		assertThatExceptionOfType(AccelerateException.class)
			.isThrownBy(() -> this.accelerate.invalidateMethod(repository, method))
			.satisfies((refused) -> assertThat(refused.code()).isEqualTo(ErrorCode.P6005))
			.withMessageContaining(message);
		assertThat(this.observer.events).isEmpty();
	}

	private CacheStatus status(Supplier<?> read) {
		return CacheStatuses.statusOf(this.accelerate, read);
	}

	@EnableJpaRepositories(considerNestedRepositories = true,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Teams.class))
	static class Configuration {

		@Bean
		Observer observer() {
			return new Observer();
		}

	}

	@EnableAutoConfiguration
	@EnableJpaRepositories(considerNestedRepositories = true,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Elsewhere.class))
	static class Child {

	}

	static class Observer implements QueryCacheListener {

		private final List<InvalidationEvent> events = new ArrayList<>();

		private final List<MissReason> misses = new ArrayList<>();

		@Override
		public void onInvalidation(InvalidationEvent event) {
			this.events.add(event);
		}

		@Override
		public void onMiss(QueryId id, Supplier<MissReason> reason) {
			this.misses.add(reason.get());
		}

	}

	@NoRepositoryBean
	interface Named extends JpaRepository<Team, Long> {

		Optional<Team> findByName(String name);

	}

	@NoRepositoryBean
	interface Unused extends Named {

	}

	interface Teams extends Named {

		@Override
		@CacheStrategy(ttl = 3600, tags = "teams")
		Optional<Team> findByName(String name);

		@CacheStrategy(ttl = 3600)
		List<Team> findByName(String name, Limit limit);

		@Override
		@CacheStrategy(ttl = 3600, tags = "team_#{#id}")
		Optional<Team> findById(Long id);

		@Override
		@CacheStrategy(ttl = 3600)
		long count();

		@CacheStrategy(ttl = 3600)
		default List<Team> findTwice(String name) {
			return Stream.concat(findByName(name).stream(), findByName(name).stream()).toList();
		}

	}

	interface Elsewhere extends JpaRepository<Team, Long> {

		@CacheStrategy(ttl = 3600)
		Optional<Team> findByName(String name);

	}

}
