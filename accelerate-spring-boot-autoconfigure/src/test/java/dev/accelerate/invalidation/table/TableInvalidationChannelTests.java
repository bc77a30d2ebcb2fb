package dev.accelerate.invalidation.table;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.sql.DataSource;

import dev.accelerate.AccelerateException;
import dev.accelerate.ErrorCode;
import dev.accelerate.invalidation.InvalidationChannel.Append;
import dev.accelerate.invalidation.InvalidationRecord;
import dev.accelerate.invalidation.Tables;
import dev.accelerate.testing.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link TableInvalidationChannel}s of two nodes on one database: what each is told of
 * the records of the other, whatever becomes of transactions, connections and the table.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
@Timeout(120)
abstract class TableInvalidationChannelTests {

	private static final AtomicInteger NAMES = new AtomicInteger();

	final List<AutoCloseable> opened = new ArrayList<>();

	DriverManagerDataSource database;

	String table;

	LogNode a;

	LogNode b;

	abstract TestDatabase server();

	/**
	 * Begins a transaction that cannot write.
	 */
	abstract Connection readOnly() throws SQLException;

	/**
	 * Lets ids begin anew at one, with the rows where they are.
	 */
	abstract void restartIds() throws SQLException;

	/**
	 * Moves the next id on.
	 */
	abstract void skipTo(long id) throws SQLException;

	/**
	 * Returns a query for the number of transactions that wait for a lock.
	 */
	abstract String waiters();

	/**
	 * Lets one node write a record whose id is taken by another row before it is
	 * inserted.
	 * @return what the node has written
	 */
	abstract Append writeWhileIdIsFilled(Connection transaction, ExecutorService threads) throws Exception;

	@BeforeAll
	void connect() {
		Map<String, Object> properties = server().properties();
		this.database = new DriverManagerDataSource(properties.get("spring.datasource.url") + parameters(),
				(String) properties.getOrDefault("spring.datasource.username", "sa"),
				(String) properties.getOrDefault("spring.datasource.password", ""));
	}

	String parameters() {
		return "";
	}

	@BeforeEach
	void start() {
		this.table = "log_" + NAMES.incrementAndGet();
		TableSchema.create(this.database, settings("a"));
		this.a = open("a");
		this.b = open("b");
	}

	@AfterEach
	void close() throws Exception {
		Collections.reverse(this.opened);
		for (AutoCloseable each : this.opened) {
			each.close();
		}
		this.opened.clear();
		execute("drop table if exists " + this.table);
	}

	TableSettings settings(String node) {
		return settings(node, Duration.ofMillis(20), false, false);
	}

	TableSettings settings(String node, Duration interval, boolean notifications, boolean savepoint) {
		return new TableSettings(null, this.table, interval, Duration.ofSeconds(60), Duration.ofHours(1), notifications,
				savepoint, node);
	}

	@Test
	void channelsOfOneTableShareItsLog() throws SQLException {
		assertThat(this.a.channel().sharesLog(this.b.channel())).isTrue();
		TableSettings same = settings("any");
		String copy = this.table + "_copy";
		TableSettings other = new TableSettings(null, copy, same.pollInterval(), same.maxSilence(), same.retention(),
				false, false, "c");
		TableSchema.create(this.database, other);
		try {
			execute("insert into " + copy + " (id, node, record) select id, node, record from " + this.table
					+ " where id < 0");
			LogNode c = open(other, LogNode.LIMITS);
			assertThat(c.channel().sharesLog(this.a.channel())).isFalse();
			assertThat(c.sink().lives()).as("a copied life is another one")
				.doesNotContainAnyElementsOf(this.a.sink().lives());
			c.close();
			assertThat(this.a.channel().sharesLog(c.channel())).as("closed").isFalse();
		}
		finally {
			execute("drop table " + copy);
		}
	}

	LogNode open(String node) {
		return open(settings(node), LogNode.LIMITS);
	}

	LogNode open(TableSettings settings, TailLimits limits) {
		LogNode opening = new LogNode(this.database, settings, limits);
		this.opened.add(opening);
		return opening.start();
	}

	Connection begin() throws SQLException {
		Connection connection = this.database.getConnection();
		this.opened.add(connection::close);
		connection.setAutoCommit(false);
		return connection;
	}

