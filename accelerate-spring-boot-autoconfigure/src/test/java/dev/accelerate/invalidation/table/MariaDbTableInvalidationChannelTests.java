package dev.accelerate.invalidation.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

import dev.accelerate.AccelerateException;
import dev.accelerate.ErrorCode;
import dev.accelerate.invalidation.InvalidationChannel.Append;
import dev.accelerate.testing.MariaDbCondition;
import dev.accelerate.testing.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link TableInvalidationChannel} on MariaDB, whose transactions are REPEATABLE READ.
 */
@Tag("mariadb")
@ExtendWith(MariaDbCondition.class)
class MariaDbTableInvalidationChannelTests extends TableInvalidationChannelTests {

	@Override
	TestDatabase server() {
		return TestDatabase.MARIADB;
	}

	@Override
	String product() {
		return "MariaDB";
	}

	@Override
	Connection readOnly() throws SQLException {
		Connection connection = begin();
		execute(connection, "start transaction read only");
		return connection;
	}

	/**
	 * The server lets no id come back while a greater one is there. So somebody gives the
	 * row an old id.
	 */
	@Override
	void restartIds() throws SQLException {
		execute("create trigger restart before insert on " + this.table
				+ " for each row set new.id = if(new.node = 'trigger', 1, new.id)");
	}

	@Override
	void skipTo(long id) throws SQLException {
		execute("alter table " + this.table + " auto_increment = " + id);
	}

	@Override
	String waiters() {
		return "select count(*) from information_schema.innodb_trx where trx_state = 'LOCK WAIT'";
	}

	/**
	 * The id is taken when the insert waits for the gap that another transaction has
	 * locked.
	 */
	@Override
	Append writeWhileIdIsFilled(Connection transaction, ExecutorService threads) throws Exception {
		long last = this.b.write("before");
		Connection filler = begin();
		execute(filler, "select * from " + this.table + " where id > " + last + " for update");
		Future<Append> append = threads.submit(() -> this.a.channel().prepare(LogNode.table("users"), transaction));
		Awaitility.await().until(() -> number(waiters()) == 1);
		execute(filler, "insert into " + this.table + " (id, node, record) values (" + (last + 1) + ", 'z', '-')");
		filler.commit();
		assertThat(append.get().position()).isGreaterThan(last + 1);
		return append.get();
	}

	@Test
	void serverThatAcceptsNoWrites() throws SQLException {
		execute("set global read_only = 1");
		try {
			int failures = this.b.failures.get();
			Awaitility.await().until(() -> this.b.failures.get() > failures + 1);
			assertThatExceptionOfType(AccelerateException.class).isThrownBy(() -> open("c"))
				.withMessageContaining("does not accept writes")
				.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.P6001));
		}
		finally {
			execute("set global read_only = 0");
		}
		this.b.awaitNamed(this.a.write("after"));
		assertThat(this.b.sink().lives()).hasSize(1);
	}

	@Test
	void serversThatWriteAtTheSameTimeAreRefused() {
		LogNode c = new LogNode(
				new DriverManagerDataSource(this.database.getUrl() + "?sessionVariables=auto_increment_increment=2",
						this.database.getUsername(), this.database.getPassword()),
				settings("c"), LogNode.LIMITS);
		assertThatExceptionOfType(AccelerateException.class).isThrownBy(c::start)
			.withMessageContaining("auto_increment_increment")
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.P6001));
	}

}
