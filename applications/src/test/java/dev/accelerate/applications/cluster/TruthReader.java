package dev.accelerate.applications.cluster;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

import dev.accelerate.applications.cluster.history.HistoryCheck;
import dev.accelerate.applications.cluster.history.Revision;
import dev.accelerate.applications.cluster.history.Table;

/**
 * Reads the tables from the database itself, again and again, so that commits count that
 * nobody could acknowledge. It also commits what was prepared by a process that is dead.
 */
final class TruthReader {

	private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

	private static final String ROWS = Arrays.stream(Table.values())
		.map((table) -> "select " + table.row(0) + " + id, revision from " + table.sqlName())
		.collect(Collectors.joining(" union all "));

	private static final String ABANDONED = "select gid from pg_prepared_xacts where prepared < now() - interval '3 s'";

	private final PostgresServer server;

	private final Map<Integer, Long> latest = new HashMap<>();

	private final HistoryCheck check;

	private volatile boolean ended;

	private final Thread thread = new Thread(this::run, "truth");

	TruthReader(PostgresServer server, HistoryCheck check) {
		this.server = server;
		this.check = check;
		this.thread.start();
	}

	private void run() {
		while (!this.ended) {
			try (Connection connection = this.server.connect(); Statement statement = connection.createStatement()) {
				while (!this.ended) {
					read(statement);
					commitAbandoned(statement);
					LockSupport.parkNanos(PAUSE);
				}
			}
			catch (SQLException ex) {
				// The server is away for a while.
				LockSupport.parkNanos(PAUSE);
			}
		}
	}

	private void read(Statement statement) throws SQLException {
		List<Revision> rows = new ArrayList<>();
		try (ResultSet result = statement.executeQuery(ROWS)) {
			while (result.next()) {
				rows.add(new Revision(result.getInt(1), result.getLong(2)));
			}
		}
		long now = System.nanoTime();
		for (Revision row : rows) {
			Long before = this.latest.put(row.row(), row.value());
			if (before == null || before != row.value()) {
				this.check.seen(row, now);
			}
		}
	}

	private static void commitAbandoned(Statement statement) throws SQLException {
		List<String> abandoned = new ArrayList<>();
		try (ResultSet result = statement.executeQuery(ABANDONED)) {
			while (result.next()) {
				abandoned.add(result.getString(1));
			}
		}
		for (String name : abandoned) {
			statement.execute("commit prepared '" + name + "'");
		}
	}

	void end() throws InterruptedException {
		this.ended = true;
		this.thread.join();
	}

}
