package dev.accelerate.repository;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheOptions;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.strategy.RefusedStrategyException;
import dev.accelerate.testing.TestApplication;
import dev.accelerate.testing.TestDatabase;
import dev.accelerate.testing.TestRepositories;
import dev.accelerate.testing.domain.Author;
import dev.accelerate.testing.domain.Member;
import dev.accelerate.testing.domain.Team;
import dev.accelerate.testing.domain.Title;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.util.Streamable;

import static dev.accelerate.testing.CacheStatuses.statusOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link CacheInterceptor} with what Spring Data allows and few applications do: the
 * result is the one without the cache.
 */
class RareSpringDataFeatureTests {

	private ConfigurableApplicationContext context;

	@AfterEach
	void stop() {
		if (this.context != null) {
			this.context.close();
		}
	}

	@Test
	void entityThatIsReferredToByAnotherColumnIsNoArgument() {
		start(TestApplication.class);
		assertThatExceptionOfType(RefusedStrategyException.class)
			.isThrownBy(() -> TestRepositories.create(this.context, CachedTitles.class))
			.withMessageContaining("Author");
		TestRepositories.create(this.context, Authors.class).save(new Author(1L, "x"));
		Titles titles = TestRepositories.create(this.context, Titles.class);
		titles.save(new Title(1L, "of x", new Author(1L, "x")));
		AccelerateOperations accelerate = this.context.getBean(AccelerateOperations.class);
		assertThatExceptionOfType(RefusedStrategyException.class)
			.isThrownBy(() -> accelerate.withCacheStrategy(CacheOptions.ofTtl(5),
					() -> titles.findByAuthor(new Author(1L, "x"))))
			.withMessageContaining("Call it without CacheOptions");
		assertThat(titles.findByAuthor(new Author(1L, "x"))).hasSize(1);
		assertThat(titles.findByAuthor(new Author(1L, "y"))).isEmpty();
	}

	@Test
	void entityIsAnArgumentByItsIdentifier() {
		start(TestApplication.class);
		Teams teams = TestRepositories.create(this.context, Teams.class);
		Team red = teams.save(new Team("red"));
		Team blue = teams.save(new Team("blue"));
		Members members = TestRepositories.create(this.context, Members.class);
		members.save(new Member("alice", "alice@example.org", red));
		for (CacheStatus status : List.of(CacheStatus.MISS, CacheStatus.TTL)) {
			assertThat(members.findByTeam(red)).hasSize(1);
			assertThat(members.findByTeam(blue)).isEmpty();
			assertThat(statusOf(this.context, () -> members.findByTeam(red))).as(status.name())
				.isEqualTo(CacheStatus.TTL);
		}
	}

	@Test
	void loadTakesOnTheTagsOfACallThatHits() {
		start(TestApplication.class);
		Members members = members();
		AccelerateOperations accelerate = this.context.getBean(AccelerateOperations.class);
		members.findByNameAndEmail("alice", "alice@example.org", CacheOptions.ofTtl(60).withTags("other"));
		assertThat(statusOf(accelerate, members::countVips)).isEqualTo(CacheStatus.MISS);
		assertThat(statusOf(accelerate, members::countVips)).isEqualTo(CacheStatus.TTL);
		accelerate.invalidate("vip");
		assertThat(statusOf(accelerate, members::countVips)).isEqualTo(CacheStatus.MISS);
	}

	@Test
	void rowsFindTheirValuesByOtherSpellings() {
		start(TestApplication.class);
		Members members = members();
		for (int i = 0; i < 2; i++) {
			Map<String, Object> row = members.rows().get(0);
			Map<String, Object> truth = members.uncachedRows().get(0);
			assertThat(row).isInstanceOf(truth.getClass());
			for (String name : List.of("name", "NAME", "fullMail", "full_mail", "absent")) {
				assertThat(row.get(name)).as(name).isEqualTo(truth.get(name));
				assertThat(row.containsKey(name)).as(name).isEqualTo(truth.containsKey(name));
			}
		}
	}

	@Test
	void containersOfTheApplicationStayWhatTheyAre() {
		start(TestApplication.class);
		Members members = members();
		for (int i = 0; i < 2; i++) {
			assertThat(members.findByName("alice").total()).isEqualTo(1);
		}
	}

	@Test
	void openProjectionsOfACallAreAnswered() {
		start(TestApplication.class);
		Members members = members();
		for (int i = 0; i < 2; i++) {
			assertThat(members.findByEmail("alice@example.org", Label.class).get(0).getLabel()).isEqualTo("alice!");
		}
	}

