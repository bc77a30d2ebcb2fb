package dev.accelerate.jpa.snapshot;

import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.Accelerated;
import dev.accelerate.CacheStatus;
import dev.accelerate.jpa.domain.Keys;
import dev.accelerate.jpa.domain.Library;
import dev.accelerate.jpa.domain.Library.Book;
import dev.accelerate.jpa.domain.Library.Label;
import dev.accelerate.jpa.domain.Library.Link;
import dev.accelerate.jpa.domain.Library.Shelf;
import dev.accelerate.testing.ObjectGraph;
import dev.accelerate.testing.RecordedFailures;
import dev.accelerate.testing.TestApplication;
import dev.accelerate.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import org.hibernate.Hibernate;
import org.hibernate.LazyInitializationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.orm.ObjectOptimisticLockingFailureException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static dev.accelerate.test.AcceleratedAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link HibernateEntitySnapshots}: restored entities, compared with what the same query
 * returns where the cache is switched off.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SnapshotTests {

	private final TestDatabase database;

	private ConfigurableApplicationContext cached;

	private ConfigurableApplicationContext uncached;

	private GraphRepository graphs;

	private AccelerateOperations accelerate;

	private RecordedFailures failures;

	private EntityManager entityManager;

	SnapshotTests(TestDatabase database) {
		this.database = database;
	}

	@BeforeAll
	void start() {
		this.cached = TestApplication.run(this.database, Configured.class);
		String url = this.cached.getEnvironment().getRequiredProperty("spring.datasource.url");
		this.uncached = TestApplication.run(this.database, Configured.class, "spring.datasource.url=" + url,
				"spring.jpa.hibernate.ddl-auto=none", "accelerate.enabled=false");
		this.graphs = this.cached.getBean(GraphRepository.class);
		this.accelerate = this.cached.getBean(AccelerateOperations.class);
		this.failures = this.cached.getBean(RecordedFailures.class);
		this.entityManager = this.cached.getBean(EntityManager.class);
		transaction(GraphData::insert);
	}

	@BeforeEach
	void forget() {
		this.accelerate.invalidateAll();
		this.failures.clear();
	}

	@AfterAll
	void stop() {
		this.uncached.close();
		this.cached.close();
	}

	static Stream<Graph> graphs() {
		return Stream.of(new Graph("collections, lazy", GraphRepository::lazyShelves),
				new Graph("collections", GraphRepository::shelves),
				new Graph("bag of embeddables with a reference", GraphRepository::shelvesWithLines),
				new Graph("list with an order column", GraphRepository::shelvesWithSequence),
				new Graph("references, lazy", GraphRepository::lazyBooks),
				new Graph("references in circles", GraphRepository::books),
				new Graph("one entity twice", GraphRepository::booksInOrder),
				new Graph("initialized proxy", GraphRepository::booksWithTouchedProxy),
				new Graph("collection of an entity", GraphRepository::rawCollection),
				new Graph("collection of an entity, lazy", GraphRepository::rawLazyCollection),
				new Graph("values", GraphRepository::samples),
				new Graph("values, lazy reference in an embeddable", GraphRepository::lazySamples),
				new Graph("@EmbeddedId", GraphRepository::seats),
				new Graph("@EmbeddedId, lazy", GraphRepository::lazySeats),
				new Graph("@IdClass", GraphRepository::courses),
				new Graph("@IdClass with an association, lazy", GraphRepository::lazyScores),
				new Graph("@IdClass with an association", GraphRepository::scores),
				new Graph("one-to-one, from the inverse side", GraphRepository::people),
				new Graph("@MapsId, lazy", GraphRepository::lazyPassports),
				new Graph("@MapsId", GraphRepository::passports), new Graph("inheritance", GraphRepository::animals),
				new Graph("inheritance, fetched", GraphRepository::housedAnimals),
				new Graph("inheritance, lazy", GraphRepository::lazyAnimals));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("graphs")
	void equalsTheTruthAndSharesNothing(Graph graph) {
		String truth = ObjectGraph.describe(graph.query().apply(this.uncached.getBean(GraphRepository.class)));
		assertThat(truth).contains("#1");
		Accelerated<Object> miss = this.accelerate.withAccelerateInfo(() -> graph.query().apply(this.graphs));
		Accelerated<Object> hit = this.accelerate.withAccelerateInfo(() -> graph.query().apply(this.graphs));
		assertThat(this.failures.all()).isEmpty();
		assertThat(hit.info().cacheStatus()).isEqualTo(CacheStatus.TTL);
		assertThat(ObjectGraph.describe(miss.data())).isEqualTo(truth);
		assertThat(ObjectGraph.describe(hit.data())).isEqualTo(truth);
		assertThat(ObjectGraph.shared(miss.data(), hit.data())).isEmpty();
	}

	static Stream<Graph> unsupported() {
		return Stream.of(new Graph("@Any", GraphRepository::withAny), new Graph("array", GraphRepository::withArray),
				new Graph("collection with identifiers", GraphRepository::withIdBag),
				new Graph("collection type of the application", GraphRepository::withCollectionType),
				new Graph("embeddable with subtypes", GraphRepository::withShape));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("unsupported")
	void servesButDoesNotKeepWhatCannotBeCopied(Graph graph) {
		String truth = ObjectGraph.describe(graph.query().apply(this.uncached.getBean(GraphRepository.class)));
		for (int i = 1; i <= 2; i++) {
			Accelerated<Object> miss = this.accelerate.withAccelerateInfo(() -> graph.query().apply(this.graphs));
			assertThat(miss.info().cacheStatus()).isEqualTo(CacheStatus.MISS);
			assertThat(ObjectGraph.describe(miss.data())).isEqualTo(truth);
			assertThat(this.failures.all()).hasSize(i);
		}
	}

	@Test
	void restoresGraphsOfAnyDepth() {
		for (int i = 0; i < 2; i++) {
			List<Link> links = this.graphs.links();
			int depth = 0;
			for (Link link = links.get(links.size() - 1); link != null; link = link.getNext()) {
				assertThat(Hibernate.isInitialized(link)).isTrue();
				depth++;
			}
			assertThat(depth).isEqualTo(GraphData.LINKS);
		}
		assertThat(this.accelerate.withAccelerateInfo(this.graphs::links)).hasStatus(CacheStatus.TTL);
		assertThat(this.failures.all()).isEmpty();
	}

	@Test
	void keepsTheIdentityOfEntitiesAndProxies() {
		this.graphs.lazyBooks();
		List<Book> books = this.graphs.lazyBooks();
		assertThat(books.get(0).getShelf()).isSameAs(books.get(1).getShelf());
		assertThat(Hibernate.isInitialized(books.get(0).getShelf())).isFalse();
		this.graphs.booksWithTouchedProxy();
		List<Book> touched = this.graphs.booksWithTouchedProxy();
		assertThat(touched.get(0)).isSameAs(touched.get(2));
		assertThat(touched.get(0).getShelf()).isSameAs(touched.get(1).getShelf());
		this.graphs.rawCollection();
		Collection<Book> raw = this.graphs.rawCollection();
		assertThat(raw.iterator().next().getShelf().books).isSameAs(raw);
	}

	@Test
	void findsInSetsAndMapsWhatHashesItsName() {
		this.graphs.shelves();
		Shelf shelf = this.graphs.shelves().get(0);
		assertThat(shelf.labels).contains(new Label(99, "novel"), new Label(98, "red"));
		assertThat(shelf.backwards.comparator()).isInstanceOf(Library.Backwards.class);
		assertThat(shelf.backwards).containsExactly("c", "b", "a");
		assertThat(shelf.ordered).containsExactly("v", "w", "x", "y", "z");
	}

	@Test
	void throwsWhereTheQuerysOwnResultThrows() {
		for (GraphRepository repository : List.of(this.uncached.getBean(GraphRepository.class), this.graphs,
				this.graphs)) {
			Book book = repository.lazyBooks().get(0);
			assertThat(book.getShelf().getId()).isEqualTo(1L);
			Shelf shelf = repository.lazyShelves().get(0);
			Keys.Score score = repository.lazyScores().get(0);
			assertLazy(() -> book.getShelf().getName());
			assertLazy(() -> shelf.books.size());
			assertLazy(() -> shelf.notes.get("k"));
			assertLazy(() -> shelf.labels.add(new Label(3, "new")));
			assertLazy(() -> score.label.hashCode());
		}
	}

	private static void assertLazy(Runnable access) {
		assertThatExceptionOfType(LazyInitializationException.class).isThrownBy(access::run);
	}

	@Test
	void mergesChangesOfARestoredEntity() {
		this.graphs.shelves();
		Shelf shelf = this.graphs.shelves().get(0);
		assertThat(this.accelerate.withAccelerateInfo(this.graphs::shelves)).hasStatus(CacheStatus.TTL);
		shelf.name = "renamed";
		Book removed = shelf.order.remove(0);
		shelf.labels.removeIf((label) -> label.name.equals("red"));
		shelf.notes.put("new", "note");
		shelf.sorted.remove("a");
		shelf.stock.clear();
		this.graphs.save(shelf);
		try {
			transaction((entityManager) -> {
				Shelf stored = entityManager.find(Shelf.class, 1L);
				assertThat(stored.name).isEqualTo("renamed");
				assertThat(stored.version).isEqualTo(shelf.version + 1);
				assertThat(removed.getIsbn()).isEqualTo("222");
				assertThat(stored.order).extracting(Book::getIsbn).containsExactly("111", "333", "111");
				assertThat(stored.labels).extracting((label) -> label.name).containsExactly("novel");
				assertThat(stored.notes).containsOnlyKeys("k", "l", "new");
				assertThat(stored.sorted).containsExactly("b", "c");
				assertThat(stored.stock).isEmpty();
				assertThat(stored.lines).hasSize(2);
				assertThat(stored.sequence).containsExactly("second", "first", "second");
				assertThat(stored.books).hasSize(2);
			});
			assertThatExceptionOfType(ObjectOptimisticLockingFailureException.class)
				.isThrownBy(() -> this.graphs.save(shelf));
		}
		finally {
			transaction((entityManager) -> {
				Shelf stored = entityManager.find(Shelf.class, 1L);
				stored.name = "first";
				stored.order.add(0, entityManager.find(Book.class, 2L));
				stored.labels.add(entityManager.find(Label.class, 2L));
				stored.notes.remove("new");
				stored.sorted.add("a");
				stored.stock.put(entityManager.find(Book.class, 1L), 1);
				stored.stock.put(entityManager.find(Book.class, 2L), 2);
			});
		}
	}

	@Test
	void mergesWithoutTouchingWhatWasNotLoaded() {
		this.graphs.lazyShelves();
		Shelf shelf = this.graphs.lazyShelves().get(0);
		shelf.name = "first";
		Book book = this.graphs.lazyBooks().get(1);
		book.isbn = "two";
		transaction((entityManager) -> {
			entityManager.merge(shelf);
			entityManager.merge(book);
		});
		transaction((entityManager) -> {
			Shelf stored = entityManager.find(Shelf.class, 1L);
			assertThat(stored.labels).hasSize(2);
			assertThat(stored.order).hasSize(4);
			assertThat(stored.notes).hasSize(2);
			Book storedBook = Hibernate.unproxy(entityManager.find(Book.class, 2L), Book.class);
			assertThat(storedBook.isbn).isEqualTo("two");
			assertThat(storedBook.getShelf().getId()).isEqualTo(1L);
			assertThat(storedBook.getSequel().getIsbn()).isEqualTo("111");
			storedBook.isbn = "222";
		});
	}

	private void transaction(Consumer<EntityManager> action) {
		new TransactionTemplate(this.cached.getBean(PlatformTransactionManager.class))
			.executeWithoutResult((status) -> action.accept(this.entityManager));
	}

	record Graph(String name, Function<GraphRepository, Object> query) {

		@Override
		public String toString() {
			return this.name;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(RecordedFailures.class)
	@EntityScan(basePackageClasses = Library.class)
	@EnableJpaRepositories(basePackageClasses = GraphRepository.class,
			includeFilters = @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = GraphRepository.class))
	static class Configured {

	}

}
