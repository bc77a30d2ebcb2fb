package dev.accelerate.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.core.QueryCacheListener;
import dev.accelerate.invalidation.InvalidationListener.Origin;
import dev.accelerate.invalidation.InvalidationRecord;
import dev.accelerate.test.TestApplication;
import dev.accelerate.test.TestDatabase;
import dev.accelerate.test.TestRepositories;
import dev.accelerate.test.domain.Member;
import dev.accelerate.test.domain.Team;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.core.support.RepositoryComposition.RepositoryFragments;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Writes that do not go through Hibernate, in everything that can become of them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class JdbcWriteTests {

	private static final String RENAME = "update members set name = 'bob' where name = 'alice'";

	private final TestDatabase database;

	private ConfigurableApplicationContext context;

	private AccelerateOperations accelerate;

	private Members members;

	private Teams teams;

	private NamedMembers named;

	private JdbcTemplate jdbc;

	private BlockingQueue<InvalidationRecord> appended;

	JdbcWriteTests(TestDatabase database) {
		this.database = database;
	}

	@BeforeAll
	void start() {
		this.context = TestApplication.run(this.database, Managers.class, "accelerate.invalidation.jdbc=true");
		this.accelerate = this.context.getBean(AccelerateOperations.class);
		this.members = TestRepositories.create(this.context, Members.class);
		this.teams = TestRepositories.create(this.context, Teams.class);
		this.jdbc = this.context.getBean(JdbcTemplate.class);
		this.named = TestRepositories.create(this.context, NamedMembers.class,
				(factory) -> factory.setRepositoryFragments(RepositoryFragments.just(new NamesByJdbc(this.jdbc))));
		this.appended = this.context.getBean(Appended.class).records;
	}

	@BeforeEach
	void fill() {
		this.context.getBean(LostReplies.class).losing.set(false);
		this.members.deleteAll();
		this.members.save(new Member("alice", "alice@example.org", null));
		this.accelerate.invalidateAll();
		assertThat(readMembers()).isEqualTo(CacheStatus.MISS);
		assertThat(readTeams()).isEqualTo(CacheStatus.MISS);
		this.appended.clear();
	}

	@AfterAll
	void stop() {
		this.context.close();
	}

	static Stream<Arguments> matrix() {
		return Stream.of(Outcome.values())
			.flatMap((outcome) -> Stream.of(Way.values())
				.flatMap((way) -> Stream.of("transactionManager", "jdbcTransactionManager")
					.filter((manager) -> way != Way.SESSION_WORK || manager.equals("transactionManager"))
					.map((manager) -> Arguments.of(outcome, way, manager))));
	}

	@ParameterizedTest
	@MethodSource("matrix")
	void writeIsSeenWhenItMustBe(Outcome outcome, Way way, String manager) {
		PlatformTransactionManager transactions = this.context.getBean(manager, PlatformTransactionManager.class);
		outcome.run(transactions, () -> {
			way.write(this.context);
			assertThat(elsewhere(this::readMembers)).as("not committed yet").isEqualTo(CacheStatus.TTL);
		}, this.context);
		assertThat(elsewhere(this::readMembers)).isEqualTo(outcome.seen ? CacheStatus.MISS : CacheStatus.TTL);
		assertThat(elsewhere(this::readTeams)).isEqualTo(CacheStatus.TTL);
		assertThat(this.members.findByName("alice").isEmpty()).isEqualTo(outcome.seen);
		assertThat(this.appended).hasSize(outcome.seen ? 1 : 0);
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SESSION_WORK")
	void autoCommittedWriteIsSeen(Way way) {
		way.write(this.context);
		assertThat(readMembers()).isEqualTo(CacheStatus.MISS);
		assertThat(readTeams()).isEqualTo(CacheStatus.TTL);
		assertThat(this.members.findByName("alice")).isEmpty();
	}

	@Test
	void transactionByHandIsSeen() throws SQLException {
		try (Connection connection = this.context.getBean(DataSource.class).getConnection();
				Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			statement.executeUpdate(RENAME);
			assertThat(elsewhere(this::readMembers)).isEqualTo(CacheStatus.TTL);
			connection.commit();
			connection.setAutoCommit(true);
		}
		assertThat(readMembers()).isEqualTo(CacheStatus.MISS);
	}

	/**
	 * The driver of PostgreSQL says that such a connection commits every statement.
	 */
	@Test
	void transactionByStatementsIsSeenWhenItCommits() throws SQLException {
		try (Connection connection = this.context.getBean(DataSource.class).getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("begin");
			statement.executeUpdate(RENAME);
			elsewhere(this::readMembers);
			assertThat(elsewhere(() -> this.members.findByName("alice"))).hasSize(1);
			statement.execute("commit");
			assertThat(elsewhere(this::readMembers)).isEqualTo(CacheStatus.MISS);
			assertThat(this.members.findByName("alice")).isEmpty();
		}
	}

	@Test
	void tableThatNoEntityMapsIsLearntAtItsFirstWrite() {
		this.jdbc.execute("create table audit_log (name varchar(20))");
		try {
			this.accelerate.invalidateAll();
			assertThat(status(this.named::auditedByJdbc)).isEqualTo(CacheStatus.MISS);
			assertThat(status(this.named::auditedByJdbc)).isEqualTo(CacheStatus.TTL);
			for (int i = 0; i < 2; i++) {
				this.jdbc.update("insert into audit_log values ('alice')");
				assertThat(status(this.named::auditedByJdbc)).isEqualTo(CacheStatus.MISS);
				assertThat(this.named.auditedByJdbc()).hasSize(i + 1);
				assertThat(readTeams()).isEqualTo((i == 0) ? CacheStatus.MISS : CacheStatus.TTL);
			}
		}
		finally {
			this.jdbc.execute("drop table audit_log");
		}
	}

	@Test
	void fragmentThatReadsWithJdbcIsStoredUntilItsTablesAreWritten() {
		assertThat(status(this.named::namesByJdbc)).isEqualTo(CacheStatus.MISS);
		assertThat(status(this.named::namesByJdbc)).isEqualTo(CacheStatus.TTL);
		this.teams.save(new Team("red"));
		assertThat(status(this.named::namesByJdbc)).isEqualTo(CacheStatus.TTL);
		this.members.save(new Member("carol", "carol@example.org", null));
		assertThat(status(this.named::namesByJdbc)).isEqualTo(CacheStatus.MISS);
		assertThat(this.named.namesByJdbc()).containsExactly("alice", "carol");
		this.jdbc.update(RENAME);
		assertThat(this.named.namesByJdbc()).containsExactly("bob", "carol");
	}

	@Test
	void writeOfASessionIsAppendedOnce() {
		this.members.save(new Member("carol", "carol@example.org", null));
		assertThat(this.appended).hasSize(1).allMatch((record) -> !record.all());
		assertThat(readTeams()).isEqualTo(CacheStatus.TTL);
		assertThat(readMembers()).isEqualTo(CacheStatus.MISS);
	}

	@Test
	void jdbcAndSessionShareTheConnectionOfATransaction() {
		template("transactionManager").executeWithoutResult((status) -> {
			this.members.saveAndFlush(new Member("carol", "carol@example.org", null));
			assertThat(this.jdbc.queryForObject("select count(*) from members", Long.class)).isEqualTo(2);
			status.setRollbackOnly();
		});
		assertThat(readMembers()).isEqualTo(CacheStatus.TTL);
	}

	final TransactionTemplate template(String manager) {
		return new TransactionTemplate(this.context.getBean(manager, PlatformTransactionManager.class));
	}

	final CacheStatus readMembers() {
		return status(() -> this.members.findByName("alice"));
	}

	final void renameByJdbc() {
		this.jdbc.update(RENAME);
	}

	private CacheStatus readTeams() {
		return status(() -> this.teams.findByName("red"));
	}

	private CacheStatus status(Supplier<?> read) {
		return this.accelerate.withAccelerateInfo(read::get).info().cacheStatus();
	}

	private static <T> T elsewhere(Supplier<T> read) {
		return CompletableFuture.supplyAsync(read).join();
	}

	/**
	 * Ways to write.
	 */
	enum Way {

		JDBC_TEMPLATE {

			@Override
			void write(ConfigurableApplicationContext context) {
				context.getBean(JdbcTemplate.class).update(RENAME);
			}

		},

		JDBC_TEMPLATE_BATCH {

			@Override
			void write(ConfigurableApplicationContext context) {
				context.getBean(JdbcTemplate.class)
					.batchUpdate("update members set name = ? where name = ?",
							List.of(new Object[] { "bob", "alice" }, new Object[] { "dave", "erin" }));
			}

		},

		JDBC_CLIENT {

			@Override
			void write(ConfigurableApplicationContext context) {
				context.getBean(JdbcClient.class)
					.sql("update members set name = :new where name = :old")
					.param("new", "bob")
					.param("old", "alice")
					.update();
			}

		},

		PLAIN_JDBC {

			@Override
			void write(ConfigurableApplicationContext context) {
				DataSource dataSource = context.getBean(DataSource.class);
				Connection connection = DataSourceUtils.getConnection(dataSource);
				try (Statement statement = connection.createStatement()) {
					statement.execute(RENAME);
				}
				catch (SQLException ex) {
					throw new IllegalStateException(ex);
				}
				finally {
					DataSourceUtils.releaseConnection(connection, dataSource);
				}
			}

		},

		SESSION_WORK {

			@Override
			void write(ConfigurableApplicationContext context) {
				context.getBean(EntityManager.class).unwrap(Session.class).doWork((connection) -> {
					try (Statement statement = connection.createStatement()) {
						statement.executeUpdate(RENAME);
					}
				});
			}

		};

		abstract void write(ConfigurableApplicationContext context);

	}

	/**
	 * What can become of a write in a transaction.
	 */
	enum Outcome {

		COMMIT(true) {

			@Override
			void run(PlatformTransactionManager manager, Runnable write, ConfigurableApplicationContext context) {
				new TransactionTemplate(manager).executeWithoutResult((status) -> write.run());
			}

		},

		ROLLBACK(false) {

			@Override
			void run(PlatformTransactionManager manager, Runnable write, ConfigurableApplicationContext context) {
				new TransactionTemplate(manager).executeWithoutResult((status) -> {
					write.run();
					status.setRollbackOnly();
				});
			}

		},

		SAVEPOINT_ROLLED_BACK_AFTER_WRITE(true) {

			@Override
			void run(PlatformTransactionManager manager, Runnable write, ConfigurableApplicationContext context) {
				new TransactionTemplate(manager).executeWithoutResult((status) -> {
					write.run();
					context.getBean(JdbcTemplate.class).execute((Connection connection) -> {
						connection.rollback(connection.setSavepoint());
						return true;
					});
				});
			}

		},

		REQUIRES_NEW_COMMITTED_IN_ROLLBACK(true) {

			@Override
			void run(PlatformTransactionManager manager, Runnable write, ConfigurableApplicationContext context) {
				TransactionTemplate inner = new TransactionTemplate(manager);
				inner.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
				new TransactionTemplate(manager).executeWithoutResult((status) -> {
					inner.executeWithoutResult((nested) -> write.run());
					status.setRollbackOnly();
				});
			}

		},

		COMMIT_WHOSE_REPLY_IS_LOST(true) {

			@Override
			void run(PlatformTransactionManager manager, Runnable write, ConfigurableApplicationContext context) {
				AtomicBoolean losing = context.getBean(LostReplies.class).losing;
				assertThatException()
					.isThrownBy(() -> new TransactionTemplate(manager).executeWithoutResult((status) -> {
						write.run();
						losing.set(true);
					}));
				losing.set(false);
			}

		};

		private final boolean seen;

		Outcome(boolean seen) {
			this.seen = seen;
		}

		abstract void run(PlatformTransactionManager manager, Runnable write, ConfigurableApplicationContext context);

	}

	interface Members extends JpaRepository<Member, Long> {

		@CacheStrategy(ttl = 60)
		List<Member> findByName(String name);

	}

	interface Teams extends JpaRepository<Team, Long> {

		@CacheStrategy(ttl = 60)
		List<Team> findByName(String name);

	}

	interface Names {

		@CacheStrategy(ttl = 60)
		List<String> namesByJdbc();

		@CacheStrategy(ttl = 60)
		List<String> auditedByJdbc();

	}

	interface NamedMembers extends Repository<Member, Long>, Names {

	}

	static final class NamesByJdbc implements Names {

		private final JdbcTemplate jdbc;

		NamesByJdbc(JdbcTemplate jdbc) {
			this.jdbc = jdbc;
		}

		@Override
		public List<String> namesByJdbc() {
			return this.jdbc.queryForList("select name from members order by name", String.class);
		}

		@Override
		public List<String> auditedByJdbc() {
			return this.jdbc.queryForList("select name from audit_log order by name", String.class);
		}

	}

	/**
	 * Records that statements have appended.
	 */
	static final class Appended implements QueryCacheListener {

		private final BlockingQueue<InvalidationRecord> records = new LinkedBlockingQueue<>();

		@Override
		public void onAppend(InvalidationRecord record, Origin origin) {
			if (origin == Origin.STATEMENTS) {
				this.records.add(record);
			}
		}

	}

	/**
	 * Lets commits succeed without anyone getting to know.
	 */
	static final class LostReplies implements BeanPostProcessor {

		private final AtomicBoolean losing = new AtomicBoolean();

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			return (bean instanceof DataSource dataSource) ? new DelegatingDataSource(dataSource) {

				@Override
				public Connection getConnection() throws SQLException {
					HookedConnection connection = new HookedConnection(super.getConnection());
					connection.after("commit", () -> {
						if (LostReplies.this.losing.get()) {
							HookedConnection.lostReply();
						}
					});
					return connection.connection();
				}

			} : bean;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Managers {

		@Bean
		static LostReplies lostReplies() {
			return new LostReplies();
		}

		@Bean
		Appended appended() {
			return new Appended();
		}

		@Bean
		@Primary
		JpaTransactionManager transactionManager(EntityManagerFactory factory) {
			return new JpaTransactionManager(factory);
		}

		@Bean
		DataSourceTransactionManager jdbcTransactionManager(DataSource dataSource) {
			return new DataSourceTransactionManager(dataSource);
		}

	}

}
