package dev.accelerate.invalidation.table;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

import dev.accelerate.invalidation.InvalidationChannel.Append;
import dev.accelerate.testing.TestDatabase;
import org.awaitility.Awaitility;
import org.h2.api.Trigger;

/**
 * {@link TableInvalidationChannel} on H2.
 */
class H2TableInvalidationChannelTests extends TableInvalidationChannelTests {

	@Override
	TestDatabase server() {
		return TestDatabase.H2;
	}

	@Override
	String parameters() {
		return ";DB_CLOSE_DELAY=-1";
	}

	@Override
	String product() {
		return "H2";
	}

	@Override
	Connection readOnly() throws SQLException {
		execute("create user if not exists reader password 'reader'");
		execute("grant select on " + this.table + " to reader");
		Connection connection = DriverManager.getConnection(this.database.getUrl().replace(parameters(), ""), "reader",
				"reader");
		connection.setAutoCommit(false);
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
		return "select count(*) from information_schema.sessions where blocker_id is not null";
	}

	@Override
	Append writeWhileIdIsFilled(Connection transaction, ExecutorService threads) throws Exception {
		PausedInsert.begin();
		execute("create trigger pause_" + this.table + " before insert on " + this.table + " for each row call \""
				+ PausedInsert.class.getName() + "\"");
		Future<Append> append = threads.submit(() -> this.a.channel().prepare(LogNode.table("users"), transaction));
		await(PausedInsert.entered);
		long taken = PausedInsert.id;
		this.b.write("next");
		Awaitility.await().until(() -> count("id = " + taken) == 1);
		PausedInsert.go.countDown();
		return append.get();
	}

	/**
	 * Trigger that lets the first record of a node wait when it has its id.
	 */
	public static final class PausedInsert implements Trigger {

		static volatile CountDownLatch entered;

		static volatile CountDownLatch go;

		static volatile long id;

		static void begin() {
			entered = new CountDownLatch(1);
			go = new CountDownLatch(1);
		}

		@Override
		public void fire(Connection connection, Object[] oldRow, Object[] newRow) {
			if ("a".equals(newRow[2]) && !RecordText.NOTHING.equals(newRow[3]) && entered.getCount() > 0) {
				id = (Long) newRow[0];
				entered.countDown();
				TableInvalidationChannelTests.await(go);
			}
		}

	}

}
