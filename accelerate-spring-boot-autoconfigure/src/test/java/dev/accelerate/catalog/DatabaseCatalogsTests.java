package dev.accelerate.catalog;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.spy;

/**
 * When {@link DatabaseCatalogs} read, and what holds while they have not.
 */
@ExtendWith(OutputCaptureExtension.class)
class DatabaseCatalogsTests {

	private final List<Runnable> waiting = new ArrayList<>();

	private final Database database = new Database("first");

	private long nanos;

	private DatabaseCatalogs catalogs = new DatabaseCatalogs(Runnable::run, () -> this.nanos,
			List.of("Audited.Log_It", "tick"));

	@BeforeEach
	void createTable() throws SQLException {
		this.database.execute("create table users (id int)");
	}

	@AfterEach
	void close() throws SQLException {
		this.database.execute("shutdown");
	}

	@Test
	void withoutAnyDatabaseThereIsNothingToKnow() {
		this.catalogs.changed();
		assertThat(this.catalogs.isKnown(Set.of("anything"), false)).isTrue();
	}

	@Test
	void aCatalogIsReadOnce() {
		this.catalogs.add("database", () -> List.of(this.database));
		assertThat(this.catalogs.isKnown(Set.of("users"), true)).isTrue();
		assertThat(this.catalogs.isKnown(Set.of("users"), false)).isTrue();
		assertThat(this.database.opened).isEqualTo(1);
		assertThat(this.database.closed).isEqualTo(1);
	}

	@Test
	void aCatalogIsReadAgainOnceForEachNameThatIsNew() throws SQLException {
		this.catalogs.add("database", () -> List.of(this.database));
		this.database.execute("create table roles (id int)");
		assertThat(this.catalogs.isKnown(Set.of("roles"), false)).isFalse();
		assertThat(this.catalogs.isKnown(Set.of("roles", "users"), true)).isTrue();
		assertThat(this.catalogs.latest().tables()).contains("users", "roles");
		assertThat(this.catalogs.isKnown(Set.of("no_table"), true)).isTrue();
		assertThat(this.catalogs.isKnown(Set.of("no_table"), false)).isTrue();
		assertThat(this.database.opened).isEqualTo(3);
	}

	@Test
	void aTableThatIsNewIsFoundWithoutWaiting() throws SQLException {
		this.catalogs = new DatabaseCatalogs(this.waiting::add, () -> this.nanos, List.of());
		this.catalogs.add("database", () -> List.of(this.database));
		Runnable before = this.waiting.remove(0);
		this.catalogs.find(Set.of("roles", "no_table"));
		assertThat(this.waiting).as("one reading at a time").isEmpty();
		before.run();
		assertThat(this.catalogs.isKnown(Set.of("roles"), false)).as("asked for after it had begun").isFalse();
		this.database.execute("create table roles (id int)");
		this.waiting.remove(0).run();
		assertThat(this.catalogs.isKnown(Set.of("roles"), false)).isTrue();
		assertThat(this.catalogs.isKnown(Set.of("no_table"), false)).as("a name of no table").isTrue();
		this.catalogs.find(Set.of("roles", "no_table"));
		assertThat(this.waiting).isEmpty();
		assertThat(this.database.opened).isEqualTo(2);
	}

	@Test
	void aCatalogIsReadAgainAfterAChange() {
		this.catalogs.add("database", () -> List.of(this.database));
		this.catalogs.changed();
		assertThat(this.catalogs.isKnown(Set.of("users"), false)).isFalse();
		assertThat(this.catalogs.isKnown(Set.of("users"), true)).isTrue();
		assertThat(this.database.opened).isEqualTo(2);
	}

	@Test
	void whatIsKnownIsOutOfDateUntilAlteredTablesHaveBeenLookedAt() {
		this.catalogs = new DatabaseCatalogs(this.waiting::add, () -> this.nanos, List.of());
		this.catalogs.add("database", () -> List.of(this.database));
		assertThat(this.catalogs.isOutOfDate()).isTrue();
		this.waiting.remove(0).run();
		assertThat(this.catalogs.isOutOfDate()).isFalse();
		this.catalogs.isKnown(Set.of("unknown"), false);
		assertThat(this.catalogs.isOutOfDate()).isFalse();
		this.catalogs.changed();
		assertThat(this.catalogs.isOutOfDate()).isTrue();
		assertThat(this.catalogs.isKnown(Set.of("users"), true)).isFalse();
		this.waiting.remove(0).run();
		assertThat(this.catalogs.isOutOfDate()).isFalse();
	}

