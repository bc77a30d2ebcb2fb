package dev.accelerate.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link Leftovers}: what a class holds is forgotten, and a database that is in use
 * stays.
 */
class LeftoversTests {

	@Test
	void staticFieldsAreForgottenUnlessFinalOrToBeClosed() throws IllegalAccessException {
		Leftovers.forget(Holder.class);
		assertThat(Holder.held).isNull();
		assertThat(Holder.Inner.held).isNull();
		assertThat(Holder.KEPT).isNotNull();
		assertThat(Holder.closedLater).isNotNull();
		assertThat(Holder.count).isEqualTo(1);
	}

	@Test
	void databaseIsClosedOnceNobodyUsesIt() throws SQLException {
		String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
		try (Connection connection = DriverManager.getConnection(url)) {
			connection.createStatement().execute("create table leftover (id bigint)");
			Leftovers.closeUnused();
			assertThat(hasTable(connection)).isTrue();
		}
		try (Connection connection = DriverManager.getConnection(url)) {
			assertThat(hasTable(connection)).isTrue();
		}
		Leftovers.closeUnused();
		try (Connection connection = DriverManager.getConnection(url)) {
			assertThat(hasTable(connection)).isFalse();
		}
	}

	private static boolean hasTable(Connection connection) throws SQLException {
		return connection.getMetaData().getTables(null, "PUBLIC", "LEFTOVER", null).next();
	}

	static class Holder {

		static final Object KEPT = new Object();

		static Object held = new Object();

		@AutoClose
		static AutoCloseable closedLater = () -> {
		};

		static int count = 1;

		static class Inner {

			static Object held = new Object();

		}

	}

}
