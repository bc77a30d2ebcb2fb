package dev.accelerate.jpa.snapshot;

import java.util.List;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheStatus;
import dev.accelerate.jpa.domain.Keys;
import dev.accelerate.jpa.domain.Library;
import dev.accelerate.jpa.domain.Library.Book;
import dev.accelerate.jpa.domain.Library.Label;
import dev.accelerate.jpa.domain.Library.Shelf;
import dev.accelerate.jpa.domain.Values.Sample;
import dev.accelerate.testing.TestApplication;
import dev.accelerate.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import org.hibernate.Hibernate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static dev.accelerate.testing.CacheStatuses.statusOf;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link LazyLoading} of restored entities where Hibernate loads after the session was
 * closed: it does so for copies as for the query's own result.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LazyLoadingTests {

	private ConfigurableApplicationContext context;

	private GraphRepository graphs;

	private AccelerateOperations accelerate;

	@BeforeAll
	void start() {
		this.context = TestApplication.run(TestDatabase.H2, Configured.class,
				"spring.jpa.properties.hibernate.enable_lazy_load_no_trans=true");
		this.graphs = this.context.getBean(GraphRepository.class);
		this.accelerate = this.context.getBean(AccelerateOperations.class);
		EntityManager entityManager = this.context.getBean(EntityManager.class);
		new TransactionTemplate(this.context.getBean(PlatformTransactionManager.class))
			.executeWithoutResult((status) -> GraphData.insert(entityManager));
	}

	@AfterAll
	void stop() {
		this.context.close();
	}

	@Test
	void proxiesAndCollectionsLoadOnAccess() {
		for (int i = 0; i < 3; i++) {
			Shelf shelf = this.graphs.lazyShelves().get(0);
			assertThat(Hibernate.isInitialized(shelf.books)).isFalse();
			assertThat(shelf.books).hasSize(2);
			assertThat(shelf.notes).containsOnlyKeys("k", "l");
			assertThat(shelf.labels).hasSize(2);
			assertThat(shelf.sorted).containsExactly("a", "b", "c");
			assertThat(shelf.sequence).containsExactly("second", "first", "second");
			Book book = this.graphs.lazyBooks().get(0);
			assertThat(Hibernate.isInitialized(book.getShelf())).isFalse();
			assertThat(book.getShelf().getName()).isEqualTo("first");
			Sample sample = this.graphs.lazySamples().get(0);
			assertThat(Hibernate.unproxy(sample.place.label, Label.class).name).isEqualTo("novel");
			Keys.Score score = this.graphs.lazyScores().get(0);
			assertThat(Hibernate.unproxy(score.label, Label.class).name).isEqualTo("novel");
			assertThat(this.graphs.rawLazyCollection()).hasSize(2);
		}
		for (Runnable read : List.<Runnable>of(this.graphs::lazyShelves, this.graphs::lazyBooks,
				this.graphs::lazySamples, this.graphs::lazyScores, this.graphs::rawLazyCollection)) {
			CacheStatus status = statusOf(this.accelerate, () -> {
				read.run();
				return true;
			});
			assertThat(status).isEqualTo(CacheStatus.TTL);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = Library.class)
	@EnableJpaRepositories(basePackageClasses = GraphRepository.class,
			includeFilters = @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = GraphRepository.class))
	static class Configured {

	}

}