	@Test
	void aNameThatWasNoTableIsLookedForAgainAfterAWhile() throws SQLException {
		this.catalogs.add("database", () -> List.of(this.database));
		assertThat(this.catalogs.isKnown(Set.of("roles"), true)).isTrue();
		this.database.execute("create table roles (id int)");
		assertThat(this.catalogs.isKnown(Set.of("roles"), false)).isTrue();
		this.nanos += TimeUnit.SECONDS.toNanos(10);
		assertThat(this.catalogs.isKnown(Set.of("roles"), false)).isFalse();
		assertThat(this.catalogs.isKnown(Set.of("roles"), true)).isTrue();
		assertThat(this.catalogs.isTable("roles")).isTrue();
	}

	/**
	 * As that of a temporary table, which another node writes to again and again.
	 */
	@Test
	void aNameOfNoTableThatIsInUseIsUnknownOnce() {
		this.catalogs.add("database", () -> List.of(this.database));
		int unknown = 0;
		for (int second = 0; second < 30; second++) {
			if (!this.catalogs.isKnown(Set.of("ht_users"), false)) {
				unknown++;
				this.catalogs.find(Set.of("ht_users"));
			}
			this.nanos += TimeUnit.SECONDS.toNanos(1);
		}
		assertThat(unknown).isEqualTo(1);
		assertThat(this.database.opened).isBetween(5, 9);
	}

	@Test
	void whatIsKnownStaysSoWhileAnUnknownNameIsLookedUp() {
		readLater();
		this.catalogs.find(Set.of("ht_users"));
		assertThat(this.waiting).hasSize(1);
		assertThat(this.catalogs.isKnown(Set.of("users"), false)).isTrue();
		assertThat(this.catalogs.isOutOfDate()).isFalse();
		assertThat(this.catalogs.isKnown(Set.of("users", "ht_users"), false)).isFalse();
		this.catalogs.changed();
		assertThat(this.catalogs.isKnown(Set.of("users"), false)).as("may have been altered").isFalse();
		assertThat(this.catalogs.isOutOfDate()).isTrue();
	}

	/**
	 * It may still be executed when a result of what is found is loaded.
	 */
	@Test
	void aWriteOfTheApplicationDoesNotRelyOnWhatIsKnownWhileAnUnknownNameIsLookedUp() {
		readLater();
		this.catalogs.find(Set.of("ht_users"));
		this.nanos += TimeUnit.SECONDS.toNanos(1);
		assertThat(this.catalogs.isKnown(Set.of("users"), true)).isFalse();
		this.waiting.remove(0).run();
		assertThat(this.catalogs.isKnown(Set.of("users"), true)).isTrue();
	}

	@Test
	void aNameOfNoTableIsLookedUpAgainWhileItIsStillKnown() throws SQLException {
		readLater();
		this.catalogs.find(Set.of("adults"));
		this.waiting.remove(0).run();
		List<Boolean> told = new ArrayList<>();
		this.catalogs.tell((catalog) -> told.add(catalog.tables().contains("adults")));
		this.database.execute("create view adults as select * from users");
		assertThat(this.catalogs.isKnown(Set.of("adults"), false)).isTrue();
		assertThat(this.waiting).isEmpty();
		this.nanos += TimeUnit.SECONDS.toNanos(5);
		assertThat(this.catalogs.isKnown(Set.of("users"), true)).isTrue();
		assertThat(this.waiting).as("only what is not in the catalog gets old").isEmpty();
		for (int i = 0; i < 2; i++) {
			assertThat(this.catalogs.isKnown(Set.of("adults"), true)).as("nobody waits").isTrue();
			assertThat(this.waiting).hasSize(1);
		}
		this.waiting.remove(0).run();
		assertThat(told).as("what relies on less is dropped").containsExactly(true);
		assertThat(this.catalogs.isTable("adults")).isTrue();
	}

