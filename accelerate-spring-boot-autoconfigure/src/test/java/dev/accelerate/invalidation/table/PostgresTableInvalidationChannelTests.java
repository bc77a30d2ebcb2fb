package dev.accelerate.invalidation.table;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

import dev.accelerate.invalidation.InvalidationChannel.Append;
import dev.accelerate.testing.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link TableInvalidationChannel} on PostgreSQL, where nodes can notify each other.
 */
@Tag("postgres")
class PostgresTableInvalidationChannelTests extends TableInvalidationChannelTests {

	@Override
	TestDatabase server() {
		return TestDatabase.POSTGRES;
	}

	@Override
	String product() {
		return "PostgreSQL";
	}

	@Override
	Connection readOnly() throws SQLException {
		Connection connection = begin();
		execute(connection, "set transaction read only");
		return connection;
	}

	@Override
	void restartIds() throws SQLException {
		skipTo(1);
	}

	@Override
	void skipTo(long id) throws SQLException {
		execute("alter table " + this.table + " alter column id restart with " + id);
	}

	@Override
	String waiters() {
		return "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
	}

	@Override
	Append writeWhileIdIsFilled(Connection transaction, ExecutorService threads) throws Exception {
		execute("create or replace function pause_insert() returns trigger language plpgsql as $$begin "
				+ "if new.node = 'a' and new.record <> '-' then perform pg_advisory_xact_lock(new.id); end if; "
				+ "return new; end$$");
		execute("create trigger pause before insert on " + this.table
				+ " for each row execute function pause_insert()");
		long taken = this.b.write("before") + 1;
		Connection holder = begin();
		execute(holder, "select pg_advisory_xact_lock(" + taken + ")");
		Future<Append> append = threads.submit(() -> this.a.channel().prepare(LogNode.table("users"), transaction));
		Awaitility.await()
			.until(() -> number("select count(*) from pg_locks where not granted and "
					+ "locktype = 'advisory' and database = (select oid from pg_database where datname = "
					+ "current_database())") == 1);
		this.b.write("next");
		Awaitility.await().until(() -> count("id = " + taken) == 1);
		holder.rollback();
		return append.get();
	}

	/**
	 * A prepared statement keeps the plan that was best while the table was small, and a
	 * new table has no statistics.
	 */
	@Test
	void aPollReadsOnlyWhatIsNewHoweverManyRowsThereAre() throws SQLException {
		this.a.close();
		this.b.close();
		execute("alter table " + this.table + " set (autovacuum_enabled = false)");
		try (Connection connection = this.database.getConnection()) {
			LogReader reader = new LogReader(LogTable.of(connection, settings("reader")), 1000, 10);
			poll(reader, connection);
			long before = rowsOfScans(connection);
			execute("insert into " + this.table + " (node, record) select 'other', '-' from generate_series(1, 50000)");
			poll(reader, connection);
			// The first one still has the plan of the small table.
			assertThat(rowsOfScans(connection) - before).isLessThan(150_000);
		}
	}

	private void poll(LogReader reader, Connection connection) throws SQLException {
		long newest = number("select max(id) from " + this.table);
		for (int i = 0; i < 20; i++) {
			reader.poll(connection, newest, false);
		}
	}

	/**
	 * Returns how many rows have been read by going through the whole table.
	 */
	private long rowsOfScans(Connection connection) throws SQLException {
		execute(connection, "select pg_stat_force_next_flush()");
		return number("select seq_tup_read from pg_stat_all_tables where relid = '" + this.table + "'::regclass");
	}

	@Test
	void hintComesBeforeThePoll() throws Exception {
		Duration never = Duration.ofSeconds(30);
		LogNode writer = open(settings("writer", never, true, false), LogNode.LIMITS);
		LogNode reader = open(settings("reader", never, true, false), LogNode.LIMITS);
		awaitListeners(2);
		Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> {
			long id = writer.write("hint");
			Awaitility.await().atMost(Duration.ofSeconds(9)).until(() -> reader.sink().hasNamed(id));
			return true;
		});
		assertThat(reader.polls.get()).isLessThan(5);
	}

	private void awaitListeners(int count) {
		Awaitility.await("listeners")
			.until(() -> number("select count(*) from pg_stat_activity where datname = current_database() and "
					+ "query like 'listen accelerate%'") == count);
	}

	/**
	 * A node on which nothing is read need not know. By the time it rests, it no longer
	 * trusts what it knew. The first read wakes it.
	 */
	@Test
	void aHintDoesNotWakeANodeThatRests() throws SQLException {
		Duration never = Duration.ofSeconds(30);
		LogNode writer = open(settings("writer", never, true, false), LogNode.LIMITS);
		LogNode awake = open(settings("awake", never, true, false), LogNode.LIMITS);
		TableSettings settings = settings("resting", Duration.ofMillis(20), true, false);
		LogNode resting = open(settings, new TailLimits(10_000, 10_000, Duration.ofSeconds(1), Duration.ofMinutes(1),
				10_000, Duration.ofMinutes(1)));
		awaitListeners(3);
		resting.goAhead(Duration.ofMinutes(2));
		Awaitility.await().until(resting.channel()::isPaused);
		resting.goAhead(Duration.ofMinutes(2));
		int polls = resting.polls.get();
		long id = 0;
		for (int i = 0; i < 10; i++) {
			id = writer.write("hint");
			awake.awaitNamed(id);
		}
		assertThat(resting.polls).hasValue(polls);
		assertThat(resting.channel().silence()).isGreaterThan(settings.maxSilence());
		resting.channel().read(resting.nanos());
		resting.awaitNamed(id);
		awake.awaitNamed(writer.write("hint"));
		Awaitility.await("it is awake").until(() -> resting.polls.get() > polls + 1);
	}

	@Test
	void roleThatMayNotSeeTheTimeline() throws SQLException {
		execute("create role plain login password 'plain'");
		execute("grant usage on schema public to plain");
		execute("grant select, insert, update, delete on " + this.table + " to plain");
		execute("revoke execute on function pg_control_system() from public");
		LogNode c = new LogNode(new DriverManagerDataSource(this.database.getUrl(), "plain", "plain"), settings("c"),
				LogNode.LIMITS);
		this.opened.add(c);
		c.start();
		c.awaitNamed(this.a.write("any"));
		c.awaitPoll();
		assertThat(c.sink().lives()).hasSize(1);
	}

	@Test
	void connectionsHaveTheirLimitsOnlyForAMoment() throws SQLException {
		try (Connection connection = this.database.getConnection()) {
			execute(connection, "set synchronous_commit = on");
			assertThat(show(connection, "lock_timeout")).isEqualTo("0");
			try (ShortLocks locks = new ShortLocks(connection, LogTable.of(connection, settings("c")).dialect())) {
				locks.begin();
				assertThat(show(connection, "lock_timeout")).isEqualTo("20ms");
				assertThat(show(connection, "synchronous_commit")).isEqualTo("local");
			}
			assertThat(show(connection, "lock_timeout")).isEqualTo("0");
			assertThat(show(connection, "synchronous_commit")).isEqualTo("on");
			assertThat(connection.getAutoCommit()).isTrue();
		}
	}

	private static String show(Connection connection, String setting) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("show " + setting)) {
			row.next();
			return row.getString(1);
		}
	}

}
