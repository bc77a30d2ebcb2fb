package dev.accelerate.invalidation.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.zaxxer.hikari.HikariDataSource;
import dev.accelerate.testing.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link TableInvalidationChannel} with the rights of a role of PostgreSQL, as
 * docs/many-instances.md tells of them.
 */
@Tag("postgres")
@ExtendWith(OutputCaptureExtension.class)
class TableRightsTests {

	private static final TableSettings SETTINGS = new TableSettings(null, "log", Duration.ofMillis(20),
			Duration.ofMillis(100), Duration.ofSeconds(1), false, false, "clerk");

	private static final TailLimits LIMITS = new TailLimits(10_000, 10_000, Duration.ofMillis(100),
			Duration.ofMillis(20), 10_000, Duration.ofDays(1));

	private final Map<String, Object> server = TestDatabase.POSTGRES.properties();

	private final String url = (String) this.server.get("spring.datasource.url");

	private final DriverManagerDataSource owner = new DriverManagerDataSource(this.url,
			(String) this.server.get("spring.datasource.username"),
			(String) this.server.get("spring.datasource.password"));

	private final String role = "clerk_" + UUID.randomUUID().toString().replace('-', '_');

	private LogNode node;

	@BeforeEach
	void start() throws SQLException {
		TableSchema.create(this.owner, SETTINGS);
		execute("create role " + this.role + " login password 'clerk'; grant select, insert, update, delete on log to "
				+ this.role);
		this.node = new LogNode(clerk(), SETTINGS, LIMITS).start();
	}

	@AfterEach
	void stop() throws SQLException {
		this.node.close();
		execute("drop owned by " + this.role + "; drop role " + this.role);
	}

	@Test
	void theRightsOfTheTableAreEnough() {
		long old = this.node.write("old");
		this.node.write("newest");
		Awaitility.await().until(() -> this.node.trimmed.get() == 1);
		assertThat(new JdbcTemplate(this.owner).queryForList("select id from log where id = " + old)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "update", "delete" })
	void withoutOneOfThemRowsStayAndThatIsSaid(String right, CapturedOutput output) throws SQLException {
		execute("revoke " + right + " on log from " + this.role);
		this.node.write("old");
		long newest = this.node.write("newest");
		Awaitility.await()
			.until(() -> output.getOut().contains("Permit the user of its data source to update and delete"));
		this.node.awaitComplete(newest);
		assertThat(this.node.trimmed.get()).isZero();
		assertThat(this.node.failures.get()).as("polls that have failed").isZero();
	}

	@Test
	void withoutUpdateNoNewLifeBegins() throws SQLException {
		long newest = this.node.write("newest");
		this.node.awaitComplete(newest);
		execute("revoke update on log from " + this.role + "; delete from log where id = " + newest);
		awaitFailures();
		execute("grant update on log to " + this.role);
		this.node.awaitPoll();
		this.node.awaitComplete(this.node.write("next"));
	}

	/**
	 * The message has the statement that helps.
	 */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void withoutTheSequenceIdsThatHaveGoneBackStayThere(boolean granted, CapturedOutput output) throws SQLException {
		execute("alter table log alter column id restart with 500");
		this.node.write("old");
		long newest = this.node.write("newest");
		this.node.awaitComplete(newest);
		JdbcTemplate jdbc = new JdbcTemplate(this.owner);
		Awaitility.await().until(() -> jdbc.queryForObject("select count(*) from log where id > 0", Long.class) == 1);
		execute("delete from log where id > 0; alter table log alter column id restart");
		this.node.write("again");
		Pattern message = Pattern.compile(
				"its ids have gone back, and its user may not move them on: execute (.*) as the owner of the table");
		Awaitility.await().until(() -> message.matcher(output.getOut()).find());
		awaitFailures();
		Matcher found = message.matcher(output.getOut());
		assertThat(found.find()).isTrue();
		execute(granted ? "grant all on sequence log_id_seq to " + this.role : found.group(1));
		this.node.awaitPoll();
		long next = this.node.write("next");
		assertThat(next).as("behind what was removed by age").isGreaterThanOrEqualTo(newest);
		this.node.awaitComplete(next);
	}

	/**
	 * Services such as Aurora show no timeline. A pool may hand out connections that are
	 * in a transaction from the first statement on, which a failure ends.
	 */
	@Test
	void aRoleThatDoesNotSeeTheTimelineSharesTheLogOfOneThatDoes() throws SQLException {
		execute("revoke execute on function pg_control_system() from public");
		try (HikariDataSource hidden = new HikariDataSource()) {
			hidden.setDataSource(clerk());
			hidden.setAutoCommit(false);
			assertThatExceptionOfType(DataAccessException.class)
				.isThrownBy(() -> new JdbcTemplate(hidden).queryForList("select * from pg_control_system()"))
				.havingRootCause()
				.withMessageContaining("permission denied");
			assertThat(SharedTable.refusal(this.owner, hidden, SETTINGS)).isNull();
			assertThat(SharedTable.refusal(hidden, this.owner, SETTINGS)).isNull();
			assertThat(SharedTable.refusal(hidden, hidden, SETTINGS)).isNull();
		}
	}

	@Test
	void idsThatAreTakenAreNoReasonNotToShareALog() throws SQLException {
		long newest = this.node.write("newest");
		execute("insert into log (id, node, record) select id, 'a', '-' from generate_series(" + (newest + 1) + ", "
				+ (newest + 50) + ") as id");
		assertThat(SharedTable.refusal(this.owner, clerk(), SETTINGS)).isNull();
	}

	private DriverManagerDataSource clerk() {
		return new DriverManagerDataSource(this.url.split("[?]")[0], this.role, "clerk");
	}

	private void awaitFailures() {
		int before = this.node.failures.get();
		Awaitility.await().until(() -> this.node.failures.get() > before + 1);
	}

	private void execute(String sql) throws SQLException {
		try (Connection connection = this.owner.getConnection(); Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

}
