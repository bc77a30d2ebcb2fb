package dev.accelerate.repository;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.snapshot.ResultSnapshotter;
import dev.accelerate.testing.ObjectGraph;
import dev.accelerate.testing.RepositoryFixture;
import dev.accelerate.testing.domain.Member;
import dev.accelerate.testing.domain.Team;
import jakarta.persistence.Tuple;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.data.domain.KeysetScrollPosition;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.NoRepositoryBean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link ResultSnapshotter} with windows, slices, rows, entity graphs and methods of a
 * generic base: a hit equals what a repository without the cache returns.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScrolledResultTests {

	private static final PageRequest PAGE = PageRequest.of(0, 2, Sort.by("email"));

	@AutoClose
	private final RepositoryFixture application = new RepositoryFixture();

	private Cached cached;

	private Plain plain;

	@BeforeAll
	void save() {
		this.cached = this.application.create(Cached.class);
		this.plain = this.application.create(Plain.class);
		Team team = this.application.create(Teams.class).save(new Team("red"));
		for (String name : List.of("a", "b", "c", "d", "e")) {
			this.plain.save(new Member(name, name + "@example.org", name.equals("c") ? null : team));
		}
	}

	static Stream<Shape> shapes() {
		return Stream.of(shape("window, first", (members) -> describe(scroll(members, ScrollPosition.offset()))),
				shape("window by offset", (members) -> describe(scroll(members, ScrollPosition.offset(1)))),
				shape("window, first by keys", (members) -> describe(scroll(members, ScrollPosition.keyset()))),
				shape("window by keys", (members) -> describe(scroll(members, after("b")))),
				shape("window by other keys", (members) -> describe(scroll(members, after("d")))),
				shape("window backwards", (members) -> describe(scroll(members, after("d").backward()))),
				shape("window, next by keys",
						(members) -> describe(scroll(members, scroll(members, ScrollPosition.keyset()).positionAt(1)))),
				shape("window, next by offset",
						(members) -> describe(scroll(members, scroll(members, ScrollPosition.offset()).positionAt(1)))),
				shape("slice", (members) -> members.findSliceByNameNot("x", PAGE)),
				shape("slice, last", (members) -> members.findSliceByNameNot("x", PAGE.withPage(2))),
				shape("page without a count", (members) -> members.findAll(PAGE.withPage(2))),
				shape("page with a count", (members) -> members.findAll(PAGE)),
				shape("page beyond the last", (members) -> members.findAll(PAGE.withPage(9))),
				shape("unpaged", (members) -> members.findAll(Pageable.unpaged())),
				shape("tuples", (members) -> members.tuples().stream().map(ScrolledResultTests::describe).toList()),
				shape("rows",
						(members) -> members.rows()
							.stream()
							.map((row) -> List.of(row.get("name"), String.valueOf(row.get("NAME")), row.size(),
									row.keySet().size()))
							.toList()),
				shape("arrays", (members) -> members.arrays().stream().map(List::of).toList()),
				shape("entity graph", (members) -> members.findGraphByName("a").get(0).getTeam().getName()),
				shape("generic base", (members) -> members.byName("a")));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("shapes")
	void aHitEqualsTheTruth(Shape shape) {
		String truth = ObjectGraph.describe(shape.read().apply(this.plain));
		this.application.accelerate.invalidateAll();
		for (CacheStatus status : List.of(CacheStatus.MISS, CacheStatus.TTL)) {
			assertThat(ObjectGraph.describe(shape.read().apply(this.cached))).as(status.name()).isEqualTo(truth);
		}
		assertThat(this.application.status(() -> shape.read().apply(this.cached))).isEqualTo(CacheStatus.TTL);
	}

	private static Window<Member> scroll(Shapes<Member> members, ScrollPosition position) {
		return members.findFirst2ByNameNotOrderByEmail("x", position);
	}

	private static KeysetScrollPosition after(String name) {
		return ScrollPosition.forward(Map.of("email", name + "@example.org", "id", 0L));
	}

	private static List<Object> describe(Window<Member> window) {
		return List.of(window.getContent(), window.hasNext(), window.isEmpty() ? "none" : window.positionAt(0),
				window.isEmpty() ? "none" : window.positionAt(window.size() - 1));
	}

	private static List<Object> describe(Tuple tuple) {
		return List.of(tuple.get("name"), tuple.get(1), tuple.get("mail", String.class), tuple.getElements().size());
	}

	private static Shape shape(String name, Function<Shapes<Member>, Object> read) {
		return new Shape(name, read);
	}

	record Shape(String name, Function<Shapes<Member>, Object> read) {

		@Override
		public String toString() {
			return this.name;
		}

	}

	@NoRepositoryBean
	interface Named<T> extends JpaRepository<T, Long> {

		@Query("select e from #{#entityName} e where e.name = :name")
		List<T> byName(String name);

	}

	@NoRepositoryBean
	interface Shapes<T> extends Named<Member> {

		Window<Member> findFirst2ByNameNotOrderByEmail(String name, ScrollPosition position);

		Slice<Member> findSliceByNameNot(String name, Pageable page);

		@Query("select m.name as name, m.email as mail from Member m order by m.email")
		List<Tuple> tuples();

		@Query("select m.name as name, m.email as mail from Member m order by m.email")
		List<Map<String, Object>> rows();

		@Query("select m.name, m.email, m.balance from Member m order by m.email")
		List<Object[]> arrays();

		@EntityGraph(attributePaths = "team")
		List<Member> findGraphByName(String name);

	}

	@CacheStrategy(ttl = 60)
	interface Cached extends Shapes<Member> {

	}

	interface Plain extends Shapes<Member> {

	}

	interface Teams extends JpaRepository<Team, Long> {

	}

}
