package dev.accelerate.repository;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;

import com.querydsl.core.BooleanBuilder;
import com.querydsl.core.types.OrderSpecifier;
import com.querydsl.core.types.Predicate;
import com.querydsl.core.types.dsl.Expressions;
import com.querydsl.jpa.JPAExpressions;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.core.PersistenceUnit;
import dev.accelerate.testing.RepositoryFixture;
import dev.accelerate.testing.domain.Member;
import dev.accelerate.testing.domain.QMember;
import dev.accelerate.testing.domain.Status;
import dev.accelerate.testing.domain.Team;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.querydsl.QuerydslPredicateExecutor;
import org.springframework.data.repository.query.FluentQuery.FetchableFluentQuery;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link PersistenceUnit} that knows predicates of Querydsl: answers are those of a
 * repository without the cache, and those of one predicate never answer another.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QuerydslArgumentTests {

	private static final QMember member = QMember.member;

	private static final QMember other = new QMember("other");

	@AutoClose
	private final RepositoryFixture application = new RepositoryFixture();

	private Cached cached;

	private Plain plain;

	private Team red;

	@BeforeAll
	void save() {
		this.cached = this.application.create(Cached.class);
		this.plain = this.application.create(Plain.class);
		Teams teams = this.application.create(Teams.class);
		this.red = teams.save(new Team("red"));
		Team blue = teams.save(new Team("blue"));
		this.plain.save(new Member("alice", "alice@example.org", this.red));
		this.plain.save(new Member("Alice", "upper@example.org", blue));
		this.plain.save(new Member("bob", "bob@example.org", this.red));
		this.plain.save(new Member("malice", "m%e@example.org", null));
	}

	@BeforeEach
	void forget() {
		this.application.accelerate.invalidateAll();
	}

	@Test
	void predicatesAreToldApartByWhatTheyAskFor() {
		List<Supplier<Predicate>> predicates = List.of(BooleanBuilder::new, () -> member.name.eq("alice"),
				() -> member.name.eq("bob"), () -> member.name.ne("bob"), () -> member.email.eq("bob"),
				() -> member.name.eq("alice").not(), () -> member.name.eq("alice").or(member.name.eq("bob")),
				() -> member.name.eq("alice").and(member.name.eq("bob")),
				() -> new BooleanBuilder(member.name.eq("malice")), () -> member.name.startsWith("a"),
				() -> member.name.startsWithIgnoreCase("a"), () -> member.name.endsWith("lice"),
				() -> member.name.in("alice", "bob"), () -> member.name.in("bob", "malice"),
				() -> member.name.notIn("bob", "malice"), () -> member.name.in(List.of("alice", "carol")),
				() -> member.email.contains("%"), () -> member.email.like("m%"), () -> member.name.lower().eq("alice"),
				() -> member.name.length().gt(3), () -> member.name.length().gt(5),
				() -> member.status.eq(Status.ACTIVE), () -> member.birthday.isNull(),
				() -> member.birthday.isNotNull(), () -> member.team.isNull(), () -> member.team.eq(this.red),
				() -> member.team.getString("name").eq("blue"), () -> member.team.getString("name").eq("red"),
				() -> member.id.in(JPAExpressions.select(other.id).from(other).where(other.name.eq("bob"))),
				() -> member.id.in(JPAExpressions.select(other.id).from(other).where(other.name.ne("bob"))),
				() -> JPAExpressions.selectOne()
					.from(other)
					.where(other.team.eq(member.team), other.id.ne(member.id))
					.exists());
		for (CacheStatus status : List.of(CacheStatus.MISS, CacheStatus.TTL)) {
			for (Supplier<Predicate> predicate : predicates) {
				assertAnswer(() -> emails(this.cached.findAll(predicate.get())),
						() -> emails(this.plain.findAll(predicate.get())), status);
				assertAnswer(() -> this.cached.count(predicate.get()), () -> this.plain.count(predicate.get()), status);
				assertAnswer(() -> this.cached.exists(predicate.get()), () -> this.plain.exists(predicate.get()),
						status);
			}
		}
	}

	@Test
	void theyAreReadInOrderAndInPages() {
		Predicate all = member.id.isNotNull();
		List<OrderSpecifier<?>> orders = List.of(member.email.asc(), member.email.desc(), member.name.asc(),
				member.birthday.asc().nullsFirst(), member.birthday.asc().nullsLast());
		for (CacheStatus status : List.of(CacheStatus.MISS, CacheStatus.TTL)) {
			for (OrderSpecifier<?> order : orders) {
				assertAnswer(() -> emails(this.cached.findAll(all, order, member.id.asc())),
						() -> emails(this.plain.findAll(all, order, member.id.asc())), status);
				assertAnswer(() -> emails(this.cached.findAll(order, member.id.desc())),
						() -> emails(this.plain.findAll(order, member.id.desc())), status);
			}
			for (Sort sort : List.of(Sort.by("email"), Sort.by("email").descending())) {
				assertAnswer(() -> emails(this.cached.findAll(all, sort)), () -> emails(this.plain.findAll(all, sort)),
						status);
				assertAnswer(() -> emails(this.cached.findAll(all, PageRequest.of(1, 2, sort))),
						() -> emails(this.plain.findAll(all, PageRequest.of(1, 2, sort))), status);
			}
			assertAnswer(() -> this.cached.findOne(member.name.eq("bob")).map(Member::getEmail),
					() -> this.plain.findOne(member.name.eq("bob")).map(Member::getEmail), status);
		}
	}

	@Test
	void randomPredicatesAreAnsweredAsWithoutTheCache() {
		long seed = Long.getLong("accelerate.querydsl.seed", System.nanoTime());
		System.out.println("accelerate.querydsl.seed=" + seed);
		Random random = new Random(seed);
		List<Predicate> predicates = new ArrayList<>();
		for (int i = 0; i < 300; i++) {
			predicates.add(random(random, 3));
		}
		for (int round = 0; round < 2; round++) {
			for (Predicate predicate : predicates) {
				assertAnswer(() -> emails(this.cached.findAll(predicate)), () -> emails(this.plain.findAll(predicate)),
						(round == 1) ? CacheStatus.TTL : null);
			}
		}
	}

	private static BooleanBuilder random(Random random, int depth) {
		BooleanBuilder built = new BooleanBuilder();
		for (int i = random.nextInt(3); i >= 0; i--) {
			Predicate part = (depth > 0 && random.nextBoolean()) ? random(random, depth - 1) : leaf(random);
			built = switch (random.nextInt(3)) {
				case 0 -> built.and(part);
				case 1 -> built.or(part);
				default -> built.andNot(part);
			};
		}
		return built;
	}

	private static Predicate leaf(Random random) {
		String name = List.of("alice", "Alice", "bob", "nobody").get(random.nextInt(4));
		return switch (random.nextInt(6)) {
			case 0 -> member.name.eq(name);
			case 1 -> member.email.eq(name);
			case 2 -> member.name.equalsIgnoreCase(name);
			case 3 -> member.name.goe(name);
			case 4 -> member.name.in(name, "malice");
			default -> member.team.isNull();
		};
	}

	@ParameterizedTest
	@MethodSource("unknown")
	void whatIsNotKnownToAnswerTheSameBypassesTheCache(Predicate predicate) {
		for (int i = 0; i < 2; i++) {
			assertAnswer(() -> emails(this.cached.findAll(predicate)), () -> emails(this.plain.findAll(predicate)),
					CacheStatus.NONE);
		}
	}

	static List<Predicate> unknown() {
		return List.of(Expressions.currentDate().isNotNull(), Expressions.booleanTemplate("{0} = 'bob'", member.name),
				member.name.eq(Expressions.stringTemplate("function('database')")));
	}

	/**
	 * A builder may be changed at any time. Its key is what it asks for at the call.
	 */
	@Test
	void aBuilderThatIsChangedHasAnotherKey() {
		BooleanBuilder builder = new BooleanBuilder(member.name.eq("alice"));
		assertAnswer(() -> emails(this.cached.findAll(builder)), () -> emails(this.plain.findAll(builder)),
				CacheStatus.MISS);
		builder.or(member.name.eq("bob"));
		assertAnswer(() -> emails(this.cached.findAll(builder)), () -> emails(this.plain.findAll(builder)),
				CacheStatus.MISS);
	}

	@Test
	void aFluentQueryIsNotCached() {
		assertAnswer(() -> this.cached.findBy(member.name.eq("bob"), FetchableFluentQuery::count), () -> 1L,
				CacheStatus.NONE);
	}

	@Test
	void writesMakeAnswersInvalid() {
		Predicate carol = member.name.eq("carol");
		assertAnswer(() -> this.cached.count(carol), () -> 0L, CacheStatus.MISS);
		Member saved = this.plain.save(new Member("carol", "carol@example.org", null));
		assertAnswer(() -> this.cached.count(carol), () -> 1L, CacheStatus.MISS);
		this.plain.delete(saved);
		assertAnswer(() -> this.cached.count(carol), () -> 0L, CacheStatus.MISS);
	}

	private static List<String> emails(Iterable<Member> members) {
		return StreamSupport.stream(members.spliterator(), false).map(Member::getEmail).toList();
	}

	private void assertAnswer(Supplier<?> cached, Supplier<?> truth, CacheStatus status) {
		var answer = this.application.accelerate.withAccelerateInfo(cached::get);
		assertThat(answer.data()).isEqualTo(truth.get());
		if (status != null) {
			assertThat(answer.info().cacheStatus()).isEqualTo(status);
		}
	}

	@CacheStrategy(ttl = 60)
	interface Cached extends JpaRepository<Member, Long>, QuerydslPredicateExecutor<Member> {

	}

	interface Plain extends JpaRepository<Member, Long>, QuerydslPredicateExecutor<Member> {

	}

	interface Teams extends JpaRepository<Team, Long> {

	}

}
