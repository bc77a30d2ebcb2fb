package dev.accelerate.strategy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.testing.RepositoryFixture;
import dev.accelerate.testing.TestRepositories.Members;
import dev.accelerate.testing.domain.Member;
import dev.accelerate.testing.domain.Status;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.core.support.PropertiesBasedNamedQueries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * {@link QueryPlanSource} with expressions in queries that read the arguments only.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AllowedExpressionTests {

	@AutoClose
	private final RepositoryFixture application = new RepositoryFixture();

	@BeforeAll
	void save() {
		Members members = this.application.create(Members.class);
		members.save(new Member("alice", "alice@example.org", null));
		members.save(new Member("bob", "bob@example.org", null));
		members.save(new Member("a%b", "percent@example.org", null));
	}

	@ParameterizedTest
	@MethodSource("allowedCalls")
	void cachesAQueryWhoseExpressionsReadOnlyTheArguments(String expression, String argument, List<String> expected) {
		Allowed allowed = this.application.create(Allowed.class);
		for (CacheStatus status : List.of(CacheStatus.MISS, CacheStatus.TTL)) {
			var answer = this.application.accelerate.withAccelerateInfo(() -> call(allowed, expression, argument));
			assertThat(answer.data()).extracting(Member::getName).containsExactlyInAnyOrderElementsOf(expected);
			assertThat(answer.info().cacheStatus()).isEqualTo(status);
		}
	}

	static Stream<Arguments> allowedCalls() {
		return Stream.of(arguments("name", "alice", List.of("alice")), arguments("index", "bob", List.of("bob")),
				arguments("escape", "%", List.of("a%b")), arguments("entityName", "bob", List.of("bob")),
				arguments("like", "li", List.of("alice")), arguments("path", "ALICE", List.of("alice")));
	}

	private static List<Member> call(Allowed allowed, String expression, String argument) {
		return switch (expression) {
			case "name" -> allowed.findByNameExpression(argument);
			case "index" -> allowed.findByIndexExpression(argument);
			case "escape" -> allowed.findEscaped(argument);
			case "entityName" -> allowed.findByEntityName(argument);
			case "like" -> allowed.findLike(argument);
			default -> allowed.findByPath(argument);
		};
	}

	@Test
	void cachesAQueryThatIsDeclaredByName() {
		Properties queries = new Properties();
		queries.setProperty("Member.findNamed", "select m from Member m where m.name = 'alice'");
		NamedQuery members = this.application.create(NamedQuery.class,
				(factoryBean) -> factoryBean.setNamedQueries(new PropertiesBasedNamedQueries(queries)));
		for (CacheStatus status : List.of(CacheStatus.MISS, CacheStatus.TTL)) {
			var found = this.application.accelerate.withAccelerateInfo(members::findNamed);
			assertThat(found.data()).extracting(Member::getName).containsExactly("alice");
			assertThat(found.info().cacheStatus()).isEqualTo(status);
		}
	}

	@Test
	void cachesAQueryThatReadsOnlyWhatIsPartOfTheKey() {
		Parts parts = this.application.create(Parts.class);
		this.application.assertHit(() -> parts.byComponent(new Filter("alice", List.of("a"))));
		this.application.assertHit(() -> parts.byAccessor(new Filter("alice", List.of("a"))));
		this.application.assertHit(() -> parts.byElement(List.of(new Filter("alice", List.of("a")))));
		this.application.assertHit(() -> parts.bySize(List.of("alice")));
		this.application.assertHit(() -> parts.byDay(LocalDate.EPOCH, "alice"));
		this.application.assertHit(() -> parts.byKey(Map.of("name", "alice")));
		this.application.assertHit(() -> parts.byEnum(Status.ACTIVE));
		this.application.assertHit(() -> parts.byGetterOfEnum(Level.HIGH));
		this.application.assertHit(() -> parts.byMethodsOfEnum(Level.HIGH));
		this.application.assertHit(() -> parts.byFieldOfEnum(Level.HIGH));
	}

	interface Parts extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		@Query("select m from Member m where m.name = :#{#filter.name} or m.name = :#{#filter.tags[0].trim()}")
		List<Member> byComponent(Filter filter);

		@CacheStrategy(ttl = 60)
		@Query("select m from Member m where m.name = :#{#filter.name().toLowerCase()} or :#{#filter == null} = true")
		List<Member> byAccessor(Filter filter);

		@CacheStrategy(ttl = 60)
		@Query("select m from Member m where m.name = ?#{[0][0].name}")
		List<Member> byElement(List<Filter> filters);

		@CacheStrategy(ttl = 60)
		@Query("select m from Member m where :#{#names.isEmpty()} = true or m.name in :#{#names}")
		List<Member> bySize(List<String> names);

		@CacheStrategy(ttl = 60)
		@Query("select m from Member m where m.id = :#{#day.plusDays(1).year} or m.name = :#{#name + #day.dayOfMonth}")
		List<Member> byDay(LocalDate day, String name);

		@CacheStrategy(ttl = 60)
		@Query("select m from Member m where m.name = :#{#map['name'].toUpperCase()}")
		List<Member> byKey(Map<String, String> map);

		@CacheStrategy(ttl = 60)
		@Query("select m from Member m where m.name = :#{#status.name()}")
		List<Member> byEnum(Status status);

		@CacheStrategy(ttl = 60)
		@Query("select m from Member m where m.name = :#{#level.label.toLowerCase()} or m.id = :#{#level.code}")
		List<Member> byGetterOfEnum(Level level);

		@CacheStrategy(ttl = 60)
		@Query("select m from Member m where m.name = :#{#level.getLabel()} or m.id = :#{#level.code()}")
		List<Member> byMethodsOfEnum(Level level);

		@CacheStrategy(ttl = 60)
		@Query("select m from Member m where m.name = :#{#level.sign}")
		List<Member> byFieldOfEnum(Level level);

	}

	enum Level {

		HIGH(1, "alice");

		public final String sign = "bob";

		private final long code;

		private final String label;

		Level(long code, String label) {
			this.code = code;
			this.label = label;
		}

		public long code() {
			return this.code;
		}

		public String getLabel() {
			return this.label;
		}

	}

	record Filter(String name, List<String> tags) {
	}

	interface Allowed extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		@Query("select m from Member m where m.name = :#{#name}")
		List<Member> findByNameExpression(String name);

		@CacheStrategy(ttl = 60)
		@Query("select m from Member m where m.name = ?#{[0]}")
		List<Member> findByIndexExpression(String name);

		@CacheStrategy(ttl = 60)
		@Query("select m from Member m where m.name like %?#{escape([0])}% escape ?#{escapeCharacter()}")
		List<Member> findEscaped(String part);

		@CacheStrategy(ttl = 60)
		@Query("select m from #{#entityName} m where m.name = ?1")
		List<Member> findByEntityName(String name);

		@CacheStrategy(ttl = 60)
		@Query("select m from Member m where m.name like %:#{#name}%")
		List<Member> findLike(String name);

		@CacheStrategy(ttl = 60)
		@Query("select m from Member m where m.name = :#{#name.toLowerCase()}")
		List<Member> findByPath(String name);

	}

	interface NamedQuery extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		List<Member> findNamed();

	}

}
