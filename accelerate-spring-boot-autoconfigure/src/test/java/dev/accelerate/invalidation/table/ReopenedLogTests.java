package dev.accelerate.invalidation.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.accelerate.invalidation.ChannelClosedException;
import dev.accelerate.invalidation.DatabaseLogs;
import dev.accelerate.invalidation.Dependencies;
import dev.accelerate.invalidation.InvalidationChannel;
import dev.accelerate.invalidation.InvalidationListener.Origin;
import dev.accelerate.invalidation.InvalidationRecord;
import dev.accelerate.invalidation.Invalidations;
import dev.accelerate.invalidation.NodeInvalidationLog;
import dev.accelerate.invalidation.Stamp;
import dev.accelerate.invalidation.Tables;
import dev.accelerate.invalidation.Tags;
import dev.accelerate.invalidation.TransactionWrites;
import dev.accelerate.testing.TestDatabase;
import dev.accelerate.testing.TestInvalidations;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link DatabaseLogs} that open a log again, because the context whose connections its
 * {@link TableInvalidationChannel} used has closed: what becomes of that which was under
 * way.
 */
@ExtendWith(OutputCaptureExtension.class)
abstract class ReopenedLogTests {

	private static final AtomicInteger NAMES = new AtomicInteger();

	private static final Duration OFTEN = Duration.ofMillis(20);

	private static final Duration HARDLY_EVER = Duration.ofMinutes(5);

	private static final Set<Object> FIRST = Set.of("database", "unit of the first context");

	private static final Set<Object> SECOND = Set.of("database", "unit of the second context");

	private static final Tables USERS = Tables.of(Map.of("users", LogNode.TABLES.get("users")));

	private final DatabaseLogs logs = new DatabaseLogs(DatabaseLogs.Use.REQUIRED, Duration.ZERO, Duration.ofMinutes(10),
			System::nanoTime);

	private final List<Runnable> later = new ArrayList<>();

	private final Invalidations invalidations = new Invalidations(
			new NodeInvalidationLog(this.logs, Duration.ZERO, System::nanoTime), this.logs, TestInvalidations.UNHEARD,
			Duration.ofMinutes(1), (delay) -> this.later::add);

	private final TransactionWrites writes = new TransactionWrites(this.invalidations, Origin.STATEMENTS, "database");

	private final List<Connection> transactions = new ArrayList<>();

	private final String table = "reopened_log_" + NAMES.incrementAndGet();

	private DriverManagerDataSource database;

	private Runnable started = () -> {
	};

	abstract TestDatabase server();

	@BeforeEach
	void start() {
		Map<String, Object> properties = server().properties();
		this.database = new DriverManagerDataSource((String) properties.get("spring.datasource.url"),
				(String) properties.getOrDefault("spring.datasource.username", "sa"),
				(String) properties.getOrDefault("spring.datasource.password", ""));
		begin();
		TableSchema.create(this.database, settings(OFTEN));
	}

	@AfterEach
	void close() throws SQLException {
		this.logs.remove(List.of(FIRST, SECOND));
		for (Connection transaction : this.transactions) {
			transaction.close();
		}
	}

	private JdbcTemplate jdbc() {
		return new JdbcTemplate(this.database);
	}

