package dev.accelerate.applications.cluster;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.util.FileSystemUtils;

/**
 * Server of PostgreSQL that can be restarted with its data. What it has acknowledged
 * survives its processes; nobody needs it after a crash of the machine.
 */
final class PostgresServer implements AutoCloseable {

	private final Path data;

	private final int port;

	private final EmbeddedPostgres server;

	PostgresServer(Path directory) throws IOException {
		this.data = directory.toAbsolutePath().resolve("postgres");
		try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			this.port = free.getLocalPort();
		}
		ProcessBuilder.Redirect log = ProcessBuilder.Redirect.appendTo(log());
		this.server = EmbeddedPostgres.builder()
			.setDataDirectory(this.data)
			.setPort(this.port)
			.setServerConfig("synchronous_commit", "on")
			.setServerConfig("fsync", "off")
			.setServerConfig("max_prepared_transactions", "64")
			.setServerConfig("shared_buffers", "64MB")
			.setErrorRedirector(log)
			.setOutputRedirector(log)
			.start();
	}

	private File log() {
		return this.data.resolveSibling("postgres.log").toFile();
	}

	int port() {
		return this.port;
	}

	Connection connect() throws SQLException {
		return DriverManager.getConnection(url(this.port), "postgres", "");
	}

	/**
	 * Returns the URL of the server at a port of a proxy. The text of each statement is
	 * sent, so that the proxy knows a COMMIT.
	 */
	static String url(int port) {
		return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?prepareThreshold=0&connectTimeout=3&loginTimeout=5"
				+ "&sslmode=disable&gssEncMode=disable&options=-c%20lock_timeout=6000";
	}

	/**
	 * Restarts the server with its data.
	 * @param mode {@code fast} to end all sessions first, {@code immediate} to let it die
	 * without a checkpoint, so that it recovers
	 */
	void restart(String mode) throws IOException, InterruptedException {
		String postmaster = Files.readAllLines(this.data.resolve("postmaster.pid")).get(0).trim();
		String program = ProcessHandle.of(Long.parseLong(postmaster)).orElseThrow().info().command().orElseThrow();
		List<String> command = new ArrayList<>();
		if (System.getProperty("user.name").equals("root")) {
			// It refuses to run as root.
			command.addAll(List.of("unshare", "-U"));
		}
		command.addAll(List.of(Path.of(program).resolveSibling("pg_ctl").toString(), "restart", "-D",
				this.data.toString(), "-m", mode, "-w", "-l", log().toString()));
		Process restart = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.appendTo(log()))
			.start();
		if (restart.waitFor() != 0) {
			throw new IOException("The server does not restart, see " + log());
		}
	}

	@Override
	public void close() {
		try {
			this.server.close();
			FileSystemUtils.deleteRecursively(this.data);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
