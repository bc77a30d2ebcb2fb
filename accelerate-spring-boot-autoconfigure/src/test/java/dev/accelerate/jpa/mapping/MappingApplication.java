package dev.accelerate.jpa.mapping;

import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheOptions;
import dev.accelerate.snapshot.codec.SnapshotCodec;
import dev.accelerate.testing.CodedEntryStore;
import dev.accelerate.testing.RecordedBypasses;
import dev.accelerate.testing.SessionState;
import dev.accelerate.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.resource.jdbc.spi.StatementInspector;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.EntityManagerFactoryUtils;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Application with every kind of mapping. It does the same with the cache and without,
 * and records what its sessions show and send.
 */
final class MappingApplication implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private final AccelerateOperations accelerate;

	private final EntityManagerFactory entityManagerFactory;

	private final PlatformTransactionManager transactions;

	private final RecordedBypasses bypasses;

	final CodedEntryStore store;

	private final SqlLog sql;

	private final List<String> tables;

	final EntityManager entityManager;

	final JdbcTemplate jdbc;

	MappingApplication() {
		Map<String, Object> all = new HashMap<>(TestDatabase.H2.properties());
		all.put("accelerate.default-strategy.ttl", "60");
		all.put("accelerate.tenancy", "single");
		this.context = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties(all)
			.run();
		this.accelerate = this.context.getBean(AccelerateOperations.class);
		this.entityManager = this.context.getBean(EntityManager.class);
		this.entityManagerFactory = this.context.getBean(EntityManagerFactory.class);
		this.transactions = this.context.getBean(PlatformTransactionManager.class);
		this.jdbc = new JdbcTemplate(this.context.getBean(javax.sql.DataSource.class));
		this.sql = this.context.getBean(SqlLog.class);
		this.bypasses = this.context.getBean(RecordedBypasses.class);
		this.store = this.context.getBean(CodedEntryStore.class);
		this.tables = this.jdbc.queryForList(
				"select table_name from information_schema.tables where table_schema = 'PUBLIC' order by 1",
				String.class);
	}

	<T> T repository(Class<T> type) {
		return this.context.getBean(type);
	}

	/**
	 * Makes the rows of a case the only ones, and forgets what is stored.
	 */
	void reset(MappingCase<?> tried) {
		this.jdbc.execute("set referential_integrity false");
		this.tables.forEach((table) -> this.jdbc.execute("truncate table " + table));
		this.jdbc.execute("set referential_integrity true");
		transaction(false, () -> tried.fill.accept(this.entityManager));
		this.accelerate.invalidateAll();
	}

	/**
	 * Runs a scenario without the cache, on a miss, on a hit, and on a hit whose result
	 * comes from bytes, each from the same rows.
	 * @return what it recorded each time, by the way it was answered
	 */
	<T> Map<String, List<String>> compare(MappingCase<T> tried, Scenario<T> scenario) {
		Map<String, List<String>> traces = new HashMap<>();
		Supplier<List<T>> read = () -> tried.read(this);
		for (String way : List.of("database", "miss", "hit", "bytes")) {
			reset(tried);
			if (way.equals("hit") || way.equals("bytes")) {
				read.get();
			}
			this.store.coding(way.equals("bytes"));
			this.bypasses.reasons();
			List<String> outcomes = new ArrayList<>();
			Trace trace = new Trace();
			scenario.run(trace, () -> {
				if (way.equals("database")) {
					return this.accelerate.withCacheStrategy(CacheOptions.none(), read::get);
				}
				int before = this.sql.statements.size();
				var answer = this.accelerate.withAccelerateInfo(read);
				outcomes.add(String.valueOf(answer.info().cacheStatus()));
				if (outcomes.get(outcomes.size() - 1).equals("TTL")) {
					this.sql.statements.subList(before, this.sql.statements.size())
						.forEach((statement) -> trace.add("a hit sent", statement));
				}
				return answer.data();
			});
			traces.put(way, trace.lines);
			if (way.equals("bytes")) {
				traces.put("unencodable", this.store.unencodable());
				assertThat(this.store.decoded() + this.store.unencodable().size())
					.isGreaterThanOrEqualTo(outcomes.contains("TTL") ? 1 : 0);
			}
			this.store.coding(false);
			outcomes.addAll(this.bypasses.reasons());
			traces.put(way + " outcome", outcomes);
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

	SessionImplementor session() {
		return this.entityManager.unwrap(SessionImplementor.class);
	}

	/**
	 * Returns the rows of all tables that have any.
	 */
	List<String> rows() {
		List<String> rows = new ArrayList<>();
		for (String table : this.tables) {
			List<String> some = new ArrayList<>();
			this.jdbc.queryForList("select * from " + table).forEach((row) -> some.add(text(row)));
			some.stream().sorted().forEach((row) -> rows.add(table + " " + row));
		}
		return rows;
	}

	private static String text(Map<String, Object> row) {
		Map<String, Object> copy = new TreeMap<>(row);
		copy.replaceAll((column, value) -> (value instanceof byte[] bytes) ? Arrays.toString(bytes)
				: (value instanceof Timestamp || value instanceof OffsetDateTime)
						? "time " + value.toString().startsWith("2026-01-01")
						: (value instanceof java.sql.Clob || value instanceof java.sql.Array) ? "large" : value);
		return copy.toString();
	}

	@Override
	public void close() {
		this.context.close();
	}

	/**
	 * What an application does with the result of a read.
	 */
	interface Scenario<T> {

		void run(Trace trace, Supplier<List<T>> read);

	}

	/**
	 * What a scenario shows.
	 */
	final class Trace {

		private final List<String> lines = new ArrayList<>();

		void add(String name, Object value) {
			for (String line : String.valueOf(value).split("\n")) {
				this.lines.add(name + ": " + line);
			}
		}

		/**
		 * Records what the session holds of what was read.
		 */
		void managed() {
			add("held", SessionState.describe(session()));
		}

		/**
		 * Records how an action fails.
		 */
		void failing(String name, Runnable action) {
			try {
				action.run();
			}
			catch (RuntimeException ex) {
				add(name, ex.getClass().getSimpleName() + " " + rootOf(ex));
			}
		}

		/**
		 * Records the statements that an action sends, and how it fails.
		 */
		void sending(String name, Runnable action) {
			int before = MappingApplication.this.sql.statements.size();
			failing(name, action);
			MappingApplication.this.sql.statements.subList(before, MappingApplication.this.sql.statements.size())
				.stream()
				.filter((statement) -> !statement.startsWith("select 1,"))
				.forEach((statement) -> add(name, statement));
		}

		private static String rootOf(Throwable ex) {
			Throwable root = ex;
			while (root.getCause() != null) {
				root = root.getCause();
			}
			return root.getClass().getSimpleName();
		}

	}

	static final class SqlLog implements StatementInspector {

		private final List<String> statements = new ArrayList<>();

		@Override
		public String inspect(String sql) {
			this.statements.add(sql);
			return sql;
		}

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = Base.class)
	@EnableJpaRepositories(considerNestedRepositories = true, basePackageClasses = Base.class)
	static class Application {

		@Bean
		CodedEntryStore codedEntryStore(ObjectProvider<SnapshotCodec> codec) {
			return new CodedEntryStore(codec::getObject);
		}

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
