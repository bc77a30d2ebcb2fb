package dev.accelerate.jpa;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.jpa.spaces.Ledger;
import dev.accelerate.jpa.spaces.Total;
import dev.accelerate.testing.TestApplication;
import dev.accelerate.testing.TestDatabase;
import dev.accelerate.testing.TestRepositories;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.query.NativeQuery;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.support.JpaRepositoryFactoryBean;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.core.support.RepositoryComposition.RepositoryFragments;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static dev.accelerate.testing.CacheStatuses.statusOf;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link TrackingInspector} with native queries over a view, where only their query
 * spaces show what is behind it, since the catalog is not read.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QuerySpaceTests {

	private ConfigurableApplicationContext context;

	private AccelerateOperations accelerate;

	private Ledgers ledgers;

	@BeforeAll
	void start() {
		this.context = TestApplication.run(TestDatabase.H2, Entities.class, "accelerate.invalidation.catalog=off",
				"spring.jpa.mapping-resources=spaces/orm.xml,spaces/queries.hbm.xml");
		this.accelerate = this.context.getBean(AccelerateOperations.class);
		execute("create view hidden_totals as select * from totals");
		execute("create table notes (id int)");
		execute("insert into totals (id, amount) values (1, 0)");
		Reads reads = new ReadsImpl(this.context.getBean(EntityManager.class),
				this.context.getBean(EntityManagerFactory.class).unwrap(SessionFactory.class));
		this.ledgers = TestRepositories.create(this.context, Ledgers.class, (factory) -> addFragment(factory, reads));
		execute("update notes set id = id");
	}

	private static void addFragment(JpaRepositoryFactoryBean<?, ?, ?> factory, Reads reads) {
		factory.setRepositoryFragments(RepositoryFragments.just(reads));
	}

	@AfterAll
	void stop() {
		this.context.close();
	}

	@BeforeEach
	void forget() {
		execute("update totals set amount = 0");
		this.accelerate.invalidateAll();
	}

	static Stream<Function<Ledgers, Integer>> reads() {
		return Stream.of(Ledgers::byTable, Ledgers::byEntity, Ledgers::byEntityName, Ledgers::byHint, Ledgers::streamed,
				Ledgers::stateless, Ledgers::annotated, Ledgers::hinted, Ledgers::mapped, Ledgers::legacy,
				Ledgers::byAnnotation);
	}

	@ParameterizedTest
	@MethodSource("reads")
	void writesBehindTheViewMakeResultsInvalid(Function<Ledgers, Integer> read) {
		// A table may be tracked from its first reading on.
		read.apply(this.ledgers);
		for (int amount = 1; amount < 3; amount++) {
			execute("update totals set amount = " + amount);
			assertThat(read.apply(this.ledgers)).isEqualTo(amount);
			assertThat(status(read)).isEqualTo(CacheStatus.TTL);
			execute("update notes set id = id");
			assertThat(status(read)).isEqualTo(CacheStatus.TTL);
		}
	}

	@Test
	void writesMakeInvalidWhatTheirSpacesName() {
		for (Consumer<NativeQuery<?>> spaces : List.<Consumer<NativeQuery<?>>>of(
				(query) -> query.addSynchronizedQuerySpace("PUBLIC.TOTALS"),
				(query) -> query.addSynchronizedEntityClass(Total.class))) {
			this.ledgers.amount();
			assertThat(status(Ledgers::amount)).isEqualTo(CacheStatus.TTL);
			execute("update notes set id = id", spaces);
			assertThat(status(Ledgers::amount)).isEqualTo(CacheStatus.MISS);
		}
	}

	@Test
	void spacesOfAWriteSayNothingOfTheNextOne() {
		execute("update notes set id = id", (query) -> query.addSynchronizedEntityClass(Total.class));
		this.ledgers.amount();
		execute("update notes set id = id");
		assertThat(status(Ledgers::amount)).isEqualTo(CacheStatus.TTL);
	}

	private CacheStatus status(Function<Ledgers, Integer> read) {
		return statusOf(this.accelerate, () -> read.apply(this.ledgers));
	}

	private void execute(String sql) {
		execute(sql, (query) -> {
		});
	}

	private void execute(String sql, Consumer<NativeQuery<?>> customizer) {
		EntityManager manager = this.context.getBean(EntityManager.class);
		new TransactionTemplate(this.context.getBean(PlatformTransactionManager.class))
			.executeWithoutResult((status) -> {
				NativeQuery<?> query = manager.createNativeQuery(sql).unwrap(NativeQuery.class);
				customizer.accept(query);
				query.executeUpdate();
			});
	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = Ledger.class)
	static class Entities {

	}

	interface Ledgers extends Repository<Ledger, Long>, Reads {

		@CacheStrategy(ttl = 60)
		@Query(nativeQuery = true, name = "Ledger.annotated")
		Integer annotated();

		@CacheStrategy(ttl = 60)
		@Query(nativeQuery = true, name = "Ledger.hinted")
		Integer hinted();

		@CacheStrategy(ttl = 60)
		@Query(nativeQuery = true, name = "Ledger.mapped")
		Integer mapped();

		@CacheStrategy(ttl = 60)
		@Query(nativeQuery = true, name = "Ledger.legacy")
		Integer legacy();

		@CacheStrategy(ttl = 60)
		@Query("select sum(t.amount) from Total t")
		Integer amount();

	}

	interface Reads {

		@CacheStrategy(ttl = 60)
		Integer byTable();

		@CacheStrategy(ttl = 60)
		Integer byEntity();

		@CacheStrategy(ttl = 60)
		Integer byEntityName();

		@CacheStrategy(ttl = 60)
		Integer byHint();

		@CacheStrategy(ttl = 60)
		Integer streamed();

		@CacheStrategy(ttl = 60)
		Integer stateless();

		@CacheStrategy(ttl = 60)
		Integer byAnnotation();

	}

	static class ReadsImpl implements Reads {

		private static final String SQL = "select amount from hidden_totals";

		private final EntityManager manager;

		private final SessionFactory sessions;

		ReadsImpl(EntityManager manager, SessionFactory sessions) {
			this.manager = manager;
			this.sessions = sessions;
		}

		@SuppressWarnings("unchecked")
		private NativeQuery<Integer> query() {
			return this.manager.createNativeQuery(SQL, Integer.class).unwrap(NativeQuery.class);
		}

		@Override
		public Integer byTable() {
			return query().addSynchronizedQuerySpace("totals").getSingleResult();
		}

		@Override
		public Integer byEntity() {
			return query().addSynchronizedEntityClass(Total.class).getSingleResult();
		}

		@Override
		public Integer byEntityName() {
			return query().addSynchronizedEntityName(Total.class.getName()).getSingleResult();
		}

		@Override
		public Integer byHint() {
			return (Integer) this.manager.createNativeQuery(SQL)
				.setHint("org.hibernate.query.native.spaces", "notes_of_others, totals")
				.getSingleResult();
		}

		@Override
		public Integer streamed() {
			try (StatelessSession session = this.sessions.openStatelessSession();
					Stream<Integer> all = session.createNativeQuery(SQL, Integer.class)
						.addSynchronizedQuerySpace("totals")
						.getResultStream()) {
				return all.findFirst().orElseThrow();
			}
		}

		@Override
		public Integer stateless() {
			try (StatelessSession session = this.sessions.openStatelessSession()) {
				return session.createNativeQuery(SQL, Integer.class)
					.addSynchronizedQuerySpace("totals")
					.getSingleResult();
			}
		}

		@Override
		public Integer byAnnotation() {
			return (Integer) this.manager.createNamedQuery("Ledger.annotated").getSingleResult();
		}

	}

}
