package dev.accelerate.jpa.managed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheOptions;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.jpa.managed.Press.Essay;
import dev.accelerate.jpa.managed.Press.House;
import dev.accelerate.jpa.managed.Press.Leaflet;
import dev.accelerate.jpa.managed.Press.Subject;
import dev.accelerate.jpa.managed.Press.Writer;
import dev.accelerate.testing.RecordedBypasses;
import dev.accelerate.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.QueryHint;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.resource.jdbc.spi.StatementInspector;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.QueryHints;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.EntityManagerFactoryUtils;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Application of the {@link Press} that does the same with the cache and without, and
 * records what its sessions show and send.
 */
final class PressApplication implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	final AccelerateOperations accelerate;

	final Writers writers;

	final Leaflets leaflets;

	final EntityManager entityManager;

	final JdbcTemplate jdbc;

	private final EntityManagerFactory entityManagerFactory;

	private final PlatformTransactionManager transactions;

	private final SqlLog sql;

	private final RecordedBypasses recorded;

	PressApplication(TestDatabase database, String... properties) {
		Map<String, Object> all = new HashMap<>(database.properties());
		all.put("accelerate.default-strategy.ttl", "60");
		all.put("accelerate.tenancy", "single");
		this.context = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties(all)
			.properties(properties)
			.run();
		this.accelerate = this.context.getBean(AccelerateOperations.class);
		this.writers = this.context.getBean(Writers.class);
		this.leaflets = this.context.getBean(Leaflets.class);
		this.entityManager = this.context.getBean(EntityManager.class);
		this.entityManagerFactory = this.context.getBean(EntityManagerFactory.class);
		this.transactions = this.context.getBean(PlatformTransactionManager.class);
		this.jdbc = new JdbcTemplate(this.context.getBean(javax.sql.DataSource.class));
		this.sql = this.context.getBean(SqlLog.class);
		this.recorded = this.context.getBean(RecordedBypasses.class);
	}

	/**
	 * Sets the rows to what they are before each test, behind the back of the cache, and
	 * forgets what is stored.
	 */
	void reset() {
		transaction(false, () -> {
			for (String table : List.of("writer_subjects", "writer_attributes", "writer_lines", "essay",
					"leaflet_labels", "leaflet_subjects", "leaflet", "writer", "subject", "house")) {
				this.entityManager.createNativeQuery("delete from " + table).executeUpdate();
			}
			List<House> houses = new ArrayList<>();
			List<Subject> subjects = new ArrayList<>();
			for (long i = 1; i <= 4; i++) {
				House house = new House();
				house.id = i;
				house.name = "house " + i;
				this.entityManager.persist(house);
				houses.add(house);
				Subject subject = new Subject();
				subject.id = i;
				subject.name = "subject " + i;
				this.entityManager.persist(subject);
				subjects.add(subject);
			}
			for (long i = 1; i <= 3; i++) {
				Writer writer = new Writer();
				writer.id = i;
				writer.name = "writer " + i;
				writer.house = houses.get((int) i);
				writer.address.office = houses.get(0);
				writer.subjects.addAll(subjects.subList(0, 2));
				writer.attributes.put("a", "1");
				writer.attributes.put("b", "2");
				writer.lines.addAll(List.of("one", "two"));
				this.entityManager.persist(writer);
				for (long j = 1; j <= 2; j++) {
					Essay essay = new Essay();
					essay.id = i * 10 + j;
					essay.title = "essay " + essay.id;
					essay.writer = writer;
					this.entityManager.persist(essay);
					writer.essays.add(essay);
				}
				Leaflet leaflet = new Leaflet();
				leaflet.id = i;
				leaflet.title = "leaflet " + i;
				leaflet.text = "text";
				leaflet.house = houses.get((int) i);
				leaflet.address.office = houses.get(0);
				leaflet.labels.addAll(List.of("x", "y"));
				leaflet.subjects.addAll(subjects.subList(1, 3));
				this.entityManager.persist(leaflet);
			}
		});
		this.accelerate.invalidateAll();
	}

	/**
	 * Runs a scenario without the cache, on a miss and on a hit, each from the same rows.
	 * @param read the read that the scenario begins with
	 * @return what it recorded each time, by the way it was answered
	 */
	<T> Map<String, List<String>> compare(Supplier<T> read, Scenario<T> scenario) {
		Map<String, List<String>> traces = new HashMap<>();
		for (String way : List.of("database", "miss", "hit")) {
			reset();
			if (way.equals("hit")) {
				read.get();
			}
			List<CacheStatus> statuses = new ArrayList<>();
			Trace trace = new Trace(this.sql);
			scenario.run(trace, () -> {
				if (way.equals("database")) {
					return this.accelerate.withCacheStrategy(CacheOptions.none(), read::get);
				}
				int before = this.sql.statements.size();
				var answer = this.accelerate.withAccelerateInfo(read);
				if (way.equals("hit")) {
					this.sql.statements.subList(before, this.sql.statements.size()).forEach(trace::unexpected);
				}
				statuses.add(answer.info().cacheStatus());
				return answer.data();
			});
			traces.put(way, trace.lines);
			traces.put(way + " statuses", statuses.stream().map(String::valueOf).toList());
		}
		return traces;
	}

	/**
	 * Runs an action as Open Session in View runs a request.
	 */
	void openSession(Runnable action) {
		EntityManager session = this.entityManagerFactory.createEntityManager();
		TransactionSynchronizationManager.bindResource(this.entityManagerFactory, new EntityManagerHolder(session));
		try {
			action.run();
		}
		finally {
			TransactionSynchronizationManager.unbindResource(this.entityManagerFactory);
			EntityManagerFactoryUtils.closeEntityManager(session);
		}
	}

	void transaction(boolean readOnly, Runnable action) {
		TransactionTemplate template = new TransactionTemplate(this.transactions);
		template.setReadOnly(readOnly);
		template.executeWithoutResult((status) -> action.run());
	}

	void rolledBack(Runnable action) {
		new TransactionTemplate(this.transactions).executeWithoutResult((status) -> {
			action.run();
			status.setRollbackOnly();
		});
	}

	/**
	 * Returns the reasons of the bypasses since the last call.
	 */
	List<String> bypasses() {
		return this.recorded.reasons();
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	SessionImplementor session() {
		return this.entityManager.unwrap(SessionImplementor.class);
	}

	List<Map<String, Object>> rows(String query) {
		return this.jdbc.queryForList(query);
	}

	@Override
	public void close() {
		this.context.close();
	}

	/**
	 * What an application does with the result of a read.
	 */
	interface Scenario<T> {

		void run(Trace trace, Supplier<T> read);

	}

	/**
	 * What a scenario shows.
	 */
	static final class Trace {

		private final List<String> lines = new ArrayList<>();

		private final SqlLog sql;

		private Trace(SqlLog sql) {
			this.sql = sql;
		}

		void add(String name, Object value) {
			this.lines.add(name + ": " + value);
		}

		private void unexpected(String statement) {
			this.lines.add("a hit sent " + statement);
		}

		/**
		 * Records the statements that an action sends, and how it fails.
		 */
		void sending(String name, Runnable action) {
			int before = this.sql.statements.size();
			try {
				action.run();
			}
			catch (RuntimeException ex) {
				add(name, ex.getClass().getSimpleName());
			}
			add(name,
					this.sql.statements.subList(before, this.sql.statements.size())
						.stream()
						.filter((statement) -> !isOfGuard(statement))
						.toList());
		}

	}

	/**
	 * Returns whether a statement only compares what is about to be written with its row.
	 */
	static boolean isOfGuard(String statement) {
		return statement.startsWith("select 1,");
	}

	long guarded() {
		return this.sql.statements.stream().filter(PressApplication::isOfGuard).count();
	}

	static final class SqlLog implements StatementInspector {

		private final List<String> statements = new ArrayList<>();

		@Override
		public String inspect(String sql) {
			this.statements.add(sql);
			return sql;
		}

	}

	interface Writers extends JpaRepository<Writer, Long> {

		@Query("select w from Writer w order by w.id")
		List<Writer> all();

		@Query("select distinct w from Writer w left join fetch w.subjects order by w.id")
		List<Writer> withSubjects();

		@Query("select distinct w from Writer w left join fetch w.essays order by w.id")
		List<Writer> withEssays();

		@Query("select distinct w from Writer w left join fetch w.attributes left join fetch w.lines order by w.id")
		List<Writer> withValues();

		@Query("select w from Writer w join fetch w.house order by w.id")
		List<Writer> withHouse();

		@Query("select count(w) from Writer w")
		long number();

	}

	interface Leaflets extends JpaRepository<Leaflet, Long> {

		@Query("select l from Leaflet l order by l.id")
		List<Leaflet> all();

		@Query("select distinct l from Leaflet l left join fetch l.labels order by l.id")
		List<Leaflet> withLabels();

		@Query("select distinct l from Leaflet l left join fetch l.subjects order by l.id")
		List<Leaflet> withSubjects();

		@Query("select l.title from Leaflet l order by l.id")
		List<String> titles();

		@CacheStrategy(ttl = 60, tags = "leaflets")
		@Query("select l from Leaflet l order by l.id desc")
		List<Leaflet> tagged();

		@Query("select new dev.accelerate.jpa.managed.Press$Subject(s.id) from Subject s order by s.id")
		List<Subject> made();

		@QueryHints(@QueryHint(name = "org.hibernate.readOnly", value = "true"))
		@Query("select l from Leaflet l order by l.title")
		List<Leaflet> readOnly();

		@Query("select l from Leaflet l order by l.id")
		List<Titled> projected();

		@CacheStrategy(ttl = 60)
		default List<Leaflet> own() {
			return all();
		}

		@CacheStrategy(enabled = false)
		@Query("select l from Leaflet l where l.id = 1")
		Leaflet first();

		@CacheStrategy(ttl = 60)
		default List<Leaflet> firstTwice() {
			return List.of(first(), first());
		}

	}

	interface Titled {

		String getTitle();

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = Press.class)
	@EnableJpaRepositories(considerNestedRepositories = true, basePackageClasses = PressApplication.class)
	static class Application {

		@Bean
		RecordedBypasses recordedBypasses() {
			return new RecordedBypasses();
		}

		@Bean
		SqlLog sqlLog() {
			return new SqlLog();
		}

		@Bean
		HibernatePropertiesCustomizer logStatements(SqlLog log) {
			return (properties) -> properties.put(JdbcSettings.STATEMENT_INSPECTOR, log);
		}

	}

}
