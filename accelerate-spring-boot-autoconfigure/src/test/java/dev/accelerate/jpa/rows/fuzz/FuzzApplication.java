package dev.accelerate.jpa.rows.fuzz;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.invalidation.Dependencies;
import dev.accelerate.invalidation.InvalidationLog;
import dev.accelerate.invalidation.InvalidationRecord;
import dev.accelerate.invalidation.Invalidations;
import dev.accelerate.invalidation.SchemaWatch;
import dev.accelerate.jpa.rows.RowMapping;
import dev.accelerate.jpa.rows.RowMappings;
import dev.accelerate.jpa.rows.domain.DomainApplication;
import dev.accelerate.jpa.rows.domain.Repositories;
import dev.accelerate.jpa.rows.domain.Specials;
import dev.accelerate.InvalidationTriggers;
import dev.accelerate.store.Entry;
import dev.accelerate.store.EntryStore;
import dev.accelerate.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.Interceptor;
import org.hibernate.Transaction;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.cfg.SessionEventSettings;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Application with the domain, all of whose reads are cached.
 */
final class FuzzApplication implements AutoCloseable {

	final ReadTables readTables = new ReadTables();

	final Population population = new Population();

	final TableVersions versions;

	final RecordingStore store;

	final AccelerateOperations accelerate;

	final Invalidations invalidations;

	final EntityManager entityManager;

	final SessionFactoryImplementor sessionFactory;

	final PlatformTransactionManager transactions;

	/**
	 * Writes through the data source of the application.
	 */
	final JdbcTemplate jdbc;

	final List<FuzzedRead> reads;

	private final ConfigurableApplicationContext context;

	private final RowMapping mapping;

	private volatile Set<Long> unknownContents = Set.of();

	/**
	 * The rule that is broken at present.
	 */
	private volatile RowMutant mutant = RowMutant.NONE;

	private volatile @Nullable FuzzedRead present;

	/**
	 * What happens when the database has committed, before anybody else knows.
	 */
	volatile Runnable committed = () -> {
	};

	private final SingleConnectionDataSource connection;

	/**
	 * Starts on a new database.
	 */
	FuzzApplication(TestDatabase database, Schema schema) {
		this(database, schema, false);
	}

	/**
	 * Starts on a new database.
	 * @param breakable whether rules can be broken
	 */
	FuzzApplication(TestDatabase database, Schema schema, boolean breakable) {
		Map<String, Object> all = new HashMap<>(database.properties());
		all.put("accelerate.default-strategy.ttl", "1h");
		all.put("accelerate.tenancy", "single");
		all.put("accelerate.invalidation.jdbc", "true");
		all.put("accelerate.invalidation.precision", "auto");
		all.put("accelerate.invalidation.marks", "262144");
		all.put("accelerate.store.maximum-size", "512MB");
		all.put("spring.datasource.hikari.maximum-pool-size", "4");
		all.put("spring.jpa.open-in-view", "false");
		all.put("spring.jpa.properties.hibernate.jdbc.batch_size", "10");
		all.put("spring.main.banner-mode", "off");
		all.put("logging.level.root", "WARN");
		all.put("logging.level.org.hibernate", "OFF");

		all.putAll(schema.properties(database));
		this.connection = new SingleConnectionDataSource((String) all.get("spring.datasource.url"),
				(String) all.getOrDefault("spring.datasource.username", "sa"),
				(String) all.getOrDefault("spring.datasource.password", ""), true);
		JdbcTemplate apart = new JdbcTemplate(this.connection);
		this.context = new SpringApplicationBuilder(DomainApplication.class).web(WebApplicationType.NONE)
			.initializers((ApplicationContextInitializer<GenericApplicationContext>) (beans) -> {
				beans.registerBean(HibernatePropertiesCustomizer.class, () -> (settings) -> {
					settings.put(JdbcSettings.STATEMENT_INSPECTOR, this.readTables);
					settings.put(SessionEventSettings.INTERCEPTOR, new Interceptor() {

						@Override
						public void afterTransactionCompletion(Transaction transaction) {
							FuzzApplication.this.committed.run();
						}

					});
				});
				beans.registerBean("observedParts", BeanPostProcessor.class, () -> new BeanPostProcessor() {

					private final AtomicBoolean made = new AtomicBoolean();

					@Override
					public Object postProcessAfterInitialization(Object bean, String name) {
						// There are all tables now, and the catalog was not read.
						if (bean instanceof EntityManagerFactory && this.made.compareAndSet(false, true)) {
							schema.statements(database).forEach(apart::execute);
						}
						return (bean instanceof EntryStore entries)
								? new RecordingStore(entries, FuzzApplication.this::changed)
								: (breakable && bean instanceof InvalidationLog log) ? fuzzed(log) : bean;
					}

				});
			})
			.properties(all)
			.run();
		this.jdbc = this.context.getBean(JdbcTemplate.class);
		if (schema == Schema.LOG_TRIGGERS) {
			apart.execute(this.context.getBean(InvalidationTriggers.class).sql());
		}
		this.store = (RecordingStore) this.context.getBean(EntryStore.class);
		this.accelerate = this.context.getBean(AccelerateOperations.class);
		this.invalidations = this.context.getBean(Invalidations.class);
		this.entityManager = this.context.getBean(EntityManager.class);
		this.sessionFactory = this.context.getBean(EntityManagerFactory.class).unwrap(SessionFactoryImplementor.class);
		this.mapping = RowMappings.of(this.sessionFactory);
		this.unknownContents = RowMappings.unknownContents(this.sessionFactory);
		if (breakable) {
			this.invalidations
				.tell(new BelievingWatch(this.context.getBean(SchemaWatch.class), () -> this.mutant.believesTables()));
		}
		this.transactions = this.context.getBean(PlatformTransactionManager.class);
		this.versions = new TableVersions(apart);
		this.readTables.know(this.versions.numbers());
		this.reads = FuzzedReads.of(this.context);
		Specials.Counting.by(this.context.getBean(Repositories.Calleds.class)::count);
	}

	private InvalidationLog fuzzed(InvalidationLog log) {
		return new FuzzedLog(log) {

			@Override
			InvalidationRecord changed(InvalidationRecord record) {
				return FuzzApplication.this.mutant.changed(record, FuzzApplication.this.unknownContents);
			}

		};
	}

	/**
	 * Notes what is read from now on.
	 */
	void reading(FuzzedRead read) {
		this.present = read;
	}

	private Entry changed(Entry entry) {
		FuzzedRead read = this.present;
		if (read == null) {
			return entry;
		}
		Dependencies changed = this.mutant.changed(read, entry, this.mapping,
				this.sessionFactory.getMappingMetamodel());
		return (changed == entry.dependencies()) ? entry : new Entry(entry.signature(), entry.snapshot(), changed,
				entry.loadedAt(), entry.lastModified(), entry.lifetime(), entry.backoff());
	}

	/**
	 * Breaks a rule from now on, and forgets what is stored.
	 */
	void breakRule(RowMutant broken) {
		this.mutant = broken;
		this.accelerate.invalidateAll();
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	@Override
	public void close() {
		Specials.Counting.by(() -> 0);
		this.connection.destroy();
		this.context.close();
	}

}
