package dev.accelerate.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.accelerate.AccelerateException;
import dev.accelerate.AccelerateOperations;
import dev.accelerate.Accelerated;
import dev.accelerate.CacheOptions;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.ErrorCode;
import dev.accelerate.core.AccelerateTemplate;
import dev.accelerate.core.BackgroundRefresh;
import dev.accelerate.core.Bypass;
import dev.accelerate.core.BypassPolicy;
import dev.accelerate.core.OpenTransactions;
import dev.accelerate.core.QueryCache;
import dev.accelerate.core.QueryCacheListener;
import dev.accelerate.core.QueryPlan;
import dev.accelerate.freshness.TimeSource;
import dev.accelerate.invalidation.InvalidationLog;
import dev.accelerate.invalidation.InvalidationRecord;
import dev.accelerate.invalidation.LocalInvalidationLog;
import dev.accelerate.invalidation.Marks;
import dev.accelerate.invalidation.Stamp;
import dev.accelerate.metrics.MicrometerListener;
import dev.accelerate.repository.QueryPlanSource;
import dev.accelerate.repository.RefusedStrategyException;
import dev.accelerate.signature.ArgumentEncoder;
import dev.accelerate.signature.QuerySignature;
import dev.accelerate.signature.SignatureContributor;
import dev.accelerate.store.Entry;
import dev.accelerate.store.EntryStore;
import dev.accelerate.store.LocalCache;
import dev.accelerate.store.SpringCacheEntryStore;
import dev.accelerate.test.MutableTime;
import dev.accelerate.test.domain.Member;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Primary;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.jpa.repository.query.DefaultJpaQueryMethodFactory;
import org.springframework.data.jpa.repository.query.JpaQueryMethodFactory;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.config.BootstrapMode;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link AccelerateAutoConfiguration}.
 */
class AccelerateAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, TransactionAutoConfiguration.class,
				HibernateJpaAutoConfiguration.class, DataJpaRepositoriesAutoConfiguration.class,
				TaskExecutionAutoConfiguration.class, AccelerateAutoConfiguration.class,
				AccelerateMetricsAutoConfiguration.class))
		.withUserConfiguration(Entities.class)
		.withPropertyValues("spring.datasource.generate-unique-name=true", "spring.jpa.hibernate.ddl-auto=create");

	private final ApplicationContextRunner application = this.runner.withUserConfiguration(Repositories.class);

	@Test
	void configuresAllBeans() {
		this.application.run((context) -> {
			assertThat(context).hasSingleBean(QueryCache.class)
				.hasSingleBean(AccelerateTemplate.class)
				.hasSingleBean(AccelerateOperations.class)
				.hasSingleBean(LocalInvalidationLog.class)
				.hasSingleBean(SpringCacheEntryStore.class)
				.hasSingleBean(LocalCache.class)
				.hasSingleBean(TimeSource.class)
				.hasSingleBean(BackgroundRefresh.class)
				.hasSingleBean(QueryPlanSource.class)
				.doesNotHaveBean(MicrometerListener.class);
			assertThat(statuses(context, 2)).containsExactly(CacheStatus.MISS, CacheStatus.TTL);
		});
	}

	@Test
	void disabledKeepsEveryBeanAndAnswersFromTheDatabase() {
		this.application.withUserConfiguration(Recorded.class)
			.withPropertyValues("accelerate.enabled=false")
			.run((context) -> {
				assertThat(context).hasSingleBean(QueryCache.class)
					.hasSingleBean(AccelerateOperations.class)
					.hasSingleBean(EntryStore.class)
					.hasSingleBean(BackgroundRefresh.class);
				Members members = context.getBean(Members.class);
				assertThat(statuses(context, 2)).containsExactly(CacheStatus.NONE, CacheStatus.NONE);
				Accelerated<Optional<Member>> envelope = members.findByEmail("nobody");
				assertThat(envelope.data()).isEmpty();
				assertThat(envelope.info().cacheStatus()).isEqualTo(CacheStatus.NONE);
				assertThat(envelope.info().region()).isEqualTo("local");
				assertThat(envelope.info().requestId()).isNotEmpty();
				assertThat(envelope.info().signature()).isEmpty();
				AccelerateOperations accelerate = context.getBean(AccelerateOperations.class);
				assertThat(accelerate.invalidate("members").requestId()).isNotEmpty();
				assertThat(accelerate.invalidateAll().requestId()).isNotEmpty();
				assertThat(context.getBean(RecordingLog.class).appended).isEmpty();
			});
	}

	@Test
	void disabledRefusesNothingAtStartup() {
		ApplicationContextRunner refusing = this.runner.withUserConfiguration(RefusedRepositories.class);
		refusing.run(
				(context) -> assertThat(context).getFailure().rootCause().isInstanceOf(RefusedStrategyException.class));
		refusing.withPropertyValues("accelerate.enabled=false").run((context) -> assertThat(context).hasNotFailed());
		this.runner.withUserConfiguration(TwoOptionsRepositories.class)
			.withPropertyValues("accelerate.enabled=false")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				CacheOptions options = CacheOptions.ofTtl(60);
				assertThat(context.getBean(TwoOptionsMembers.class).findByName("nobody", options, options)).isEmpty();
			});
	}

	@Test
	void countsNothingWithoutMicrometer() {
		this.application.withClassLoader(new FilteredClassLoader(MeterRegistry.class)).run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean("accelerateMicrometerListener");
			assertThat(statuses(context, 2)).containsExactly(CacheStatus.MISS, CacheStatus.TTL);
		});
	}

	@Test
	void cachesWithoutActuator() {
		this.application
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate",
					"org.springframework.boot.micrometer", "org.springframework.boot.health"))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(statuses(context, 2)).containsExactly(CacheStatus.MISS, CacheStatus.TTL);
			});
	}

	@Test
	void countsWithMicrometer() {
		this.application.withBean(SimpleMeterRegistry.class)
			.run((context) -> assertThat(context).hasSingleBean(MicrometerListener.class));
	}

	@Test
	void refusesToStartWithoutCaffeineAndWithoutAnotherStore() {
		this.application.withClassLoader(new FilteredClassLoader(Caffeine.class))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(AccelerateException.class,
						(refused) -> assertThat(refused.code()).isEqualTo(ErrorCode.P6001))
				.hasMessageContaining("com.github.ben-manes.caffeine:caffeine")
				.hasMessageContaining("EntryStore"));
	}

	@Test
	void needsNoCaffeineWhenDisabled() {
		this.application.withClassLoader(new FilteredClassLoader(Caffeine.class))
			.withPropertyValues("accelerate.enabled=false")
			.run((context) -> {
				assertThat(context).hasSingleBean(EntryStore.class);
				assertThat(statuses(context, 2)).containsExactly(CacheStatus.NONE, CacheStatus.NONE);
			});
	}

	@Test
	void needsNoCaffeineForAnotherStore() {
		this.application.withClassLoader(new FilteredClassLoader(Caffeine.class))
			.withBean(CountingStore.class)
			.run((context) -> assertThat(statuses(context, 1)).containsExactly(CacheStatus.MISS));
	}

	@ParameterizedTest
	@ValueSource(classes = { JpaRepository.class, SessionFactoryImplementor.class })
	void backsOffWithoutSpringDataJpaOrHibernate(Class<?> missing) {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(AccelerateAutoConfiguration.class, AccelerateMetricsAutoConfiguration.class))
			.withBean(SimpleMeterRegistry.class)
			.withClassLoader(new FilteredClassLoader(missing))
			.run((context) -> {
				assertThat(context).hasNotFailed()
					.doesNotHaveBean(QueryCache.class)
					.doesNotHaveBean(AccelerateOperations.class)
					.doesNotHaveBean(MicrometerListener.class);
				assertThat(context.getBean(MeterRegistry.class).getMeters()).isEmpty();
			});
	}

	@Test
	void ownStoreReplacesTheLocalOne() {
		this.application.withBean(CountingStore.class).run((context) -> {
			assertThat(context).hasSingleBean(EntryStore.class).doesNotHaveBean(LocalCache.class);
			statuses(context, 1);
			assertThat(context.getBean(CountingStore.class).puts).hasValue(1);
		});
	}

	@Test
	void ownLogReplacesTheLocalOne() {
		this.application.withUserConfiguration(Recorded.class).run((context) -> {
			assertThat(context).hasSingleBean(InvalidationLog.class);
			context.getBean(AccelerateOperations.class).invalidate("members");
			assertThat(context.getBean(RecordingLog.class).appended).hasSize(1);
		});
	}

	@Test
	void ownTimeReplacesTheSystems() {
		MutableTime time = new MutableTime();
		this.application.withBean(TimeSource.class, time::source).run((context) -> {
			assertThat(statuses(context, 1)).containsExactly(CacheStatus.MISS);
			time.advance(Duration.ofSeconds(59));
			assertThat(statuses(context, 1)).containsExactly(CacheStatus.TTL);
			time.advance(Duration.ofSeconds(2));
			assertThat(statuses(context, 1)).containsExactly(CacheStatus.MISS);
		});
	}

	@Test
	void ownOperationsReplaceTheTemplate() {
		this.application.withUserConfiguration(OwnOperations.class)
			.run((context) -> assertThat(context).hasSingleBean(AccelerateOperations.class)
				.doesNotHaveBean("accelerateTemplate"));
	}

	@Test
	void ownBypassPolicyIsAdded() {
		this.application.withBean(BypassPolicy.class, () -> (plan) -> new Bypass("test", "Do not test"))
			.run((context) -> assertThat(statuses(context, 2)).containsExactly(CacheStatus.NONE, CacheStatus.NONE));
	}

	@Test
	void ownListenerIsAdded() {
		this.application.withBean(Requests.class).run((context) -> {
			statuses(context, 2);
			assertThat(context.getBean(Requests.class).statuses).containsExactly(CacheStatus.MISS, CacheStatus.TTL);
		});
	}

	@Test
	void ownArgumentEncoderIsAdded() {
		ApplicationContextRunner named = this.runner.withUserConfiguration(NamedRepositories.class);
		named.run((context) -> assertThat(context).getFailure()
			.rootCause()
			.hasMessageContaining("Declare an ArgumentEncoder bean"));
		named.withBean(NameEncoder.class).run((context) -> {
			NamedMembers members = context.getBean(NamedMembers.class);
			AccelerateOperations accelerate = context.getBean(AccelerateOperations.class);
			for (CacheStatus status : List.of(CacheStatus.MISS, CacheStatus.TTL)) {
				for (String name : List.of("alice", "bob")) {
					assertThat(accelerate.withAccelerateInfo(() -> members.findByName(new Name(name)))
						.info()
						.cacheStatus()).isEqualTo(status);
				}
			}
		});
	}

	@Test
	void ownSignatureContributorIsAdded() {
		AtomicInteger contribution = new AtomicInteger();
		this.application.withBean(SignatureContributor.class, () -> contribution::get).run((context) -> {
			assertThat(statuses(context, 2)).containsExactly(CacheStatus.MISS, CacheStatus.TTL);
			contribution.incrementAndGet();
			assertThat(statuses(context, 2)).containsExactly(CacheStatus.MISS, CacheStatus.TTL);
		});
	}

	@Test
	void ownQueryMethodFactoryIsDelegatedTo() {
		this.application.withUserConfiguration(OwnQueryMethods.class).run((context) -> {
			assertThat(context.getBean(CountingQueryMethods.class).built).hasPositiveValue();
			assertThat(context.getBean(Members.class).findByEmail("nobody").data()).isEmpty();
			assertThat(statuses(context, 2)).containsExactly(CacheStatus.MISS, CacheStatus.TTL);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "instance", "class", "name" })
	void ownStatementInspectorIsChained(String form) {
		Inspector.SEEN.clear();
		Object setting = switch (form) {
			case "instance" -> new Inspector();
			case "class" -> Inspector.class;
			default -> Inspector.class.getName();
		};
		this.application
			.withBean(HibernatePropertiesCustomizer.class,
					() -> (properties) -> properties.put(JdbcSettings.STATEMENT_INSPECTOR, setting))
			.run((context) -> {
				context.getBean(Members.class).findByName("alice");
				assertThat(Inspector.SEEN).anyMatch((sql) -> sql.startsWith("select"));
				assertSeesWrites(context, context.getBean(PlatformTransactionManager.class), "members");
			});
	}

	@Test
	void persistenceUnitsAndTransactionManagersMadeByHandAreEntered() {
		this.runner.withUserConfiguration(TwoUnits.class).run((context) -> {
			assertThat(context).hasNotFailed();
			Members first = context.getBean(Members.class);
			OtherMembers second = context.getBean(OtherMembers.class);
			first.save(new Member("first", "first@example.org", null));
			second.save(new Member("second", "second@example.org", null));
			AccelerateOperations accelerate = context.getBean(AccelerateOperations.class);
			for (CacheStatus status : List.of(CacheStatus.MISS, CacheStatus.TTL)) {
				assertThat(accelerate.withAccelerateInfo(() -> first.findByNameContaining("s")))
					.satisfies((answer) -> assertThat(answer.info().cacheStatus()).isEqualTo(status))
					.satisfies(
							(answer) -> assertThat(answer.data()).extracting(Member::getName).containsExactly("first"));
				assertThat(accelerate.withAccelerateInfo(() -> second.findByNameContaining("s")))
					.satisfies((answer) -> assertThat(answer.info().cacheStatus()).isEqualTo(status))
					.satisfies((answer) -> assertThat(answer.data()).extracting(Member::getName)
						.containsExactly("second"));
			}
			assertSeesWrites(context, context.getBean("firstTransactions", PlatformTransactionManager.class), "first");
			assertSeesWrites(context, context.getBean("secondTransactions", PlatformTransactionManager.class),
					"second");
		});
	}

	@Test
	void worksWithLazyInitialization() {
		this.application.withPropertyValues("spring.main.lazy-initialization=true")
			.withInitializer((context) -> context
				.addBeanFactoryPostProcessor(new org.springframework.boot.LazyInitializationBeanFactoryPostProcessor()))
			.withBean(MutableTime.class)
			.run((context) -> assertThat(statuses(context, 2)).containsExactly(CacheStatus.MISS, CacheStatus.TTL));
	}

	@ParameterizedTest
	@ValueSource(classes = { DeferredRepositories.class, LazyRepositories.class })
	void worksWithRepositoriesThatStartLater(Class<?> configuration) {
		this.runner.withUserConfiguration(configuration)
			.run((context) -> assertThat(statuses(context, 2)).containsExactly(CacheStatus.MISS, CacheStatus.TTL));
	}

	@Test
	void deferredRepositoriesAreStillRefusedAtStartup() {
		this.runner.withUserConfiguration(DeferredRefusedRepositories.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(RefusedStrategyException.class));
	}

	@Test
	void regionIsReported() {
		this.application.withPropertyValues("accelerate.region=eu-1")
			.run((context) -> assertThat(context.getBean(Members.class).findByEmail("nobody").info().region())
				.isEqualTo("eu-1"));
	}

	@Test
	void maximumSizeOfTheStoreIsHonoured() {
		this.application.withPropertyValues("accelerate.store.maximum-size=1B").run((context) -> {
			statuses(context, 1);
			LocalCache cache = context.getBean(LocalCache.class);
			org.awaitility.Awaitility.await().untilAsserted(() -> assertThat(cache.evictions()).isPositive());
			assertThat(cache.entries()).isZero();
		});
	}

	@Test
	void leavesBootsTaskExecutorAlone() {
		this.application.run((context) -> assertThat(context).hasBean("applicationTaskExecutor")
			.hasSingleBean(java.util.concurrent.Executor.class));
	}

	private static List<CacheStatus> statuses(AssertableApplicationContext context, int calls) {
		assertThat(context).hasNotFailed();
		Members members = context.getBean(Members.class);
		AccelerateOperations accelerate = context.getBean(AccelerateOperations.class);
		return java.util.stream.IntStream.range(0, calls)
			.mapToObj((i) -> accelerate.withAccelerateInfo(() -> members.findByName("alice")).info().cacheStatus())
			.toList();
	}

	/**
	 * A read-only transaction in which something was written counts as read-write, which
	 * only the inspector of the unit and the listener of the transaction manager can
	 * tell.
	 */
	private static void assertSeesWrites(AssertableApplicationContext context, PlatformTransactionManager manager,
			String unit) {
		EntityManagerFactory factory = ((JpaTransactionManager) manager).getEntityManagerFactory();
		OpenTransactions transactions = context.getBean(OpenTransactions.class);
		TransactionTemplate readOnly = new TransactionTemplate(manager);
		readOnly.setReadOnly(true);
		readOnly.executeWithoutResult((status) -> {
			assertThat(transactions.current()).as(unit).hasSize(1);
			assertThat(transactions.current().get(0).isWriting()).as(unit).isFalse();
			org.springframework.orm.jpa.EntityManagerFactoryUtils.getTransactionalEntityManager(factory)
				.createNativeQuery("update members set name = name")
				.executeUpdate();
			assertThat(transactions.current().get(0).isWriting()).as(unit).isTrue();
		});
	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = Member.class)
	static class Entities {

	}

	/**
	 * Public, because a filtered class loader makes a proxy of it.
	 */
	public interface Members extends JpaRepository<Member, Long> {

		@CacheStrategy(ttl = 60, tags = "members")
		List<Member> findByName(String name);

		@CacheStrategy(ttl = 60)
		List<Member> findByNameContaining(String part);

		@CacheStrategy(ttl = 60)
		Accelerated<Optional<Member>> findByEmail(String email);

	}

	interface OtherMembers extends JpaRepository<Member, Long> {

		@CacheStrategy(ttl = 60)
		List<Member> findByNameContaining(String part);

	}

	interface RefusedMembers extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		long deleteByName(String name);

	}

	interface NamedMembers extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		@Query("select m from Member m where m.name = :#{#name.value}")
		List<Member> findByName(Name name);

	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Members.class))
	static class Repositories {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true, bootstrapMode = BootstrapMode.DEFERRED,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Members.class))
	static class DeferredRepositories {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true, bootstrapMode = BootstrapMode.DEFERRED,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = RefusedMembers.class))
	static class DeferredRefusedRepositories {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true, bootstrapMode = BootstrapMode.LAZY,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Members.class))
	static class LazyRepositories {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = RefusedMembers.class))
	static class RefusedRepositories {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = TwoOptionsMembers.class))
	static class TwoOptionsRepositories {

	}

	interface TwoOptionsMembers extends Repository<Member, Long> {

		List<Member> findByName(String name, CacheOptions first, CacheOptions second);

	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = NamedMembers.class))
	static class NamedRepositories {

	}

	@Configuration(proxyBeanMethods = false)
	static class Recorded {

		@Bean
		RecordingLog recordingLog() {
			return new RecordingLog();
		}

	}

	static class RecordingLog implements InvalidationLog {

		private final LocalInvalidationLog delegate = new LocalInvalidationLog();

		private final BlockingQueue<InvalidationRecord> appended = new LinkedBlockingQueue<>();

		@Override
		public Stamp stamp() {
			return this.delegate.stamp();
		}

		@Override
		public void append(InvalidationRecord record) {
			this.appended.add(record);
			this.delegate.append(record);
		}

		@Override
		public boolean isValid(Stamp stamp, Marks tags) {
			return this.delegate.isValid(stamp, tags);
		}

	}

	static class CountingStore implements EntryStore {

		private final AtomicInteger puts = new AtomicInteger();

		@Override
		public Entry get(QuerySignature signature) {
			return null;
		}

		@Override
		public void put(QuerySignature signature, Entry entry) {
			this.puts.incrementAndGet();
		}

		@Override
		public void remove(QuerySignature signature) {
		}

		@Override
		public void clear() {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnOperations {

		@Bean
		AccelerateOperations ownOperations() {
			return (AccelerateOperations) java.lang.reflect.Proxy.newProxyInstance(getClass().getClassLoader(),
					new Class<?>[] { AccelerateOperations.class },
					(proxy, method, arguments) -> switch (method.getName()) {
						case "hashCode" -> 1;
						case "equals" -> proxy == arguments[0];
						default -> "own";
					});
		}

	}

	static class Requests implements QueryCacheListener {

		private final BlockingQueue<CacheStatus> statuses = new LinkedBlockingQueue<>();

		@Override
		public QueryCacheListener.Requests onPlan(QueryPlan.Id id) {
			return this.statuses::add;
		}

	}

	static class Name {

		private final String value;

		Name(String value) {
			this.value = value;
		}

		public String getValue() {
			return this.value;
		}

	}

	static class NameEncoder implements ArgumentEncoder {

		@Override
		public boolean supports(Class<?> type) {
			return type == Name.class;
		}

		@Override
		public byte[] encode(Object argument) {
			return ((Name) argument).getValue().getBytes();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnQueryMethods {

		@Bean
		CountingQueryMethods queryMethods() {
			return new CountingQueryMethods();
		}

	}

	static class CountingQueryMethods implements JpaQueryMethodFactory {

		private final AtomicInteger built = new AtomicInteger();

		@Override
		public org.springframework.data.jpa.repository.query.JpaQueryMethod build(java.lang.reflect.Method method,
				org.springframework.data.repository.core.RepositoryMetadata metadata,
				org.springframework.data.projection.ProjectionFactory factory) {
			this.built.incrementAndGet();
			return new DefaultJpaQueryMethodFactory(org.springframework.data.jpa.provider.PersistenceProvider.HIBERNATE)
				.build(method, metadata, factory);
		}

	}

	/**
	 * Hibernate makes one itself, and needs its constructor.
	 */
	public static class Inspector implements StatementInspector {

		static final BlockingQueue<String> SEEN = new LinkedBlockingQueue<>();

		public Inspector() {
		}

		@Override
		public String inspect(String sql) {
			SEEN.add(sql);
			return sql;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoUnits {

		@Bean
		@Primary
		LocalContainerEntityManagerFactoryBean firstUnit() {
			return unit("first");
		}

		@Bean
		LocalContainerEntityManagerFactoryBean secondUnit() {
			return unit("second");
		}

		@Bean
		@Primary
		JpaTransactionManager firstTransactions(@Qualifier("firstUnit") EntityManagerFactory factory) {
			return new JpaTransactionManager(factory);
		}

		@Bean
		JpaTransactionManager secondTransactions(@Qualifier("secondUnit") EntityManagerFactory factory) {
			return new JpaTransactionManager(factory);
		}

		private static LocalContainerEntityManagerFactoryBean unit(String name) {
			DataSource database = new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1",
					"sa", "");
			LocalContainerEntityManagerFactoryBean unit = new LocalContainerEntityManagerFactoryBean();
			unit.setPersistenceUnitName(name);
			unit.setDataSource(database);
			unit.setPackagesToScan(Member.class.getPackageName());
			unit.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
			unit.setJpaPropertyMap(Map.of("hibernate.hbm2ddl.auto", "create"));
			return unit;
		}

		@Configuration(proxyBeanMethods = false)
		@EnableJpaRepositories(considerNestedRepositories = true, entityManagerFactoryRef = "firstUnit",
				transactionManagerRef = "firstTransactions",
				includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Members.class))
		static class First {

		}

		@Configuration(proxyBeanMethods = false)
		@EnableJpaRepositories(considerNestedRepositories = true, entityManagerFactoryRef = "secondUnit",
				transactionManagerRef = "secondTransactions",
				includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = OtherMembers.class))
		static class Second {

		}

	}

}