	private Connection begin() {
		try {
			Connection connection = this.database.getConnection();
			connection.setAutoCommit(false);
			this.transactions.add(connection);
			return connection;
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private TableSettings settings(Duration interval) {
		return new TableSettings(null, this.table, interval, Duration.ofMinutes(10), Duration.ofHours(2), false, false,
				UUID.randomUUID().toString());
	}

	/**
	 * Opens the log by the connections of the first context, which the second one uses,
	 * too.
	 * @param interval how often the channel of the second context polls
	 */
	private void open(Duration interval) {
		assertThat(this.logs.add(() -> channel(OFTEN), FIRST)).isTrue();
		assertThat(this.logs.add(() -> new HookedChannel(channel(interval), () -> this.started.run()), SECOND))
			.isFalse();
		this.logs.started();
	}

	private TableInvalidationChannel channel(Duration interval) {
		return new TableInvalidationChannel(this.database, settings(interval), ReopenedLogTests::tables,
				System::nanoTime, TableListener.NONE);
	}

	private static @Nullable Tables tables(Collection<String> names) {
		return Tables.of(names.stream().distinct().collect(Collectors.toMap((name) -> name, LogNode.TABLES::get)));
	}

	private void closeFirst() {
		InvalidationChannel before = this.logs.channel("database");
		this.logs.remove(List.of(FIRST));
		assertThat(this.logs.channel("database")).isNotNull().isNotSameAs(before);
	}

	/**
	 * Lets a transaction take an id and stay open, so that nothing that follows is
	 * complete.
	 */
	private Connection openHole() throws SQLException {
		Connection transaction = begin();
		try (Statement statement = transaction.createStatement()) {
			statement.execute("insert into " + this.table + " (node, record) values ('other', 't=teams')");
		}
		return transaction;
	}

	private void prepare(Connection transaction) {
		this.writes.add(InvalidationRecord.of(USERS));
		try {
			assertThat(this.writes.committing(() -> transaction)).isTrue();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void commit(Connection transaction) {
		try {
			transaction.commit();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
		this.writes.committed();
	}

	private void write() {
		Connection transaction = begin();
		prepare(transaction);
		commit(transaction);
	}

	private long greatestId() {
		return jdbc().queryForObject("select max(id) from " + this.table, Long.class);
	}

	private List<String> records() {
		return jdbc().queryForList("select record from " + this.table + " where id > 0 and record <> '-' order by id",
				String.class);
	}

	private String[] token() {
		return this.invalidations.token(null).split("\\.");
	}

	private long position() {
		return Long.parseLong(token()[1], 16);
	}

	private boolean isValid(Stamp stamp) {
		return this.invalidations.isValid(new Dependencies(stamp, Tags.NONE, USERS), Tags.NONE, System.nanoTime());
	}

	@Test
	void aCommitWithoutAReplyIsDecidedThoughItsChannelIsClosed() {
		open(OFTEN);
		Connection transaction = begin();
		prepare(transaction);
		this.writes.unknown();
		this.later.remove(0).run();
		assertThat(isValid(this.invalidations.stamp())).as("pending").isFalse();
		closeFirst();
		this.later.remove(0).run();
		assertThat(this.later).isEmpty();
		Stamp stamp = this.invalidations.stamp();
		assertThat(isValid(stamp)).isTrue();
		commit(transaction);
		Awaitility.await("the new channel tells of the commit").until(() -> !isValid(stamp));
		Awaitility.await().until(() -> isValid(this.invalidations.stamp()));
	}

	@Test
	void aTokenIncludesWhatWasCommittedByTheOldChannelWhileTheNewOneStarted() throws SQLException {
		open(HARDLY_EVER);
		openHole();
		this.started = this::write;
		closeFirst();
		assertThat(position()).isEqualTo(greatestId());
	}

	@Test
	void aTokenIncludesACommitWhoseRowIsOfTheOldChannel() throws SQLException {
		open(HARDLY_EVER);
		openHole();
		Connection transaction = begin();
		prepare(transaction);
		closeFirst();
		long before = position();
		commit(transaction);
		assertThat(position()).isEqualTo(greatestId()).isGreaterThan(before);
		assertThat(this.invalidations.reaches(this.invalidations.token(null))).as("it is behind a hole").isFalse();
	}

	@Test
	void aTokenInANewLifeIncludesWhatWasCommittedBeforeIt() throws SQLException {
		open(OFTEN);
		openHole();
		write();
		long written = greatestId();
		String life = token()[0];
		jdbc().update("update " + this.table + " set record = ? where id = -1", UUID.randomUUID().toString());
		Awaitility.await("a new life").until(() -> !token()[0].equals(life));
		assertThat(position()).isGreaterThanOrEqualTo(written);
	}

	@Test
	void aRowIsWrittenByTheNewChannelIfTheOldOneIsClosedRightBefore() throws SQLException {
		open(OFTEN);
		Connection transaction = begin();
		this.writes.add(InvalidationRecord.of(USERS));
		assertThat(this.writes.committing(() -> {
			closeFirst();
			return transaction;
		})).isTrue();
		commit(transaction);
		assertThat(records()).containsExactly("t=users");
	}

	@Test
	void whatALogMustStillBeToldIsToldByTheNewChannel() {
		open(OFTEN);
		leaveUntold();
		closeFirst();
		this.later.remove(0).run();
		assertThat(this.later).as("tries").isEmpty();
		assertThat(records()).containsExactly("t=users", "t=users");
		assertThat(isValid(this.invalidations.stamp())).isTrue();
	}

	@Test
	void aLogThatNobodyUsesAnyMoreIsNotToldForEver(CapturedOutput output) {
		open(OFTEN);
		leaveUntold();
		this.logs.remove(List.of(FIRST, SECOND));
		this.later.remove(0).run();
		assertThat(this.later).as("tries").isEmpty();
		assertThat(output).contains("WARN").contains("Other instances are not told of a commit");
	}

	/**
	 * Ends a transaction without a row whose outcome is unknown, so that the log is told
	 * of it now and once more.
	 */
	private void leaveUntold() {
		this.writes.add(InvalidationRecord.of(USERS));
		this.writes.committing();
		this.writes.unknown();
		assertThat(records()).containsExactly("t=users");
		assertThat(this.later).hasSize(1);
	}

	@Test
	void aClosedWriterOpensNoConnection() throws SQLException {
		AtomicInteger connections = new AtomicInteger();
		Supplier<Connection> counted = () -> {
			connections.incrementAndGet();
			return begin();
		};
		RecordWriter writer = new RecordWriter(LogTable.of(begin(), settings(OFTEN)), settings(OFTEN),
				new LogConnection(new DriverManagerDataSource() {

					@Override
					public Connection getConnection() {
						return counted.get();
					}

				}, 1000));
		assertThat(writer.write(InvalidationRecord.NONE)).isPositive();
		assertThat(connections).hasValue(1);
		writer.close();
		assertThatExceptionOfType(ChannelClosedException.class).isThrownBy(() -> writer.write(InvalidationRecord.NONE));
		assertThat(writer.isWritten(1, "any")).isFalse();
		assertThat(connections).hasValue(1);
	}

	/**
	 * Channel that does something once it has started.
	 */
	private record HookedChannel(TableInvalidationChannel channel, Runnable started) implements InvalidationChannel {

		@Override
		public void start(Sink sink) {
			this.channel.start(sink);
			this.started.run();
		}

		@Override
		public Append prepare(InvalidationRecord record, @Nullable Connection transaction) {
			return this.channel.prepare(record, transaction);
		}

		@Override
		public boolean sharesLog(InvalidationChannel other) {
			return this.channel.sharesLog(other);
		}

		@Override
		public void catchUp() {
			this.channel.catchUp();
		}

		@Override
		public void read(long now) {
			this.channel.read(now);
		}

		@Override
		public void close() {
			this.channel.close();
		}

	}

}
