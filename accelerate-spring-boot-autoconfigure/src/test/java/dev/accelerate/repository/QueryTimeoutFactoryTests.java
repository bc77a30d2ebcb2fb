package dev.accelerate.repository;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheOptions;
import dev.accelerate.CacheStrategy;
import dev.accelerate.testing.TestApplication;
import dev.accelerate.testing.TestDatabase;
import dev.accelerate.testing.TestRepositories;
import dev.accelerate.testing.domain.Team;
import jakarta.persistence.EntityManagerFactory;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAttribute;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link QueryTimeoutFactory}: what {@code accelerate.query-timeout} changes about the
 * transactions of loads, and what it leaves alone.
 */
class QueryTimeoutFactoryTests {

	private ConfigurableApplicationContext context;

	private Teams teams;

	@AfterEach
	void stop() {
		this.context.close();
	}

	private void start(String... properties) {
		this.context = TestApplication.run(TestDatabase.H2, Transactions.class, properties);
		this.teams = TestRepositories.create(this.context, Teams.class);
		manager().begun.clear();
	}

	private RecordingTransactionManager manager() {
		return this.context.getBean(RecordingTransactionManager.class);
	}

	private TransactionDefinition onlyTransactionOf(Function<Teams, ?> call) {
		manager().begun.clear();
		call.apply(this.teams);
		assertThat(manager().begun).hasSize(1);
		return manager().begun.get(0);
	}

	private void assertNoTransaction(Function<Teams, ?> call) {
		manager().begun.clear();
		call.apply(this.teams);
		assertThat(manager().begun).isEmpty();
	}

	@Test
	void aQueryWithoutATransactionGetsAReadOnlyOne() {
		start("accelerate.query-timeout=4500ms");
		TransactionDefinition transaction = onlyTransactionOf((teams) -> teams.findByName("a"));
		assertThat(transaction.getTimeout()).isEqualTo(5);
		assertThat(transaction.isReadOnly()).isTrue();
		assertThat(transaction.getPropagationBehavior()).isEqualTo(TransactionDefinition.PROPAGATION_REQUIRED);
		assertThat(transaction.getIsolationLevel()).isEqualTo(TransactionDefinition.ISOLATION_DEFAULT);
	}

