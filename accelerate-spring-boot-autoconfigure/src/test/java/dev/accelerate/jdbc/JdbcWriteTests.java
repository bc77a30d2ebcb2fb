package dev.accelerate.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.Accelerated;
import dev.accelerate.CacheStatus;
import dev.accelerate.catalog.DatabaseCatalogs;
import dev.accelerate.CacheStrategy;
import dev.accelerate.core.InvalidationEvent;
import dev.accelerate.testing.Proves;
import dev.accelerate.testing.TestApplication;
import dev.accelerate.testing.TestDatabase;
import dev.accelerate.testing.TestRepositories;
import dev.accelerate.testing.TestRepositories.CachedMembers;
import dev.accelerate.testing.TestRepositories.CachedTeams;
import dev.accelerate.testing.domain.Member;
import dev.accelerate.testing.domain.Team;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.core.support.RepositoryComposition.RepositoryFragments;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static dev.accelerate.test.AcceleratedAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link ConnectionTracker} with writes that do not go through Hibernate, however they
 * end.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class JdbcWriteTests {

	private final TestDatabase database;

	private ConfigurableApplicationContext context;

	private AccelerateOperations accelerate;

	private CachedMembers members;

	private CachedTeams teams;

	private NamedMembers named;

	private JdbcTemplate jdbc;

	private BlockingQueue<InvalidationEvent> appended;

	JdbcWriteTests(TestDatabase database) {
		this.database = database;
	}

	@BeforeAll
	void start() {
		this.context = TestApplication.run(this.database, TransactionManagers.class,
				"accelerate.invalidation.jdbc=true", "accelerate.invalidation.unknown-commit=0");
		this.accelerate = this.context.getBean(AccelerateOperations.class);
		this.members = TestRepositories.create(this.context, CachedMembers.class);
		this.teams = TestRepositories.create(this.context, CachedTeams.class);
		this.jdbc = this.context.getBean(JdbcTemplate.class);
		this.named = TestRepositories.create(this.context, NamedMembers.class,
				(factory) -> factory.setRepositoryFragments(RepositoryFragments.just(new NamesByJdbc(this.jdbc))));
		this.appended = this.context.getBean(WriteEvents.class).events;
	}

	@BeforeEach
	void fill() {
		this.context.getBean(LostReplies.class).losing.set(false);
		this.members.deleteAll();
		this.members.save(new Member("alice", "alice@example.org", null));
		this.accelerate.invalidateAll();
		assertThat(readMembers()).isMiss();
		assertThat(readTeams()).isMiss();
		this.appended.clear();
	}

	@AfterAll
	void stop() {
		this.context.close();
	}

	static Stream<Arguments> matrix() {
		return Stream.of(Outcome.values())
			.flatMap((outcome) -> Stream.of(JdbcRename.values())
				.flatMap((rename) -> Stream.of("transactionManager", "jdbcTransactionManager")
					.filter((manager) -> rename != JdbcRename.SESSION_WORK || manager.equals("transactionManager"))
					.map((manager) -> Arguments.of(outcome, rename, manager))));
	}

	@ParameterizedTest
	@MethodSource("matrix")
	@Proves("JdbcTemplate, JdbcClient, JDBC")
	void writeIsSeenWhenItMustBe(Outcome outcome, JdbcRename rename, String manager) {
		PlatformTransactionManager transactions = this.context.getBean(manager, PlatformTransactionManager.class);
		outcome.run(transactions, () -> {
			rename.write(this.context);
			assertThat(elsewhere(this::readMembers)).as("not committed yet").hasStatus(CacheStatus.TTL);
		}, this.context);
		assertThat(elsewhere(this::readMembers)).hasStatus(outcome.isSeen() ? CacheStatus.MISS : CacheStatus.TTL);
		assertThat(elsewhere(this::readTeams)).hasStatus(CacheStatus.TTL);
		assertThat(this.members.findByName("alice").isEmpty()).isEqualTo(outcome.isSeen());
		assertThat(this.appended).hasSize(outcome.isSeen() ? 1 : 0);
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SESSION_WORK")
	void autoCommittedWriteIsSeen(JdbcRename rename) {
		rename.write(this.context);
		assertThat(readMembers()).isMiss();
		assertThat(readTeams()).hasStatus(CacheStatus.TTL);
		assertThat(this.members.findByName("alice")).isEmpty();
	}

	@Test
	void transactionByHandIsSeen() throws SQLException {
		try (Connection connection = this.context.getBean(DataSource.class).getConnection();
				Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			statement.executeUpdate(JdbcRename.RENAME);
			assertThat(elsewhere(this::readMembers)).hasStatus(CacheStatus.TTL);
			connection.commit();
			connection.setAutoCommit(true);
		}
		assertThat(readMembers()).isMiss();
	}

	/**
	 * The driver of PostgreSQL says that such a connection commits every statement.
	 */
	@Test
	void transactionByStatementsIsSeenWhenItCommits() throws SQLException {
		try (Connection connection = this.context.getBean(DataSource.class).getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("begin");
			statement.executeUpdate(JdbcRename.RENAME);
			elsewhere(this::readMembers);
			assertThat(elsewhere(() -> this.members.findByName("alice"))).hasSize(1);
			statement.execute("commit");
			assertThat(elsewhere(this::readMembers)).isMiss();
			assertThat(this.members.findByName("alice")).isEmpty();
		}
	}

	@Test
	void tableThatNoEntityMapsIsLearntAtItsFirstWrite() {
		this.jdbc.execute("create table audit_log (name varchar(20))");
		try {
			// What is read before the catalog has been is not kept.
			this.context.getBean(DatabaseCatalogs.class).started();
			this.accelerate.invalidateAll();
			assertThat(read(this.named::auditedByJdbc)).isMiss();
			assertThat(read(this.named::auditedByJdbc)).hasStatus(CacheStatus.TTL);
			for (int i = 0; i < 2; i++) {
				this.jdbc.update("insert into audit_log values ('alice')");
				assertThat(read(this.named::auditedByJdbc)).isMiss();
				assertThat(this.named.auditedByJdbc()).hasSize(i + 1);
				assertThat(readTeams()).hasStatus((i == 0) ? CacheStatus.MISS : CacheStatus.TTL);
			}
		}
		finally {
			this.jdbc.execute("drop table audit_log");
		}
	}

	@Test
	void fragmentThatReadsWithJdbcIsStoredUntilItsTablesAreWritten() {
		assertThat(read(this.named::namesByJdbc)).isMiss();
		assertThat(read(this.named::namesByJdbc)).hasStatus(CacheStatus.TTL);
		this.teams.save(new Team("red"));
		assertThat(read(this.named::namesByJdbc)).hasStatus(CacheStatus.TTL);
		this.members.save(new Member("carol", "carol@example.org", null));
		assertThat(read(this.named::namesByJdbc)).isMiss();
		assertThat(this.named.namesByJdbc()).containsExactly("alice", "carol");
		this.jdbc.update(JdbcRename.RENAME);
		assertThat(this.named.namesByJdbc()).containsExactly("bob", "carol");
	}

	@Test
	void writeOfASessionIsAppendedOnce() {
		this.members.save(new Member("carol", "carol@example.org", null));
		assertThat(this.appended).hasSize(1).allMatch((event) -> !event.everything());
		assertThat(readTeams()).hasStatus(CacheStatus.TTL);
		assertThat(readMembers()).isMiss();
	}

	@Test
	void jdbcAndSessionShareTheConnectionOfATransaction() {
		template("transactionManager").executeWithoutResult((status) -> {
			this.members.saveAndFlush(new Member("carol", "carol@example.org", null));
			assertThat(this.jdbc.queryForObject("select count(*) from members", Long.class)).isEqualTo(2);
			status.setRollbackOnly();
		});
		assertThat(readMembers()).hasStatus(CacheStatus.TTL);
	}

	final TransactionTemplate template(String manager) {
		return new TransactionTemplate(this.context.getBean(manager, PlatformTransactionManager.class));
	}

	final Accelerated<List<Member>> readMembers() {
		return read(() -> this.members.findByName("alice"));
	}

	final void renameByJdbc() {
		this.jdbc.update(JdbcRename.RENAME);
	}

	private Accelerated<List<Team>> readTeams() {
		return read(() -> this.teams.findByName("red"));
	}

	private <T> Accelerated<T> read(Supplier<T> call) {
		return this.accelerate.withAccelerateInfo(call);
	}

	private static <T> T elsewhere(Supplier<T> read) {
		return CompletableFuture.supplyAsync(read).join();
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

}