	@Test
	void aNameOfNoTableIsUnknownIfItIsNotLookedUpAgainInTime() throws SQLException {
		readLater();
		this.catalogs.find(Set.of("adults"));
		this.waiting.remove(0).run();
		this.nanos += TimeUnit.SECONDS.toNanos(9);
		assertThat(this.catalogs.isKnown(Set.of("adults"), false)).isTrue();
		this.nanos += TimeUnit.SECONDS.toNanos(1);
		assertThat(this.waiting).as("a reading that takes long").hasSize(1);
		assertThat(this.catalogs.isKnown(Set.of("adults"), false)).isFalse();
		this.database.execute("create view adults as select * from users");
		this.waiting.remove(0).run();
		assertThat(this.catalogs.isTable("adults")).isTrue();
	}

	/**
	 * The one in progress may have begun before there was a table of the name.
	 */
	@Test
	void aNameThatNobodyCouldWaitForIsFoundByTheNextReading() throws SQLException {
		readLater();
		this.catalogs.find(Set.of("another"));
		this.nanos += TimeUnit.SECONDS.toNanos(1);
		assertThat(this.catalogs.isKnown(Set.of("ht_users"), true)).isFalse();
		this.waiting.remove(0).run();
		assertThat(this.catalogs.isKnown(Set.of("another"), false)).isTrue();
		assertThat(this.catalogs.isKnown(Set.of("ht_users"), false)).isFalse();
		assertThat(this.waiting).hasSize(1);
		this.waiting.remove(0).run();
		assertThat(this.catalogs.isKnown(Set.of("ht_users"), false)).isTrue();
	}

	private void readLater() {
		this.catalogs = new DatabaseCatalogs(this.waiting::add, () -> this.nanos, List.of());
		this.catalogs.add("database", () -> List.of(this.database));
		this.waiting.remove(0).run();
	}

	@Test
	void aReadingThatCannotBeginIsTriedAgain() {
		AtomicBoolean full = new AtomicBoolean(true);
		this.catalogs = new DatabaseCatalogs((reading) -> {
			if (full.get()) {
				throw new RejectedExecutionException();
			}
			reading.run();
		}, () -> this.nanos, List.of());
		this.catalogs.add("database", () -> List.of(this.database));
		assertThat(this.catalogs.isKnown(Set.of("users"), true)).isFalse();
		full.set(false);
		this.nanos += TimeUnit.SECONDS.toNanos(10);
		assertThat(this.catalogs.isKnown(Set.of("users"), true)).isTrue();
	}

	/**
	 * The statements that read the catalog may be followed like any others.
	 */
	@Test
	void whatReadsDoesNotWaitForItself() {
		List<Boolean> known = new ArrayList<>();
		this.catalogs.add("database", () -> {
			known.add(this.catalogs.isKnown(Set.of("users"), true));
			return List.of(this.database);
		});
		assertThat(known).containsExactly(false);
		assertThat(this.catalogs.isKnown(Set.of("users"), false)).isTrue();
	}

	/**
	 * What is just being read may be older than the change.
	 */
	@Test
	void aChangeWhileACatalogIsReadIsNotMissed() {
		this.catalogs.tell((catalog) -> {
			if (this.database.opened == 1) {
				this.catalogs.changed();
			}
		});
		this.catalogs.add("database", () -> List.of(this.database));
		assertThat(this.catalogs.isKnown(Set.of("users"), false)).isFalse();
		assertThat(this.catalogs.isKnown(Set.of("users"), true)).isTrue();
		assertThat(this.database.opened).isEqualTo(2);
	}

	/**
	 * Whoever relies on it must find that nothing is left which relies on less.
	 */
	@Test
	void whatIsReadIsToldBeforeItCountsAsKnown() {
		List<Boolean> known = new ArrayList<>();
		this.catalogs.tell((catalog) -> known.add(this.catalogs.isKnown(Set.of("users"), false)));
		this.catalogs.add("database", () -> List.of(this.database));
		assertThat(known).containsExactly(false);
	}

