package dev.accelerate.invalidation.table;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Hints by which nodes on PostgreSQL tell each other to poll sooner.
 *
 * @param channel the name by which they notify each other
 * @param node the name of this node
 */
record Hints(String channel, String node) {

	private static final Log logger = LogFactory.getLog(Hints.class);

	/**
	 * Returns the hints of a table, or {@code null} if there are none.
	 */
	static @Nullable Hints of(LogTable table, TableSettings settings) {
		if (!settings.notifications() || !table.dialect().platform().equals("postgresql")) {
			return null;
		}
		UUID name = UUID.nameUUIDFromBytes(table.name().getBytes(StandardCharsets.UTF_8));
		return new Hints("accelerate_" + name.toString().replace('-', '_'), settings.node());
	}

	/**
	 * Returns the statement that tells other nodes to poll.
	 */
	String statement() {
		return "select pg_notify('" + this.channel + "', '" + this.node.replace("'", "''") + "')";
	}

	/**
	 * Listens for hints of other nodes.
	 * @param wake is run for each of them
	 * @return what listens, or {@code null} if the driver cannot
	 */
	@Nullable AutoCloseable listen(LogConnection connection, Runnable wake) {
		try {
			return new PostgresNotifications(connection, this.channel, this.node, wake);
		}
		catch (ClassNotFoundException | LinkageError ex) {
			logger.info("The driver of PostgreSQL is not on the class path, so that no hints are heard");
			return null;
		}
	}

}