	void execute(String sql) throws SQLException {
		try (Connection connection = this.database.getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	long count(String condition) throws SQLException {
		return number("select count(*) from " + this.table + " where " + condition);
	}

	long number(String sql) throws SQLException {
		try (Connection connection = this.database.getConnection();
				Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery(sql)) {
			row.next();
			return row.getLong(1);
		}
	}

	static void execute(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	private long commit(LogNode node, String table) throws SQLException {
		try (Connection transaction = this.database.getConnection()) {
			transaction.setAutoCommit(false);
			Append append = node.channel().prepare(LogNode.table(table), transaction);
			transaction.commit();
			append.committed();
			return append.position();
		}
	}

	@Test
	void tellsWhatAnotherNodeHasCommitted() throws SQLException {
		long id = commit(this.a, "users");
		this.b.awaitNamed(id);
		assertThat(this.b.sink().named(id)).isEqualTo(LogNode.table("users"));
		this.b.awaitComplete(id);
		assertThat(this.b.sink().life()).isEqualTo(this.a.sink().life());
	}

	@Test
	void commitsOfAClosedChannelNeedNotBeWaitedFor() throws SQLException {
		Append unknown = this.a.channel().prepare(LogNode.table("users"), begin());
		assertThat(unknown.isDecided()).isFalse();
		this.a.close();
		assertThat(unknown.isDecided()).as("another channel tells of it").isTrue();
		assertThatExceptionOfType(AccelerateException.class)
			.isThrownBy(() -> this.a.channel().prepare(LogNode.table("users"), null))
			.satisfies((failure) -> assertThat(ErrorCode.from(failure)).isEqualTo(ErrorCode.P6008));
	}

	@Test
	void doesNotPollForWhatItHasWrittenItself() throws SQLException {
		LogNode node = open(settings("c", Duration.ofSeconds(30), false, false), LogNode.LIMITS);
		long end = System.nanoTime() + Duration.ofMillis(100).toNanos();
		while (System.nanoTime() < end) {
			commit(node, "users");
		}
		node.channel().catchUp();
		// One page, and what it had no room for.
		assertThat(node.polls.get()).isLessThanOrEqualTo(2);
	}

	@Test
	void tellsNothingBeforeTheCommit() throws SQLException {
		Connection transaction = begin();
		Append append = this.a.channel().prepare(LogNode.table("users"), transaction);
		this.b.awaitPoll();
		assertThat(this.b.sink().hasNamed(append.position())).isFalse();
		transaction.commit();
		this.b.awaitNamed(append.position());
	}

	@Test
	void commitsOutOfTheOrderOfIds() throws SQLException {
		Connection first = begin();
		Append early = this.a.channel().prepare(LogNode.table("users"), first);
		long late = commit(this.a, "orders");
		this.b.awaitNamed(late);
		this.b.awaitPoll();
		assertThat(early.position()).isLessThan(late);
		assertThat(this.b.sink().complete()).isEqualTo(early.position() - 1);
		assertThat(this.b.channel().holes()).isEqualTo(1);
		first.commit();
		this.b.awaitNamed(early.position());
		this.b.awaitComplete(late);
	}

	@Test
	void isNotHeldUpByAnUnrelatedTransaction() throws SQLException {
		execute("create table if not exists other_writer (id int)");
		Connection unrelated = begin();
		execute(unrelated, "insert into other_writer values (1)");
		long id = commit(this.a, "users");
		this.b.awaitNamed(id);
		this.b.awaitComplete(id);
		unrelated.rollback();
	}

	@Test
	void closesTheHoleOfARollback() throws SQLException {
		Connection transaction = begin();
		Append undone = this.a.channel().prepare(LogNode.table("users"), transaction);
		long id = commit(this.a, "orders");
		this.b.awaitNamed(id);
		transaction.rollback();
		this.b.awaitComplete(id);
		assertThat(this.b.sink().hasNamed(undone.position())).isFalse();
		assertThat(this.b.opened).hasValue(1);
		assertThat(this.b.closed).hasValue(1);
	}

	@Test
	void ownerIsOpenWhileItsHoleIsToBeFilled() throws SQLException {
		Connection open = begin();
		Connection undone = begin();
		Append late = this.a.channel().prepare(LogNode.table("users"), open);
		this.a.channel().prepare(LogNode.table("teams"), undone);
		long id = commit(this.a, "orders");
		undone.rollback();
		Awaitility.await().until(() -> this.b.closed.get() == 1 && this.a.closed.get() == 1);
		this.b.awaitPoll();
		assertThat(this.b.sink().complete()).isEqualTo(late.position() - 1);
		open.commit();
		this.b.awaitNamed(late.position());
		this.b.awaitComplete(id);
	}

	@Test
	void ownerTakesTheNextIdIfItsOwnWasFilled() throws Exception {
		ExecutorService threads = Executors.newSingleThreadExecutor();
		this.opened.add(threads::shutdownNow);
		execute("create table if not exists written_before (id int)");
		execute("delete from written_before");
		Connection transaction = begin();
		execute(transaction, "insert into written_before values (1)");
		Append append = writeWhileIdIsFilled(transaction, threads);
		transaction.commit();
		append.committed();
		this.b.awaitNamed(append.position());
		this.b.awaitComplete(append.position());
		assertThat(number("select count(*) from written_before")).as("what the transaction had written before")
			.isEqualTo(1);
	}

	@Test
	void goesOnAfterASilence() throws SQLException {
		this.b.cut();
		Awaitility.await().until(() -> this.b.failures.get() > 0);
		long id = commit(this.a, "users");
		this.b.mend();
		this.b.awaitNamed(id);
		assertThat(this.b.sink().lives()).hasSize(1);
	}

	@Test
	void rowsThatWereRemovedBeforeTheyWereRead() throws SQLException {
		commit(this.a, "users");
		long read = commit(this.a, "users");
		this.b.awaitComplete(read);
		this.b.cut();
		commit(this.a, "orders");
		commit(this.a, "orders");
		long newest = commit(this.a, "teams");
		trim(newest);
		this.b.mend();
		Awaitility.await().until(() -> this.b.sink().lives().size() == 2);
		assertThat(this.b.sink().life().epoch()).isEqualTo(this.a.sink().life().epoch());
		assertThat(this.b.sink().life().floor()).isGreaterThan(read);
		this.b.awaitComplete(newest);
		assertThat(this.a.sink().lives()).hasSize(1);
	}

	/**
	 * Lets a node remove all rows but the newest.
	 */
	private void trim(long newest) throws SQLException {
		this.a.awaitComplete(newest);
		this.a.awaitPoll();
		age(newest);
		this.a.goAhead(Duration.ofMinutes(20));
		this.a.awaitPoll();
		this.a.goAhead(Duration.ofMinutes(20));
		Awaitility.await("rows removed").until(() -> count("id > 0") == 1);
	}

	private void age(long newest) throws SQLException {
		execute("update " + this.table + " set created_at = timestamp '2020-01-01 00:00:00' where id > 0 and id < "
				+ newest);
	}

	@Test
	void oldRowsThatWereReadAreRemovedUnseen() throws SQLException {
		commit(this.a, "users");
		long newest = commit(this.a, "users");
		this.b.awaitComplete(newest);
		trim(newest);
		Awaitility.await().until(() -> this.a.trimmed.get() == newest - 1);
		long id = commit(this.a, "orders");
		this.b.awaitNamed(id);
		assertThat(this.b.sink().lives()).hasSize(1);
		assertThat(open("c").sink().complete()).isEqualTo(id);
	}

	@Test
	void rowThatIsOldAtItsCommitIsNotRemovedBeforeOthersHaveReadIt() throws SQLException {
		this.a.awaitComplete(commit(this.a, "teams"));
		this.a.goAhead(Duration.ofMinutes(20));
		this.a.awaitPoll();
		Connection prepared = begin();
		Append late = this.a.channel().prepare(LogNode.table("users"), prepared);
		execute(prepared, "update " + this.table + " set created_at = timestamp '2020-01-01 00:00:00' where id = "
				+ late.position());
		long id = commit(this.a, "orders");
		this.b.awaitNamed(id);
		this.a.awaitPoll();
		this.a.goAhead(Duration.ofMinutes(20));
		this.a.awaitPoll();
		this.b.cut();
		prepared.commit();
		late.committed();
		this.a.awaitComplete(id);
		this.a.goAhead(Duration.ofMinutes(2));
		this.a.awaitPoll();
		this.a.awaitPoll();
		assertThat(count("id = " + late.position())).isEqualTo(1);
		this.b.mend();
		this.b.awaitNamed(late.position());
		assertThat(this.b.sink().lives()).hasSize(1);
	}

	@Test
	void tableThatIsEmptied() throws SQLException {
		this.b.awaitComplete(commit(this.a, "users"));
		execute("truncate table " + this.table);
		assertNewLife();
	}

	@Test
	void tableThatIsMadeAnew() throws SQLException {
		this.b.awaitComplete(commit(this.a, "users"));
		execute("drop table " + this.table);
		TableSchema.create(this.database, settings("a"));
		assertNewLife();
	}

	/**
	 * Nothing but the life of the log tells that what was read is of another table.
	 */
	@Test
	void emptyTableThatIsMadeAnewUnseen() throws SQLException {
		this.b.cut();
		Awaitility.await().until(() -> this.b.failures.get() > 0);
		execute("drop table " + this.table);
		TableSchema.create(this.database, settings("a"));
		this.a.awaitComplete(this.a.write("one"));
		this.b.mend();
		assertNewLife();
	}

	@Test
	void rowThatIsReplacedByAnotherOne() throws SQLException {
		long id = commit(this.a, "users");
		this.b.awaitComplete(id);
		execute("update " + this.table + " set created_at = timestamp '2020-01-01 00:00:00', node = 'z' where id = "
				+ id);
		assertNewLife();
	}

	@Test
	void rowsThatAreLostAndIdsThatAreGivenAgain() throws SQLException {
		commit(this.a, "users");
		long lost = commit(this.a, "users");
		this.b.awaitComplete(lost);
		this.a.cut();
		this.b.cut();
		execute("delete from " + this.table + " where id = " + lost);
		execute("insert into " + this.table + " (id, node, record) values (" + lost + ", 'c', 't=orders')");
		skipTo(lost + 1);
		this.a.mend();
		this.b.mend();
		assertNewLife();
	}

	@Test
	void aNewLifeKeepsTheFenceThatWasMovedMeanwhile() throws Exception {
		this.a.close();
		this.b.close();
		ExecutorService threads = Executors.newSingleThreadExecutor();
		try (Connection trimming = begin(); Connection renewing = this.database.getConnection()) {
			LifeRows lives = new LifeRows(LogTable.of(renewing, settings("c")));
			String life = lives.life(renewing);
			assertThat(lives.lock(trimming, life)).isEqualTo(LogPage.Fence.NONE);
			Future<?> renewed = threads.submit(() -> {
				lives.renew(renewing, life, false);
				return null;
			});
			Awaitility.await("it waits for the lock").until(() -> number(waiters()) == 1);
			lives.fence(trimming, new LogPage.Fence(50, 60));
			trimming.commit();
			renewed.get(10, TimeUnit.SECONDS);
			String next = lives.life(renewing);
			assertThat(next).isNotEqualTo(life);
			assertThat(lives.lock(renewing, next)).isEqualTo(new LogPage.Fence(50, 0));
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void idsThatRestart() throws SQLException {
		commit(this.a, "users");
		commit(this.a, "users");
		long newest = commit(this.a, "users");
		this.b.awaitComplete(newest);
		trim(newest);
		restartIds();
		execute("insert into " + this.table + " (node, record) values ('trigger', 't=orders')");
		assertNewLife();
	}

	/**
	 * The instance that removes old rows has polled before the row came.
	 */
	@Test
	void rowWhoseIdHasComeAgainIsNotRemovedUnread() throws SQLException {
		this.a.close();
		for (int i = 0; i < 4; i++) {
			commit(this.b, "users");
		}
		long newest = commit(this.b, "users");
		this.b.awaitComplete(newest);
		AtomicLong now = new AtomicLong();
		try (Connection connection = this.database.getConnection()) {
			Holes holes = new Holes(10);
			holes.begin(newest);
			Trimmer trimmer = trimmer(connection, holes, now);
			String life = life(connection);
			age(newest);
			trim(trimmer, connection, life, now);
			assertThat(count("id > 0")).isEqualTo(1);
			for (int i = 0; i < 3; i++) {
				commit(this.b, "users");
			}
			long last = commit(this.b, "users");
			this.b.awaitComplete(last);
			this.b.cut();
			age(last);
			holes.read(last, 0);
			holes.ids().forEach((id) -> holes.read(id, 0));
			execute("insert into " + this.table + " (id, node, record) values (2, 'trigger', 't=orders')");
			trim(trimmer, connection, life, now);
			assertThat(count("id > 2")).as("the newest").isEqualTo(1);
			assertThat(count("id = 2")).isEqualTo(1);
		}
		long life = this.b.sink().life().epoch();
		this.b.mend();
		Awaitility.await("a new life").until(() -> this.b.sink().life().epoch() != life);
	}

	private Trimmer trimmer(Connection connection, Holes holes, AtomicLong now) throws SQLException {
		return new Trimmer(LogTable.of(connection, settings("c")), settings("c"), LogNode.LIMITS, holes,
				TableListener.NONE, now::get);
	}

	private String life(Connection connection) throws SQLException {
		return new LifeRows(LogTable.of(connection, settings("c"))).life(connection);
	}

	private static void trim(Trimmer trimmer, Connection connection, String life, AtomicLong now) throws SQLException {
		for (int i = 0; i < 3; i++) {
			trimmer.trim(connection, life, 1);
			now.addAndGet(Duration.ofMinutes(30).toNanos());
		}
	}

	@Test
	void nodeThatHasReadAllThatWasRemovedGoesOn() throws SQLException {
		commit(this.a, "users");
		long read = commit(this.a, "users");
		this.b.awaitComplete(read);
		this.b.cut();
		Awaitility.await().until(() -> this.b.failures.get() > 0);
		long unread = commit(this.a, "orders");
		long newest = commit(this.a, "teams");
		this.a.awaitComplete(newest);
		age(unread);
		try (Connection connection = this.database.getConnection()) {
			Holes holes = new Holes(10);
			holes.begin(newest);
			AtomicLong now = new AtomicLong();
			trim(trimmer(connection, holes, now), connection, life(connection), now);
			assertThat(count("id > 0 and id <= " + read)).isZero();
			assertThat(count("id > 0")).isEqualTo(2);
		}
		this.b.mend();
		this.b.awaitNamed(unread);
		this.b.awaitComplete(newest);
		this.a.awaitPoll();
		assertThat(this.b.sink().lives()).hasSize(1);
		assertThat(this.a.sink().lives()).hasSize(1);
	}

	/**
	 * The message has the statement that helps.
	 */
	@Test
	void idsThatAreTaken() throws SQLException {
		if (server() == TestDatabase.MARIADB) {
			return;
		}
		close0();
		StringBuilder insert = new StringBuilder(
				"insert into " + this.table + " (id, node, record) values (1, 'z', '-')");
		for (int id = 2; id <= 500; id++) {
			insert.append(", (").append(id).append(", 'z', '-')");
		}
		execute(insert.toString());
		LogNode c = open("c");
		assertThatExceptionOfType(AccelerateException.class).isThrownBy(() -> c.write("any"))
			.returns(ErrorCode.P6008, AccelerateException::code)
			.satisfies((ex) -> {
				Matcher message = Pattern.compile("execute (.*) as the owner of the table")
					.matcher(ex.getCause().getMessage());
				assertThat(message.find()).isTrue();
				execute(message.group(1));
			});
		assertThat(c.write("any")).isEqualTo(501);
	}

	/**
	 * Another node may have moved them on already.
	 */
	@Test
	void idsThatAreMovedOnNeverGoBack() throws SQLException {
		long newest = commit(this.a, "users");
		try (Connection connection = this.database.getConnection()) {
			LogDialect dialect = LogTable.of(connection, settings("c")).dialect();
			skipTo(newest + 50);
			dialect.skip(connection, this.table, 1);
			assertThat(commit(this.a, "users")).as("behind the generated ids").isGreaterThanOrEqualTo(newest + 50);
			execute("insert into " + this.table + " (id, node, record) values (" + (newest + 100) + ", 'z', '-')");
			dialect.skip(connection, this.table, 1);
			assertThat(commit(this.a, "users")).as("behind the greatest id").isGreaterThan(newest + 100);
			if (server() != TestDatabase.MARIADB) {
				dialect.skip(connection, this.table, newest + 200);
				assertThat(commit(this.a, "users")).as("behind the id").isGreaterThan(newest + 200);
			}
		}
	}

	@Test
	void newLifeKeepsWhatWasRemovedBecauseItWasOld() throws SQLException {
		for (int i = 0; i < 20; i++) {
			commit(this.a, "users");
		}
		long newest = commit(this.a, "users");
		this.b.awaitComplete(newest);
		trim(newest);
		this.a.awaitPoll();
		execute("update " + this.table + " set created_at = timestamp '2020-01-01 00:00:00', node = 'z' where id = "
				+ newest);
		assertNewLife();
		assertThat(count("id = -2 and record like '" + (newest - 1) + " %'")).isEqualTo(1);
		assertThat(count("id > 0 and id < " + newest)).as("ids that were filled").isZero();
	}

	/**
	 * Asserts that both nodes know of a new life, the same one, and hear of each other.
	 */
	void assertNewLife() throws SQLException {
		long before = this.a.sink().lives().get(0).epoch();
		Awaitility.await("a new life")
			.until(() -> this.a.sink().life().epoch() != before
					&& this.a.sink().life().epoch() == this.b.sink().life().epoch());
		this.b.awaitNamed(commit(this.a, "teams"));
		long id = commit(this.b, "teams");
		this.a.awaitNamed(id);
		this.a.awaitComplete(id);
		this.b.awaitComplete(id);
	}

	@Test
	void missingTableIsRefusedWithItsDefinition() throws SQLException {
		close0();
		execute("drop table " + this.table);
		assertThatExceptionOfType(MissingInvalidationTableException.class).isThrownBy(() -> open("c"))
			.satisfies((ex) -> {
				assertThat(ex.code()).isEqualTo(ErrorCode.P6001);
				assertThat(ex.database()).startsWith(product()).contains("jdbc:");
				execute(ex.ddl());
			});
		assertThat(open("c").sink().lives()).hasSize(1);
	}

	abstract String product();

	private void close0() {
		this.a.close();
		this.b.close();
	}

	@Test
	void missingTableFailsTheTransaction() throws SQLException {
		execute("drop table " + this.table);
		Connection transaction = begin();
		assertThatExceptionOfType(AccelerateException.class)
			.isThrownBy(() -> this.a.channel().prepare(LogNode.table("users"), transaction))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.P6008))
			.withMessageContaining(this.table)
			.withCauseInstanceOf(SQLException.class);
		assertThatExceptionOfType(AccelerateException.class).isThrownBy(() -> this.a.write("x"))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.P6008));
		transaction.rollback();
	}

	@Test
	void transactionThatCannotWrite() throws SQLException {
		try (Connection transaction = readOnly()) {
			assertThatExceptionOfType(AccelerateException.class)
				.isThrownBy(() -> this.a.channel().prepare(LogNode.table("users"), transaction))
				.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.P6008));
			transaction.rollback();
		}
		this.b.awaitNamed(this.a.write("after"));
	}

	@Test
	void idsThatMakeAJump() throws SQLException {
		LogNode c = open(settings("c"),
				new TailLimits(10_000, 20, Duration.ofMillis(50), Duration.ofMinutes(1), 10_000, Duration.ofDays(1)));
		long before = commit(this.a, "users");
		c.awaitComplete(before);
		skipTo(before + 1000);
		long id = commit(this.a, "orders");
		c.awaitNamed(id);
		Awaitility.await().until(() -> c.sink().lives().size() == 2);
		assertThat(c.sink().life().epoch()).isEqualTo(c.sink().lives().get(0).epoch());
		assertThat(c.sink().life().floor()).isGreaterThan(before).isLessThan(id);
		c.awaitComplete(id);
		this.b.awaitNamed(id);
		assertThat(this.b.sink().lives()).as("a node that fills all of the gap").hasSize(1);
	}

	@Test
	void transactionsThatAreOpenWhenIdsMakeAJump() throws SQLException {
		LogNode c = open(settings("c"),
				new TailLimits(10_000, 20, Duration.ofMillis(50), Duration.ofMinutes(1), 10_000, Duration.ofDays(1)));
		long before = commit(this.a, "users");
		c.awaitComplete(before);
		Connection low = begin();
		Append early = this.a.channel().prepare(LogNode.table("teams"), low);
		long id = before + 1000;
		long late = id - 1;
		Connection high = begin();
		String insert = "insert into " + this.table + " (id, node, record) values (%d, 'trigger', 't=teams')";
		execute(high, insert.formatted(late));
		execute(insert.formatted(id));
		c.awaitNamed(id);
		Awaitility.await().until(() -> c.sink().lives().size() == 2);
		c.awaitPoll();
		assertThat(c.sink().complete()).isEqualTo(early.position() - 1);
		low.commit();
		c.awaitNamed(early.position());
		c.awaitComplete(late - 1);
		c.awaitPoll();
		assertThat(c.sink().complete()).isEqualTo(late - 1);
		high.commit();
		c.awaitNamed(late);
		c.awaitComplete(id);
	}

	@Test
	void jumpBeforeANodeStarts() throws SQLException {
		long before = commit(this.a, "users");
		skipTo(before + 1000);
		long id = commit(this.a, "orders");
		LogNode c = open(settings("c"),
				new TailLimits(10_000, 20, Duration.ofMillis(50), Duration.ofMinutes(1), 10_000, Duration.ofDays(1)));
		assertThat(c.sink().life().floor()).isGreaterThan(before).isLessThan(id);
		c.awaitComplete(id);
	}

	@Test
	void nodeThatStartsKnowsOfOpenTransactions() throws SQLException {
		Connection first = begin();
		Append least = this.a.channel().prepare(LogNode.table("users"), first);
		commit(this.a, "orders");
		Connection second = begin();
		Append late = this.a.channel().prepare(LogNode.table("users"), second);
		long id = commit(this.a, "orders");
		LogNode c = open("c");
		assertThat(c.sink().complete()).isEqualTo(least.position() - 1);
		assertThat(c.channel().holes()).isEqualTo(2);
		second.commit();
		c.awaitNamed(late.position());
		first.commit();
		c.awaitNamed(least.position());
		c.awaitComplete(id);
	}

	/**
	 * Once a node has said what is complete, no other looks there again, however long the
	 * table is.
	 */
	@Test
	void nodeThatStartsReadsOnlyWhatMayBeOpen() throws SQLException {
		commit(this.a, "users");
		commit(this.a, "users");
		Connection first = begin();
		Append open = this.a.channel().prepare(LogNode.table("users"), first);
		long newest = commit(this.a, "orders");
		this.a.awaitComplete(open.position() - 1);
		sayWhatIsComplete(open.position() - 1);
		this.b.close();
		execute("delete from " + this.table + " where id = 1");
		LogNode c = open("c");
		assertThat(c.sink().complete()).isEqualTo(open.position() - 1);
		assertThat(c.opened).as("holes").hasValue(1);
		first.commit();
		c.awaitNamed(open.position());
		c.awaitComplete(newest);
	}

	@Test
	void rowsThatWereLostWhileNoNodeRan() throws SQLException {
		commit(this.a, "users");
		long newest = commit(this.a, "users");
		this.a.awaitComplete(newest);
		sayWhatIsComplete(newest);
		long life = this.a.sink().life().epoch();
		close0();
		execute("delete from " + this.table + " where id = " + newest);
		assertThat(open("c").sink().life().epoch()).isNotEqualTo(life);
		assertThat(count("id = -2 and record = '0 0'")).isEqualTo(1);
	}

	private void sayWhatIsComplete(long id) {
		this.a.goAhead(Duration.ofMinutes(20));
		this.a.awaitPoll();
		this.a.goAhead(Duration.ofMinutes(20));
		Awaitility.await("complete").until(() -> count("id = -2 and record = '0 " + id + "'") == 1);
	}

	@Test
	void gapsAreFoundInAnyPartOfTheTable() throws SQLException {
		close0();
		execute("insert into " + this.table + " (id, node, record) values (3, 'z', '-'), (4, 'z', '-'), (5, 'z', '-'), "
				+ "(8, 'z', '-'), (10, 'z', '-'), (11, 'z', '-')");
		try (Connection connection = this.database.getConnection()) {
			LogTable log = LogTable.of(connection, settings("c"));
			for (int limit = 1; limit < 8; limit++) {
				LogReader reader = new LogReader(log, limit, 10);
				assertThat(reader.gaps(connection, 1, 11)).as("%d ids at once", limit)
					.containsExactly(new LogReader.Gap(1, 2), new LogReader.Gap(6, 7), new LogReader.Gap(9, 9));
				assertThat(reader.gaps(connection, 4, 9)).as("%d ids at once", limit)
					.containsExactly(new LogReader.Gap(6, 7), new LogReader.Gap(9, 9));
				assertThat(reader.gaps(connection, 12, 11)).isEmpty();
			}
		}
	}

	@Test
	void ownRecordThatWasNamedIsNotTold() throws SQLException {
		// So that the row is read only after the node has named it.
		this.a.cut();
		Awaitility.await().until(() -> this.a.failures.get() > 0);
		long id = commit(this.a, "users");
		this.a.mend();
		this.a.awaitComplete(id);
		this.b.awaitNamed(id);
		assertThat(this.a.sink().hasNamed(id)).isFalse();
	}

	@Test
	void ownRecordWhoseCommitHadNoReplyIsTold() throws SQLException {
		Connection transaction = begin();
		Append append = this.a.channel().prepare(LogNode.table("users"), transaction);
		commit(this.a, "orders");
		this.a.awaitPoll();
		assertThat(append.isDecided()).isFalse();
		transaction.commit();
		this.a.awaitNamed(append.position());
		Awaitility.await().until(append::isDecided);
	}

	@Test
	void ownRecordThatWasUndoneIsDecidedOnceItsHoleIsClosed() throws SQLException {
		Connection transaction = begin();
		Append append = this.a.channel().prepare(LogNode.table("users"), transaction);
		long id = commit(this.a, "orders");
		this.a.awaitPoll();
		assertThat(append.isDecided()).isFalse();
		transaction.rollback();
		Awaitility.await().until(append::isDecided);
		this.a.awaitComplete(id);
		assertThat(this.a.sink().hasNamed(append.position())).isFalse();
	}

	@Test
	void newestOwnRecordThatWasUndoneIsDecidedThoughNobodyWritesAfterIt() throws SQLException {
		Connection transaction = begin();
		Append append = this.a.channel().prepare(LogNode.table("users"), transaction);
		transaction.rollback();
		Awaitility.await().until(append::isDecided);
		assertThat(this.a.sink().hasNamed(append.position())).isFalse();
	}

	@Test
	void newestOwnRecordIsNotDecidedWhileItsTransactionIsOpen() throws SQLException {
		Connection transaction = begin();
		Append append = this.a.channel().prepare(LogNode.table("users"), transaction);
		assertThat(append.isDecided()).isFalse();
		Awaitility.await("a row after it").until(() -> this.a.channel().holes() > 0);
		assertThat(append.isDecided()).isFalse();
		transaction.commit();
		this.a.awaitNamed(append.position());
		Awaitility.await().until(append::isDecided);
	}

	@Test
	void ownRecordOfAnotherLifeIsDecided() throws SQLException {
		for (int i = 0; i < 50; i++) {
			this.a.write("tag");
		}
		Connection transaction = begin();
		Append append = this.a.channel().prepare(LogNode.table("users"), transaction);
		transaction.rollback();
		execute("drop table " + this.table);
		TableSchema.create(this.database, settings("a"));
		Awaitility.await().until(append::isDecided);
	}

	@Test
	void recordOfAnUnknownTableInvalidatesEverythingOnce() throws SQLException {
		String unknown = "insert into " + this.table + " (node, record) values ('trigger', 't=strange')";
		execute(unknown);
		Awaitility.await().until(() -> this.b.sink().hasNamed(InvalidationRecord.ALL));
		long id = commit(this.a, "users");
		this.b.awaitNamed(id);
		assertThat(this.b.sink().named(id)).isEqualTo(LogNode.table("users"));
	}

	@Test
	void recordInASavepointThatIsRolledBackVanishes() throws SQLException {
		Connection transaction = begin();
		Savepoint savepoint = transaction.setSavepoint();
		Append undone = this.a.channel().prepare(LogNode.table("users"), transaction);
		transaction.rollback(savepoint);
		Append append = this.a.channel().prepare(LogNode.table("orders"), transaction);
		transaction.commit();
		append.committed();
		this.b.awaitNamed(append.position());
		this.b.awaitComplete(append.position());
		assertThat(this.b.sink().hasNamed(undone.position())).isFalse();
	}

	@Test
	void failureUnderASavepointLeavesTheTransactionUsable() throws SQLException {
		execute("create table if not exists kept_rows (id int)");
		execute("delete from kept_rows");
		LogNode c = open(settings("c", Duration.ofMillis(20), false, true), LogNode.LIMITS);
		Connection transaction = begin();
		execute(transaction, "insert into kept_rows values (1)");
		Append append = c.channel().prepare(LogNode.table("users"), transaction);
		execute("alter table " + this.table + " rename to " + this.table + "_away", transaction);
		Connection next = begin();
		execute(next, "insert into kept_rows values (2)");
		assertThatExceptionOfType(AccelerateException.class)
			.isThrownBy(() -> c.channel().prepare(LogNode.table("users"), next));
		next.commit();
		execute("alter table " + this.table + "_away rename to " + this.table);
		this.b.awaitNamed(append.position());
		assertThat(number("select count(*) from kept_rows")).isEqualTo(2);
	}

	private void execute(String sql, Connection first) throws SQLException {
		first.commit();
		execute(sql);
	}

	@Test
	void recordOutsideOfTransactionsTakesEffectAtOnce() throws SQLException {
		long id = this.a.write("one");
		assertThat(count("id = " + id)).isEqualTo(1);
		this.b.awaitNamed(id);
		assertThat(this.b.sink().named(id)).isEqualTo(LogNode.tag("one"));
		this.a.drop();
		this.b.awaitNamed(this.a.write("two"));
	}

	@Test
	void transactionOfAnotherSchemaWritesToTheSameTable() throws SQLException {
		Connection transaction = begin();
		execute(transaction, "create schema if not exists other_tenant");
		if (server() == TestDatabase.MARIADB) {
			transaction.setCatalog("other_tenant");
		}
		else {
			transaction.setSchema((server() == TestDatabase.H2) ? "OTHER_TENANT" : "other_tenant");
		}
		Append append = this.a.channel().prepare(LogNode.table("users"), transaction);
		transaction.commit();
		this.b.awaitNamed(append.position());
	}

	@Test
	void tableInASchemaWhoseNameNeedsQuotes() throws SQLException {
		String quote = (server() == TestDatabase.MARIADB) ? "`" : "\"";
		execute("create schema if not exists " + quote + "Audit Log" + quote);
		TableSettings settings = new TableSettings("Audit Log", "My log", Duration.ofMillis(20), Duration.ofSeconds(2),
				Duration.ofHours(1), false, false, "c");
		TableSchema.create(this.database, settings);
		TableSchema.create(this.database, settings);
		LogNode c = open(settings, LogNode.LIMITS);
		long id = c.write("one");
		c.awaitComplete(id);
		execute("drop table " + quote + "Audit Log" + quote + "." + quote + "My log" + quote);
	}

	@Test
	void asksAtOnceWhenToldTo() throws SQLException {
		LogNode c = open(settings("c", Duration.ofSeconds(30), false, false), LogNode.LIMITS);
		long id = commit(this.a, "users");
		c.channel().catchUp();
		assertThat(c.sink().hasNamed(id)).isTrue();
		assertThat(c.sink().complete()).isEqualTo(id);
	}

	@Test
	void pollsPauseWhileNothingIsRead() throws SQLException {
		LogNode c = open(settings("c"), new TailLimits(10_000, 10_000, Duration.ofSeconds(1), Duration.ofMinutes(1),
				10_000, Duration.ofMinutes(1)));
		c.goAhead(Duration.ofMinutes(2));
		Awaitility.await().until(c.channel()::isPaused);
		int polls = c.polls.get();
		long id = commit(this.a, "users");
		this.b.awaitNamed(id);
		c.write("own");
		this.b.awaitPoll();
		assertThat(c.polls).hasValue(polls);
		c.channel().read(c.nanos());
		c.awaitNamed(id);
		assertThat(c.channel().isPaused()).isFalse();
	}

	@Test
	void moreRowsThanOnePollReads() throws SQLException {
		LogNode c = open(settings("c"),
				new TailLimits(3, 10_000, Duration.ofSeconds(1), Duration.ofMinutes(1), 10_000, Duration.ofDays(1)));
		c.cut();
		Awaitility.await().until(() -> c.failures.get() > 0);
		long last = 0;
		for (int i = 0; i < 20; i++) {
			last = commit(this.a, "users");
		}
		c.mend();
		c.awaitComplete(last);
		assertThat(c.sink().order()).hasSize(20).isSorted();
	}

	@Test
	void isNotHeardBeforeAllIsRead() throws SQLException {
		List<String> events = new ArrayList<>();
		RecordingSink sink = new RecordingSink() {

			@Override
			public void named(long position, InvalidationRecord record) {
				events.add("named");
			}

			@Override
			public void heard(long nanos) {
				events.add("heard");
			}

		};
		try (Connection connection = this.database.getConnection()) {
			Tail tail = tail(connection, sink, TableListener.NONE);
			tail.begin(connection);
			for (int i = 0; i < 3; i++) {
				this.a.write("any");
			}
			assertThat(tail.poll(connection)).isTrue();
			assertThat(tail.poll(connection)).isFalse();
		}
		assertThat(events).containsExactly("heard", "named", "named", "named", "heard");
	}

	private Tail tail(Connection connection, RecordingSink sink, TableListener listener) throws SQLException {
		LogTable log = LogTable.of(connection, settings("c"));
		Holes holes = new Holes(10);
		return new Tail(log, new LogReader(log, 3, 10), holes, new OwnRecords(holes, () -> {
		}, () -> {
		}), "c", (names) -> Tables.NONE, sink, listener, System::nanoTime);
	}

	/**
	 * Whoever sees that rows were read finds their age.
	 */
	@Test
	void ageOfThePollIsKnownBeforeItsRows() throws SQLException {
		AtomicReference<Tail> polled = new AtomicReference<>();
		List<Duration> lags = new ArrayList<>();
		TableListener listener = new TableListener() {

			@Override
			public void polled(int rows) {
				lags.add(polled.get().lag());
			}

		};
		try (Connection connection = this.database.getConnection()) {
			Tail tail = tail(connection, new RecordingSink(), listener);
			polled.set(tail);
			tail.begin(connection);
			this.a.write("any");
			tail.poll(connection);
		}
		assertThat(lags).singleElement().satisfies((lag) -> assertThat(lag).isPositive());
	}

	@Test
	void silenceIsLoggedOnceAndItsEndToo(CapturedOutput output) throws SQLException {
		TableSettings impatient = new TableSettings(null, this.table, Duration.ofMillis(20), Duration.ofMillis(100),
				Duration.ofHours(1), false, false, "c");
		LogNode c = open(impatient, LogNode.LIMITS);
		c.cut();
		Awaitility.await().until(() -> output.getOut().contains("could not be read for"));
		int failures = c.failures.get();
		Awaitility.await().until(() -> c.failures.get() > failures + 1);
		assertThat(c.channel().silence()).isGreaterThan(Duration.ofMillis(100));
		c.mend();
		Awaitility.await().until(() -> output.getOut().contains("is read again"));
		assertThat(output.getOut().split("could not be read for", -1)).hasSize(2);
	}

	@Test
	void agesAndRowsAreMeasured() throws SQLException {
		long id = commit(this.a, "users");
		this.b.awaitComplete(id);
		Awaitility.await().until(() -> this.b.rows.get() == 1);
		assertThat(this.b.channel().lag()).isBetween(Duration.ZERO, Duration.ofSeconds(60));
		assertThat(this.b.polls.get()).isPositive();
	}

	@Test
	void statementOfARecordIsRecognized() throws SQLException {
		List<String> sent = new ArrayList<>();
		Connection connection = begin();
		Connection proxy = (Connection) java.lang.reflect.Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { Connection.class }, (self, method, arguments) -> {
					if (method.getName().equals("prepareStatement")) {
						sent.add((String) arguments[0]);
					}
					return method.invoke(connection, arguments);
				});
		this.a.channel().prepare(LogNode.table("users"), proxy);
		assertThat(sent).hasSize(1).allMatch(this.a.channel()::sends);
		assertThat(this.a.channel().sends("update users set name = 'x'")).isFalse();
		connection.rollback();
	}

	/**
	 * Nodes that fill holes early, while writers wait between their insert and their
	 * commit, and roll back now and then.
	 */
	@Test
	void tellsEveryRecordOfManyWriters() throws Exception {
		long seed = System.nanoTime();
		LogNode c = open(settings("c"),
				new TailLimits(50, 10_000, Duration.ofMillis(5), Duration.ofMinutes(1), 10_000, Duration.ofDays(1)));
		Set<Long> committed = ConcurrentHashMap.newKeySet();
		Set<Long> undone = ConcurrentHashMap.newKeySet();
		ExecutorService writers = Executors.newFixedThreadPool(6);
		this.opened.add(writers::shutdownNow);
		List<Future<?>> done = new ArrayList<>();
		for (int w = 0; w < 6; w++) {
			Random random = new Random(seed + w);
			done.add(writers.submit(() -> {
				try (Connection transaction = this.database.getConnection()) {
					transaction.setAutoCommit(false);
					for (int i = 0; i < 100; i++) {
						Append append = this.a.channel().prepare(LogNode.table("users"), transaction);
						if (random.nextInt(10) == 0) {
							LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(40)));
						}
						if (random.nextInt(20) == 0) {
							transaction.rollback();
							undone.add(append.position());
						}
						else {
							transaction.commit();
							append.committed();
							committed.add(append.position());
						}
					}
					return null;
				}
			}));
		}
		for (Future<?> each : done) {
			each.get();
		}
		long last = commit(this.a, "orders");
		c.awaitComplete(last);
		assertThat(committed).as("seed %d", seed).isNotEmpty().allMatch(c.sink()::hasNamed);
		assertThat(undone).as("seed %d", seed).noneMatch(c.sink()::hasNamed);
	}

	static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	DataSource database() {
		return this.database;
	}

}
