package dev.accelerate.jpa;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import dev.accelerate.Accelerated;
import dev.accelerate.CacheStrategy;
import dev.accelerate.autoconfigure.AccelerateAutoConfiguration;
import dev.accelerate.jpa.OwnPersistenceUnits.OneSessionFactory;
import dev.accelerate.jpa.OwnPersistenceUnits.OneUnit;
import dev.accelerate.jpa.OwnPersistenceUnits.OutOfReach;
import dev.accelerate.jpa.OwnPersistenceUnits.TwoUnits;
import dev.accelerate.jpa.OwnPersistenceUnits.UnitCustomizer;
import dev.accelerate.jpa.fleet.Ticket;
import dev.accelerate.testing.domain.Team;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.spi.PersistenceUnitInfo;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.repository.Repository;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static dev.accelerate.test.AcceleratedAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link SessionTracker} in persistence units that the application has put together
 * itself.
 */
class SessionTrackerTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AccelerateAutoConfiguration.class));

	@BeforeEach
	void forget() {
		OwnInspector.statements.clear();
	}

	static List<Consumer<LocalContainerEntityManagerFactoryBean>> ownInspectors() {
		return List.of((unit) -> unit.getJpaPropertyMap().put(JdbcSettings.STATEMENT_INSPECTOR, new OwnInspector()),
				(unit) -> unit.getJpaPropertyMap().put(JdbcSettings.STATEMENT_INSPECTOR, OwnInspector.class),
				(unit) -> unit.getJpaPropertyMap().put(JdbcSettings.STATEMENT_INSPECTOR, OwnInspector.class.getName()),
				(unit) -> unit.setPersistenceUnitPostProcessors(
						(info) -> info.addProperty(JdbcSettings.STATEMENT_INSPECTOR, OwnInspector.class.getName())),
				(unit) -> unit.setJpaVendorAdapter(new HibernateJpaVendorAdapter() {

					@Override
					public Map<String, Object> getJpaPropertyMap(PersistenceUnitInfo info) {
						return Map.of(JdbcSettings.STATEMENT_INSPECTOR, new OwnInspector());
					}

				}));
	}

	@ParameterizedTest
	@MethodSource("ownInspectors")
	void theApplicationsOwnInspectorStillRuns(Consumer<LocalContainerEntityManagerFactoryBean> customizer) {
		this.runner.withBean("customizer", UnitCustomizer.class, () -> customizer::accept)
			.withUserConfiguration(OneUnit.class, TeamsConfiguration.class)
			.run((context) -> {
				assertThatWritesAreSeen(context);
				assertThat(OwnInspector.statements).anyMatch((sql) -> sql.startsWith("insert into teams"));
			});
	}

	@Test
	void theApplicationsOwnCallbacksStillRun() {
		List<String> callbacks = new ArrayList<>();
		this.runner.withUserConfiguration(OneUnit.class, TeamsConfiguration.class).run((context) -> {
			context.getBean(JpaTransactionManager.class).addListener(new TransactionExecutionListener() {

				@Override
				public void afterCommit(TransactionExecution transaction, Throwable commitFailure) {
					callbacks.add("listener");
				}

			});
			transaction(context).executeWithoutResult((status) -> {
				TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

					@Override
					public void afterCommit() {
						callbacks.add("synchronization");
					}

				});
				entityManager(context).persist(new Team("red"));
			});
		});
		assertThat(callbacks).containsExactly("synchronization", "listener");
	}

	/**
	 * Where a session shows its statements to someone else, everything may have been
	 * written.
	 */
	@Test
	void aSessionWithAnInspectorOfItsOwnInvalidatesEverything() {
		this.runner.withUserConfiguration(OneUnit.class, TeamsConfiguration.class).run((context) -> {
			Teams teams = context.getBean(Teams.class);
			assertThat(teams.names()).isMiss().satisfiesData((names) -> assertThat(names).isEmpty());
			assertThat(teams.names()).isHit();
			SessionFactory factory = context.getBean(EntityManagerFactory.class).unwrap(SessionFactory.class);
			try (Session session = factory.withOptions().statementInspector(UnaryOperator.identity()).openSession()) {
				session.beginTransaction();
				session.persist(new Team("red"));
				session.getTransaction().commit();
				assertThat(teams.names()).isMiss().satisfiesData((names) -> assertThat(names).containsExactly("red"));
			}
			try (Session session = factory.withOptions().noStatementInspector().openSession()) {
				session.beginTransaction();
				session.createMutationQuery("delete from Team").executeUpdate();
				session.getTransaction().commit();
			}
			assertThat(teams.names()).isMiss().satisfiesData((names) -> assertThat(names).isEmpty());
		});
	}

	@Test
	void everyUnitIsTrackedInTheTransactionsOfItsOwnManager() {
		this.runner.withUserConfiguration(TwoUnits.class, TeamsConfiguration.class, TicketsConfiguration.class)
			.run((context) -> {
				Teams teams = context.getBean(Teams.class);
				Tickets tickets = context.getBean(Tickets.class);
				EntityManager first = entityManager(context, "entityManagerFactory");
				EntityManager second = entityManager(context, "secondUnit");
				assertThat(teams.names()).isMiss();
				assertThat(tickets.texts()).isMiss();
				transaction(context).executeWithoutResult((outer) -> {
					first.persist(new Team("red"));
					first.flush();
					transaction(context, "secondTransactions")
						.executeWithoutResult((inner) -> second.persist(new Ticket(1L, "new")));
					outer.setRollbackOnly();
				});
				assertThat(teams.names()).isHit();
				assertThat(tickets.texts()).isMiss().satisfiesData((texts) -> assertThat(texts).containsExactly("new"));
				transaction(context, "secondTransactions").executeWithoutResult((outer) -> {
					transaction(context).executeWithoutResult((inner) -> first.persist(new Team("red")));
					second.createQuery("delete from Ticket").executeUpdate();
					outer.setRollbackOnly();
				});
				assertThat(teams.names()).isMiss().satisfiesData((names) -> assertThat(names).containsExactly("red"));
				assertThat(tickets.texts()).isHit();
			});
	}

	/**
	 * Of Spring's transaction managers only this one has savepoints with Hibernate.
	 */
	@Test
	void nestedTransactionsOfASessionFactoryAreTracked() {
		this.runner.withUserConfiguration(OneSessionFactory.class, TeamsConfiguration.class).run((context) -> {
			assertThatWritesAreSeen(context);
			Teams teams = context.getBean(Teams.class);
			SessionFactory factory = context.getBean(SessionFactory.class);
			TransactionTemplate nested = transaction(context);
			nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
			assertThat(teams.names()).isHit();
			transaction(context).executeWithoutResult((outer) -> {
				factory.getCurrentSession().persist(new Team("outer"));
				factory.getCurrentSession().flush();
				nested.executeWithoutResult((inner) -> {
					execute(factory, "delete from Team");
					inner.setRollbackOnly();
				});
				nested.executeWithoutResult((inner) -> execute(factory, "update Team t set t.name = upper(t.name)"));
			});
			assertThat(teams.names()).isMiss()
				.satisfiesData((names) -> assertThat(names).containsExactly("OUTER", "RED"));
			assertThat(teams.names()).isHit();
			transaction(context).executeWithoutResult((outer) -> {
				nested.executeWithoutResult((inner) -> execute(factory, "delete from Team"));
				outer.setRollbackOnly();
			});
			assertThat(teams.names()).isHit();
		});
	}

	@Test
	void aUnitOutOfReachIsRefused() {
		this.runner.withUserConfiguration(OutOfReach.class, TeamsConfiguration.class).run((context) -> {
			assertThat(context).hasFailed();
			assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("Teams.names")
				.hasMessageContaining("not tracked");
		});
	}

	private static void assertThatWritesAreSeen(ApplicationContext context) {
		Teams teams = context.getBean(Teams.class);
		assertThat(teams.names()).isMiss();
		assertThat(teams.names()).isHit();
		transaction(context).executeWithoutResult((status) -> entityManager(context).persist(new Team("red")));
		assertThat(teams.names()).isMiss().satisfiesData((names) -> assertThat(names).containsExactly("red"));
		assertThat(teams.names()).isHit();
	}

	private static void execute(SessionFactory factory, String statement) {
		Session session = factory.getCurrentSession();
		session.flush();
		session.createMutationQuery(statement).executeUpdate();
		session.clear();
	}

	private static TransactionTemplate transaction(ApplicationContext context) {
		return new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
	}

	private static TransactionTemplate transaction(ApplicationContext context, String manager) {
		return new TransactionTemplate(context.getBean(manager, PlatformTransactionManager.class));
	}

	private static EntityManager entityManager(ApplicationContext context) {
		return entityManager(context, "entityManagerFactory");
	}

	private static EntityManager entityManager(ApplicationContext context, String unit) {
		return SharedEntityManagerCreator.createSharedEntityManager(context.getBean(unit, EntityManagerFactory.class));
	}

	/**
	 * Statement inspector of the application.
	 */
	public static class OwnInspector implements StatementInspector {

		private static final List<String> statements = new ArrayList<>();

		@Override
		public String inspect(String sql) {
			statements.add(sql);
			return sql;
		}

	}

	interface Teams extends Repository<Team, Long> {

		@CacheStrategy(ttl = 60)
		@Query("select t.name from Team t order by t.name")
		Accelerated<List<String>> names();

	}

	interface Tickets extends Repository<Ticket, Long> {

		@CacheStrategy(ttl = 60)
		@Query("select t.text from Ticket t order by t.text")
		Accelerated<List<String>> texts();

	}

	@EnableJpaRepositories(considerNestedRepositories = true,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Teams.class))
	static class TeamsConfiguration {

	}

	@EnableJpaRepositories(considerNestedRepositories = true, entityManagerFactoryRef = "secondUnit",
			transactionManagerRef = "secondTransactions",
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Tickets.class))
	static class TicketsConfiguration {

	}

}
