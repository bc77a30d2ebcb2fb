package dev.accelerate.invalidation.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link SharedTable} of data sources that do not set back what was changed of their
 * connections.
 */
class SharedTableTests {

	private final DriverManagerDataSource log = new DriverManagerDataSource(
			"jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");

	@Test
	void leavesAConnectionAsItWas() throws SQLException {
		TableSettings settings = new TableSettings(null, "log", Duration.ofMillis(20), Duration.ofSeconds(60),
				Duration.ofHours(1), false, false, "node");
		TableSchema.create(this.log, settings);
		try (Connection connection = this.log.getConnection()) {
			connection.setAutoCommit(false);
			SingleConnectionDataSource unit = new SingleConnectionDataSource(connection, true);
			assertThat(SharedTable.refusal(this.log, unit, settings)).isNull();
			assertThat(connection.getAutoCommit()).isFalse();
		}
	}

}