	@Test
	void nobodyWaitsForAReadingThatTakesLong() {
		Executor later = this.waiting::add;
		this.catalogs = new DatabaseCatalogs(later, () -> this.nanos, List.of());
		this.catalogs.add("database", () -> List.of(this.database));
		this.nanos += TimeUnit.SECONDS.toNanos(1);
		assertThat(this.catalogs.isKnown(Set.of("users"), true)).isFalse();
		assertThat(this.waiting).hasSize(1);
		this.waiting.get(0).run();
		assertThat(this.catalogs.isKnown(Set.of("users"), false)).isTrue();
	}

	@Test
	void whatCannotBeReadIsReportedOnceAndTriedAgainLater(CapturedOutput output) {
		this.database.failing = true;
		this.catalogs.add("database", () -> List.of(this.database));
		assertThat(this.catalogs.isKnown(Set.of("users"), true)).isFalse();
		assertThat(this.catalogs.obtain(Set.of("users"))).isNull();
		assertThat(this.database.opened).isEqualTo(1);
		this.nanos += TimeUnit.SECONDS.toNanos(11);
		assertThat(this.catalogs.isKnown(Set.of("users"), true)).isFalse();
		assertThat(this.database.opened).isEqualTo(2);
		this.database.failing = false;
		this.nanos += TimeUnit.SECONDS.toNanos(11);
		assertThat(this.catalogs.isKnown(Set.of("users"), true)).isTrue();
		assertThat(output.getOut()).containsOnlyOnce("accelerate.invalidation.catalog=off")
			.contains("SQL state 08001")
			.doesNotContain("a secret");
	}

	@Test
	void ofADatabaseThatIsAwayCountsWhatWasReadLast(CapturedOutput output) throws SQLException {
		Database other = addBoth();
		other.failing = true;
		this.database.execute("create table roles (id int)");
		assertThat(this.catalogs.isKnown(Set.of("roles", "orders"), true)).isTrue();
		assertThat(this.catalogs.isOutOfDate()).isFalse();
		assertThat(this.catalogs.latest().tables()).contains("users", "roles", "orders");
		assertThat(output.getOut()).containsOnlyOnce("The catalog of the database other could not be read")
			.contains("The last good reading counts")
			.doesNotContain("database first");
		other.execute("shutdown");
	}

	/**
	 * It may be one of the database that is away.
	 */
	@Test
	void aNameIsNotTakenForThatOfNoTableWhileADatabaseIsAway() throws SQLException {
		Database other = addBoth();
		other.failing = true;
		for (int i = 0; i < 3; i++) {
			assertThat(this.catalogs.isKnown(Set.of("new_one"), true)).isFalse();
		}
		assertThat(other.opened).isEqualTo(2);
		other.failing = false;
		other.execute("create table new_one (id int)");
		this.nanos += TimeUnit.SECONDS.toNanos(10);
		assertThat(this.catalogs.isKnown(Set.of("new_one"), true)).isTrue();
		assertThat(this.catalogs.isTable("new_one")).isTrue();
		other.execute("shutdown");
	}

	@Test
	void nothingIsKnownWhereTablesMayHaveBeenAlteredInADatabaseThatIsAway() throws SQLException {
		Database other = addBoth();
		other.failing = true;
		this.catalogs.changed();
		assertThat(this.catalogs.isKnown(Set.of("users"), true)).isFalse();
		assertThat(this.catalogs.isOutOfDate()).isTrue();
		other.failing = false;
		this.nanos += TimeUnit.SECONDS.toNanos(10);
		assertThat(this.catalogs.isKnown(Set.of("users"), true)).isTrue();
		other.execute("shutdown");
	}

	@Test
	void nothingIsKnownWhileADatabaseHasNeverBeenRead(CapturedOutput output) throws SQLException {
		Database other = new Database("other");
		other.failing = true;
		this.catalogs.add("database", () -> List.of(other, this.database));
		assertThat(this.catalogs.isKnown(Set.of("users"), true)).isFalse();
		assertThat(this.catalogs.isOutOfDate()).isTrue();
		assertThat(output.getOut()).contains("The catalog of the database other could not be read")
			.contains("no result is stored");
	}

	@Test
	void aDatabaseThatSaysNothingIsNotWaitedForForEver() {
		this.catalogs.add("database", () -> List.of(this.database));
		assertThat(this.database.limits).hasSize(2);
		assertThat(this.database.limits.get(0)).isPositive();
		assertThat(this.database.limits.get(1)).isEqualTo(7_000_000);
	}