	@Test
	void aReadThatEveryRepositoryHasKeepsItsReadOnlyTransaction() {
		start("accelerate.query-timeout=4500ms");
		TransactionDefinition transaction = onlyTransactionOf((teams) -> teams.findById(1L));
		assertThat(transaction.getTimeout()).isEqualTo(5);
		assertThat(transaction.isReadOnly()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "accelerate.query-timeout=0", "accelerate.query-timeout=4500ms" })
	void theMethodsOwnTransactionIsKept(String property) {
		start(property);
		TransactionDefinition transaction = onlyTransactionOf((teams) -> teams.queryByName("a"));
		assertThat(transaction.isReadOnly()).isFalse();
		assertThat(transaction.getIsolationLevel()).isEqualTo(TransactionDefinition.ISOLATION_SERIALIZABLE);
		assertThat(transaction.getPropagationBehavior()).isEqualTo(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		assertThat(transaction).isInstanceOfSatisfying(TransactionAttribute.class, (attribute) -> {
			assertThat(attribute.getLabels()).containsExactly("kept");
			assertThat(attribute.rollbackOn(new IllegalStateException())).isFalse();
			assertThat(attribute.rollbackOn(new IllegalArgumentException())).isTrue();
		});
		assertThat(transaction.getTimeout()).isEqualTo(property.endsWith("=0") ? -1 : 5);
	}

	@Test
	void theShorterTimeoutCounts() {
		start("accelerate.query-timeout=4500ms");
		assertThat(onlyTransactionOf((teams) -> teams.readByName("a")).getTimeout()).isEqualTo(2);
		assertThat(onlyTransactionOf((teams) -> teams.streamByName("a")).getTimeout()).isEqualTo(5);
	}

	@Test
	void aShorterTimeoutOfTheTransactionManagerIsKept() {
		start("accelerate.query-timeout=4500ms", "default-timeout=3");
		assertThat(onlyTransactionOf((teams) -> teams.queryByName("a")).getTimeout()).isEqualTo(-1);
		assertThat(onlyTransactionOf((teams) -> teams.streamByName("a")).getTimeout()).isEqualTo(5);
	}

	@Test
	void aLongerTimeoutOfTheTransactionManagerIsNot() {
		start("accelerate.query-timeout=4500ms", "default-timeout=30");
		assertThat(onlyTransactionOf((teams) -> teams.queryByName("a")).getTimeout()).isEqualTo(5);
	}

	@Test
	void aMethodThatDeclaresToHaveNoTransactionHasNone() {
		start("accelerate.query-timeout=4500ms");
		assertNoTransaction((teams) -> teams.getByName("a"));
		assertNoTransaction((teams) -> teams.searchByName("a"));
		assertThatExceptionOfType(IllegalTransactionStateException.class)
			.isThrownBy(() -> this.teams.findAllByName("a"));
	}

	@Test
	void whatCodeOfTheApplicationWritesIsNotLost() {
		start("accelerate.query-timeout=4500ms");
		assertThat(this.teams.create("a")).isEqualTo("a");
		assertThat(this.teams.count()).isEqualTo(1);
	}

	@Test
	void aReadThatGoesPastTheCacheGetsNoTransaction() {
		start("accelerate.query-timeout=4500ms");
		assertNoTransaction((teams) -> this.context.getBean(AccelerateOperations.class)
			.withCacheStrategy(CacheOptions.none(), () -> teams.findByName("a")));
	}

	@Test
	void aLoadInsideATransactionIsPartOfIt() {
		start("accelerate.query-timeout=4500ms");
		TransactionTemplate transaction = new TransactionTemplate(manager());
		transaction.setReadOnly(true);
		transaction.executeWithoutResult((status) -> assertNoTransaction((teams) -> teams.findByName("a")));
	}

	@Test
	void aTransactionInsideTheLoadHasTheTimeoutItDeclares() {
		start("accelerate.query-timeout=4500ms");
		assertThat(this.teams.nested()).isEqualTo(2);
		assertThat(manager().begun).extracting(TransactionDefinition::getTimeout).containsExactly(5, -1);
		manager().begun.clear();
		assertThat(this.teams.depth(2)).isEqualTo(2);
		assertThat(manager().begun).extracting(TransactionDefinition::getTimeout).containsExactly(5, -1, -1);
	}

	@Test
	void whatIsCalledOnTheWayToTheLoadHasTheTimeoutItDeclares() {
		start("accelerate.query-timeout=4500ms");
		Teams counted = TestRepositories.create(this.context, Teams.class,
				(factoryBean) -> factoryBean.addRepositoryFactoryCustomizer((factory) -> factory
					.addRepositoryProxyPostProcessor((proxy, repository) -> proxy.addAdvice(0, countFirst()))));
		manager().begun.clear();
		assertThat(counted.findByName("a")).isEmpty();
		assertThat(manager().begun).extracting(TransactionDefinition::getTimeout).containsExactly(-1, 5);
	}

	private static MethodInterceptor countFirst() {
		return (invocation) -> {
			if (invocation.getMethod().getName().equals("findByName")) {
				((Teams) ((ProxyMethodInvocation) invocation).getProxy()).count();
			}
			return invocation.proceed();
		};
	}

	@Test
	void aCallWithOptionsOfItsOwnHasTheDeadline() {
		start("accelerate.query-timeout=4500ms");
		assertThat(onlyTransactionOf((teams) -> this.context.getBean(AccelerateOperations.class)
			.withCacheStrategy(CacheOptions.ofTtl(5), teams::count)).getTimeout()).isEqualTo(5);
		assertThat(onlyTransactionOf(Teams::count).getTimeout()).isEqualTo(-1);
	}

	interface Teams extends JpaRepository<Team, Long> {

		@CacheStrategy(ttl = 60)
		List<Team> findByName(String name);

		@Override
		@CacheStrategy(ttl = 60)
		Optional<Team> findById(Long id);

		@CacheStrategy(ttl = 60)
		@Transactional(isolation = Isolation.SERIALIZABLE, propagation = Propagation.REQUIRES_NEW, label = "kept",
				noRollbackFor = IllegalStateException.class)
		List<Team> queryByName(String name);

		@CacheStrategy(ttl = 60)
		@Transactional(readOnly = true, timeout = 2)
		List<Team> readByName(String name);

		@CacheStrategy(ttl = 60)
		@Transactional(readOnly = true, timeout = 60)
		List<Team> streamByName(String name);

		@CacheStrategy(ttl = 60)
		@Transactional(propagation = Propagation.NOT_SUPPORTED)
		List<Team> getByName(String name);

		@CacheStrategy(ttl = 60)
		@Transactional(propagation = Propagation.SUPPORTS)
		List<Team> searchByName(String name);

		@CacheStrategy(ttl = 60)
		@Transactional(propagation = Propagation.MANDATORY)
		List<Team> findAllByName(String name);

		@CacheStrategy(ttl = 60)
		default String create(String name) {
			return save(new Team(name)).getName();
		}

		@CacheStrategy(ttl = 60)
		@Transactional(propagation = Propagation.REQUIRES_NEW)
		default int nested() {
			return 1 + inner();
		}

		@CacheStrategy(ttl = 60)
		@Transactional(propagation = Propagation.REQUIRES_NEW)
		default int depth(int depth) {
			return (depth > 0) ? 1 + depth(depth - 1) : 0;
		}

		@Transactional(propagation = Propagation.REQUIRES_NEW)
		default int inner() {
			return 1;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Transactions {

		@Bean
		RecordingTransactionManager transactionManager(EntityManagerFactory entityManagerFactory,
				Environment environment) {
			RecordingTransactionManager manager = new RecordingTransactionManager(entityManagerFactory);
			manager.setDefaultTimeout(environment.getProperty("default-timeout", Integer.class, -1));
			return manager;
		}

	}

	/**
	 * Transaction manager that notes what it is asked for.
	 */
	static class RecordingTransactionManager extends JpaTransactionManager {

		private final List<TransactionDefinition> begun = new ArrayList<>();

		RecordingTransactionManager(EntityManagerFactory entityManagerFactory) {
			super(entityManagerFactory);
		}

		@Override
		protected void doBegin(Object transaction, TransactionDefinition definition) {
			this.begun.add(definition);
			super.doBegin(transaction, definition);
		}

	}

}
