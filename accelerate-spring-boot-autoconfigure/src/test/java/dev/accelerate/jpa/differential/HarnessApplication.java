package dev.accelerate.jpa.differential;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.jpa.mapping.Base;
import dev.accelerate.jpa.mapping.MappingRows;
import dev.accelerate.snapshot.codec.SnapshotCodec;
import dev.accelerate.testing.CodedEntryStore;
import dev.accelerate.testing.RecordedBypasses;
import dev.accelerate.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.engine.spi.SessionFactoryImplementor;

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
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Application with the {@link Fleet} and with every kind of mapping, in one persistence
 * unit, whose rows are drawn at random.
 */
final class HarnessApplication implements AutoCloseable {

	final AccelerateOperations accelerate;

	final EntityManager entityManager;

	final SessionFactoryImplementor sessionFactory;

	final RecordedBypasses bypasses;

	final SqlLog sql;

	final CodedEntryStore store;

	final TableCopies tables;

	final Arguments arguments;

	final List<Read> reads;

	private final ConfigurableApplicationContext context;

	private final PlatformTransactionManager transactions;

	HarnessApplication(TestDatabase database, long seed) {
		Map<String, Object> all = new HashMap<>(database.properties());
		all.put("accelerate.default-strategy.ttl", "60");
		all.put("accelerate.tenancy", "single");
		if (database == TestDatabase.POSTGRES) {
			// After some calls it would plan a query for all arguments, and so find rows
			// in
			// another order where the query asks for none.
			all.put("spring.datasource.hikari.data-source-properties.options", "-c plan_cache_mode=force_custom_plan");
		}
		this.context = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties(all)
			.run();
		this.accelerate = this.context.getBean(AccelerateOperations.class);
		this.entityManager = this.context.getBean(EntityManager.class);
		this.sessionFactory = this.context.getBean(EntityManagerFactory.class).unwrap(SessionFactoryImplementor.class);
		this.transactions = this.context.getBean(PlatformTransactionManager.class);
		this.bypasses = this.context.getBean(RecordedBypasses.class);
		this.store = this.context.getBean(CodedEntryStore.class);
		this.sql = this.context.getBean(SqlLog.class);
		this.tables = new TableCopies(new JdbcTemplate(this.context.getBean(javax.sql.DataSource.class)));
		this.reads = Reads.of(this.context);
		this.tables.dropForeignKeys();
		if (database == TestDatabase.POSTGRES) {
			this.tables.keepPlansOfPostgres();
		}
		transaction(false, () -> new FleetRows(new Draws(seed)).fill(this.entityManager));
		MappingRows.all().forEach((fill) -> transaction(false, () -> fill.accept(this.entityManager)));
		RandomRows random = new RandomRows(this.entityManager, this.sessionFactory);
		transaction(true, random::find);
		random.change(new Draws(seed + 1), (action) -> transaction(false, action));
		transaction(true, random::find);
		this.arguments = new Arguments(random.values(), random.identifiers());
		this.tables.copy();
		this.tables.restoreAll();
	}

	/**
	 * Makes the rows what they were, and forgets what is stored.
	 */
	void reset() {
		this.tables.restore(this.sql.written());
		this.sql.clear();
		this.accelerate.invalidateAll();
		this.bypasses.reasons();
	}

	void openSession(Runnable action) {
		EntityManagerFactory factory = this.context.getBean(EntityManagerFactory.class);
		EntityManager session = factory.createEntityManager();
		TransactionSynchronizationManager.bindResource(factory, new EntityManagerHolder(session));
		try {
			action.run();
		}
		finally {
			TransactionSynchronizationManager.unbindResource(factory);
			EntityManagerFactoryUtils.closeEntityManager(session);
		}
	}

	void transaction(boolean readOnly, Runnable action) {
		TransactionTemplate template = new TransactionTemplate(this.transactions);
		template.setReadOnly(readOnly);
		template.executeWithoutResult((status) -> action.run());
	}

	@Override
	public void close() {
		this.context.close();
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableAsync
	@EntityScan(basePackageClasses = { Base.class, Fleet.class })
	@EnableJpaRepositories(considerNestedRepositories = true, basePackageClasses = { Base.class, Fleet.class })
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