	@Test
	void propertyOfANameMeansTheOverloadsItCanMean() {
		start(TestApplication.class, "accelerate.strategies.Members.findAll.ttl=60",
				"accelerate.strategies.Members.count.ttl=60");
		Members members = members();
		AccelerateOperations accelerate = this.context.getBean(AccelerateOperations.class);
		assertThat(statusOf(accelerate, members::findAll)).isEqualTo(CacheStatus.MISS);
		assertThat(statusOf(accelerate, members::findAll)).isEqualTo(CacheStatus.TTL);
		assertThat(statusOf(accelerate, members::count)).isEqualTo(CacheStatus.MISS);
		assertThat(statusOf(accelerate, members::count)).isEqualTo(CacheStatus.TTL);
	}

	@Test
	void recordsThatHoldThemselvesAreNoArguments() {
		start(TestApplication.class, "accelerate.default-strategy.ttl=60");
		Searches searches = TestRepositories.create(this.context, Searches.class);
		AccelerateOperations accelerate = this.context.getBean(AccelerateOperations.class);
		assertThat(statusOf(accelerate, () -> searches.search(new And(List.of(), "alice"))))
			.isEqualTo(CacheStatus.NONE);
	}

	@Test
	void argumentsThatHoldThemselvesGoPastTheCache() {
		start(TestApplication.class);
		Members members = members();
		AccelerateOperations accelerate = this.context.getBean(AccelerateOperations.class);
		List<Object> endless = new ArrayList<>();
		endless.add(endless);
		@SuppressWarnings({ "unchecked", "rawtypes" })
		List<String> argument = (List) endless;
		assertThat(statusOf(accelerate, () -> members.sizeOf(argument))).isEqualTo(CacheStatus.NONE);
	}

	@Test
	void mockOfARepositoryIsNoMistake() {
		start(Mocked.class);
		assertThat(this.context.getBean(Members.class)).isNotNull();
	}

	private Members members() {
		Members members = TestRepositories.create(this.context, Members.class);
		members.save(new Member("alice", "alice@example.org", null));
		return members;
	}

	private void start(Class<?> configuration, String... properties) {
		this.context = TestApplication.run(TestDatabase.H2, configuration, properties);
	}

	@Configuration(proxyBeanMethods = false)
	static class Mocked {

		@Bean
		Members members() {
			return Mockito.mock(Members.class);
		}

	}

	interface Members extends JpaRepository<Member, Long> {

		@CacheStrategy(ttl = 60)
		Matches findByName(String name);

		@CacheStrategy(ttl = 60)
		List<Member> findByTeam(Team team);

		@CacheStrategy(ttl = 60)
		<T> List<T> findByEmail(String email, Class<T> type);

		@CacheStrategy(ttl = 60)
		@Query(value = "select m.name as name, m.email as full_mail from members m", nativeQuery = true)
		List<Map<String, Object>> rows();

		@Query(value = "select m.name as name, m.email as full_mail from members m", nativeQuery = true)
		List<Map<String, Object>> uncachedRows();

		List<Member> findByNameAndEmail(String name, String email, CacheOptions options);

		@CacheStrategy(ttl = 600)
		default int countVips() {
			return findByNameAndEmail("alice", "alice@example.org", CacheOptions.ofTtl(60).withTags("vip")).size();
		}

		@CacheStrategy(ttl = 60)
		default int sizeOf(List<String> names) {
			return names.size();
		}

	}

	interface Teams extends JpaRepository<Team, Long> {

	}

	interface Authors extends JpaRepository<Author, Long> {

	}

	interface Titles extends JpaRepository<Title, Long> {

		List<Title> findByAuthor(Author author);

	}

	interface CachedTitles extends JpaRepository<Title, Long> {

		@CacheStrategy(ttl = 60)
		List<Title> findByAuthor(Author author);

	}

	interface Searches extends JpaRepository<Member, Long> {

		@Query("select m from Member m where m.name = :#{#filter.name}")
		List<Member> search(And filter);

	}

	record And(List<And> all, String name) {
	}

	interface Label {

		@Value("#{target.getName() + '!'}")
		String getLabel();

	}

	public static class Matches implements Streamable<Member> {

		private final Streamable<Member> members;

		public Matches(Streamable<Member> members) {
			this.members = members;
		}

		@Override
		public Iterator<Member> iterator() {
			return this.members.iterator();
		}

		int total() {
			return this.members.toList().size();
		}

	}

}