	@Test
	void limitOfSilenceIsSetBackThoughReadingFails() {
		this.database.failingLater = true;
		this.catalogs.add("database", () -> List.of(this.database));
		assertThat(this.database.limits).hasSize(2).last().isEqualTo(7_000_000);
		assertThat(this.database.closed).isEqualTo(this.database.opened);
	}

	private Database addBoth() throws SQLException {
		Database other = new Database("other");
		other.execute("create table orders (id int)");
		this.catalogs.add("databases", () -> List.of(other, this.database));
		assertThat(this.catalogs.isKnown(Set.of("users", "orders"), true)).isTrue();
		return other;
	}

	@Test
	void aFunctionThatMayWriteIsNamedUnlessItIsSaidToBeHarmless() throws SQLException {
		for (String name : List.of("purge", "log_it", "tick")) {
			this.database.execute("create alias " + name + " for \"java.lang.Math.abs(int)\"");
		}
		this.database.execute("create alias pure deterministic for \"java.lang.Math.abs(int)\"");
		this.catalogs.add("database", () -> List.of(this.database));
		assertThat(this.catalogs.findVolatile(Set.of("count", "pure", "tick", "unknown"), true)).isNull();
		assertThat(this.catalogs.findVolatile(Set.of("count", "purge"), true)).isEqualTo("purge");
		assertThat(this.catalogs.findVolatile(Set.of("log_it"), true)).isEqualTo("log_it");
		assertThat(this.catalogs.findVolatile(Set.of("log_it", "audited.log_it"), true)).isNull();
	}

	@Test
	void manyNamesThatAreNoTablesDoNotHaveTheCatalogReadForEver() {
		this.catalogs.add("database", () -> List.of(this.database));
		for (int i = 0; i < 1100; i++) {
			assertThat(this.catalogs.isKnown(Set.of("made_up_" + i), true)).isTrue();
		}
		assertThat(this.database.opened).isLessThan(1050);
	}

	@Test
	void aNewTableIsFoundThoughThereAreTooManyNamesThatAreNoTables() throws SQLException {
		this.catalogs.add("database", () -> List.of(this.database));
		for (int i = 0; i < 1100; i++) {
			this.catalogs.isKnown(Set.of("made_up_" + i), true);
		}
		this.database.execute("create table roles (id int)");
		assertThat(this.catalogs.isKnown(Set.of("roles"), false)).isTrue();
		assertThat(this.catalogs.isTable("roles")).isFalse();
		this.nanos += TimeUnit.SECONDS.toNanos(10);
		assertThat(this.catalogs.isKnown(Set.of("roles"), false)).isFalse();
		assertThat(this.catalogs.isKnown(Set.of("roles"), true)).isTrue();
		assertThat(this.catalogs.isTable("roles")).isTrue();
		int opened = this.database.opened;
		assertThat(this.catalogs.isKnown(Set.of("made_up_later"), false)).isTrue();
		assertThat(this.database.opened).isEqualTo(opened);
	}

	private static final class Database implements DatabaseSource {

		private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";

		private final String name;

		/**
		 * Limits of silence that were set.
		 */
		private final List<Integer> limits = new ArrayList<>();

		private boolean failing;

		private boolean failingLater;

		private int opened;

		private int closed;

		Database(String name) {
			this.name = name;
		}

		@Override
		public String name() {
			return "the database " + this.name;
		}

		@Override
		public Connection open() throws SQLException {
			this.opened++;
			if (this.failing) {
				throw new SQLException("a secret", "08001");
			}
			Connection connection = spy(DriverManager.getConnection(this.url));
			doReturn(7_000_000).when(connection).getNetworkTimeout();
			doAnswer((call) -> this.limits.add(call.getArgument(1))).when(connection)
				.setNetworkTimeout(any(), anyInt());
			if (this.failingLater) {
				doThrow(new SQLException("a secret", "08006")).when(connection).getMetaData();
			}
			return connection;
		}

		@Override
		public void close(Connection connection) throws SQLException {
			this.closed++;
			connection.close();
		}

		private void execute(String sql) throws SQLException {
			try (Connection connection = DriverManager.getConnection(this.url)) {
				connection.createStatement().execute(sql);
			}
		}

	}

}
