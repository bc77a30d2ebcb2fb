package dev.accelerate.invalidation.table;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import javax.sql.DataSource;

import dev.accelerate.AccelerateException;
import dev.accelerate.ErrorCode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link TableInvalidationChannel} on a PostgreSQL with a standby that takes over.
 */
@Tag("postgres")
class PostgresFailoverTests {

	private static final TableSettings SETTINGS = new TableSettings(null, "log", Duration.ofMillis(20),
			Duration.ofSeconds(60), Duration.ofHours(1), false, false, "a");

	@TempDir
	private Path directory;

	private EmbeddedPostgres primary;

	private EmbeddedPostgres standby;

	@BeforeEach
	void start() throws IOException, SQLException {
		int port = freePort();
		this.primary = open("primary", port);
		TableSchema.create(this.primary.getPostgresDatabase(), SETTINGS);
		this.primary.close();
		copy();
		Files.writeString(this.directory.resolve("standby/postgresql.auto.conf"),
				"primary_conninfo = 'host=127.0.0.1 port=%d user=postgres'%n".formatted(port),
				StandardOpenOption.APPEND);
		Files.createFile(this.directory.resolve("standby/standby.signal"));
		this.primary = open("primary", port);
		this.standby = open("standby", freePort());
	}

	/**
	 * Copies the data of the server, which is stopped. The server refuses a directory
	 * that others may read.
	 */
	private void copy() throws IOException {
		Path copy = this.directory.resolve("standby");
		FileSystemUtils.copyRecursively(this.directory.resolve("primary"), copy);
		Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwx------"));
		Files.deleteIfExists(copy.resolve("postmaster.pid"));
		Files.deleteIfExists(copy.resolve("epg-lock"));
	}

	private EmbeddedPostgres open(String name, int port) throws IOException {
		return EmbeddedPostgres.builder()
			.setDataDirectory(this.directory.resolve(name))
			.setCleanDataDirectory(false)
			.setPort(port)
			.setServerConfig("synchronous_commit", "on")
			.start();
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	@AfterEach
	void stop() throws IOException {
		this.primary.close();
		this.standby.close();
	}

	@Test
	void unitsOnStandbysAndCopiesDoNotShareTheLog() throws Exception {
		DataSource log = this.primary.getPostgresDatabase();
		assertThat(SharedTable.refusal(log, log, SETTINGS)).isNull();
		DataSource unit = this.standby.getPostgresDatabase();
		assertThat(SharedTable.refusal(log, unit, SETTINGS)).contains("does not accept writes");
		try (Connection connection = unit.getConnection(); Statement statement = connection.createStatement()) {
			statement.execute("select pg_promote(true, 60)");
		}
		assertThat(SharedTable.refusal(log, unit, SETTINGS)).contains("another server");
	}

	@Test
	void standbyIsNotTrustedUntilItTakesOver() throws Exception {
		DelegatingDataSource current = new DelegatingDataSource(this.primary.getPostgresDatabase());
		DataSource other = this.standby.getPostgresDatabase();
		try (LogNode a = node(current, "a"); LogNode b = node(current, "b")) {
			a.start();
			b.start();
			long id = a.write("one");
			b.awaitNamed(id);
			b.awaitComplete(id);
			long before = b.sink().life().epoch();

			current.setTargetDataSource(other);
			b.drop();
			int failures = b.failures.get();
			Awaitility.await().until(() -> b.failures.get() > failures + 1);
			long heard = b.sink().heard();
			assertThatExceptionOfType(AccelerateException.class).isThrownBy(() -> node(other, "c").start())
				.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.P6001))
				.withMessageContaining("does not accept writes");
			Awaitility.await().until(() -> b.failures.get() > failures + 3);
			assertThat(b.sink().heard()).isEqualTo(heard);
			assertThat(b.sink().lives()).hasSize(1);

			this.primary.close();
			execute(other, "select pg_promote()");
			a.drop();
			Awaitility.await().until(() -> b.sink().life().epoch() != before);
			Awaitility.await().until(() -> a.sink().life().epoch() == b.sink().life().epoch());
			id = a.write("two");
			b.awaitNamed(id);
			b.awaitComplete(id);
		}
	}

	/**
	 * Commits wait for the standby, except those that close a hole.
	 */
	@Test
	void standbyThatIsAwayStopsNeitherFillingNorTrimming() throws Exception {
		DataSource server = this.primary.getPostgresDatabase();
		try (LogNode a = node(server, "a")) {
			a.start();
			a.write("one");
			execute(server, "alter system set synchronous_standby_names = 'away'");
			execute(server, "select pg_reload_conf()");
			try (Connection undone = server.getConnection(); Connection local = server.getConnection()) {
				undone.setAutoCommit(false);
				a.channel().prepare(LogNode.tag("undone"), undone);
				try (Statement statement = local.createStatement()) {
					statement.execute("set synchronous_commit = local");
				}
				long id = a.channel().prepare(LogNode.tag("two"), local).position();
				undone.rollback();
				a.awaitComplete(id);
			}
			execute(server, "alter system reset synchronous_standby_names");
			execute(server, "select pg_reload_conf()");
		}
	}

	private static LogNode node(DataSource database, String name) {
		return new LogNode(database, new TableSettings(null, "log", Duration.ofMillis(20), Duration.ofSeconds(60),
				Duration.ofHours(1), false, false, name), LogNode.LIMITS);
	}

	private static void execute(DataSource database, String sql) throws SQLException {
		try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

}
