package dev.accelerate.testing;

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
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.testcontainers.DockerClientFactory;
import org.testcontainers.mariadb.MariaDBContainer;

import org.springframework.util.FileSystemUtils;

/**
 * Server of MariaDB for the tests of a JVM. It runs in a container where Docker is
 * present, and elsewhere from the programs of the machine, with its data in a temporary
 * directory.
 */
final class MariaDbServer {

	private static final String SERVER = "mariadbd";

	private static final String INSTALLER = "mariadb-install-db";

	static final String USER = "root";

	static final String PASSWORD = "";

	/**
	 * Lets tests write a table's name in any case, as other databases do.
	 */
	private static final String ANY_CASE = "--lower-case-table-names=1";

	static final String REMEDY = "MariaDB is not installed: install mariadb-server, or run Docker";

	private static String url;

	private static int databases;

	private MariaDbServer() {
	}

	/**
	 * Returns whether there can be a server on this machine.
	 */
	static boolean isPresent() {
		return (find(SERVER) != null && find(INSTALLER) != null) || DockerClientFactory.instance().isDockerAvailable();
	}

	/**
	 * Creates a database and returns its URL. What is in it goes with the server.
	 */
	static synchronized String createDatabase() {
		if (url == null) {
			url = start();
		}
		String name = "test" + (++databases);
		try (Connection connection = DriverManager.getConnection(url, USER, PASSWORD);
				Statement statement = connection.createStatement()) {
			statement.execute("create database " + name);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
		return url + name;
	}

	private static String start() {
		if (DockerClientFactory.instance().isDockerAvailable()) {
			return startContainer();
		}
		File server = find(SERVER);
		File installer = find(INSTALLER);
		if (server == null || installer == null) {
			throw new IllegalStateException(REMEDY);
		}
		try {
			return startEmbedded(server, installer, Files.createTempDirectory("mariadb"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@SuppressWarnings("resource")
	private static String startContainer() {
		MariaDBContainer container = new MariaDBContainer("mariadb:11.8").withUsername(USER).withPassword(PASSWORD);
		container.withCommand(ANY_CASE);
		container.start();
		return "jdbc:mariadb://%s:%d/".formatted(container.getHost(), container.getMappedPort(3306));
	}

	/**
	 * Starts the server. Nobody needs its data after a crash of the machine, so that no
	 * commit waits for the disk.
	 */
	private static String startEmbedded(File server, File installer, Path directory) throws IOException {
		Path data = directory.resolve("data");
		Path log = directory.resolve("log");
		run(log, installer, data, ANY_CASE, "--auth-root-authentication-method=normal", "--skip-test-db");
		int port = freePort();
		Process process = launch(log, server, data, ANY_CASE, "--socket=" + directory.resolve("socket"),
				"--port=" + port, "--pid-file=" + directory.resolve("pid"), "--bind-address=127.0.0.1",
				"--skip-log-bin", "--innodb-flush-log-at-trx-commit=0", "--innodb-buffer-pool-size=64M");
		Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process, directory)));
		String embedded = "jdbc:mariadb://127.0.0.1:" + port + "/";
		awaitConnection(embedded, process, log);
		return embedded;
	}

	private static void run(Path log, File program, Path data, String... options) throws IOException {
		try {
			if (launch(log, program, data, options).waitFor() != 0) {
				throw new IllegalStateException(program + " failed:\n" + Files.readString(log));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private static Process launch(Path log, File program, Path data, String... options) throws IOException {
		List<String> command = new ArrayList<>(List.of(program.getPath(), "--no-defaults", "--datadir=" + data));
		if ("root".equals(System.getProperty("user.name"))) {
			command.add("--user=root");
		}
		command.addAll(List.of(options));
		return new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
			.start();
	}

	/**
	 * Waits until the server answers. It has no other way to say that it is ready.
	 */
	private static void awaitConnection(String url, Process process, Path log) throws IOException {
		long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
		while (true) {
			try {
				DriverManager.getConnection(url, USER, PASSWORD).close();
				return;
			}
			catch (SQLException ex) {
				if (hasExited(process) || System.nanoTime() > deadline) {
					throw new IllegalStateException("MariaDB did not start:\n" + Files.readString(log), ex);
				}
			}
		}
	}

	private static boolean hasExited(Process process) {
		try {
			return process.waitFor(100, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return true;
		}
	}

	private static void stop(Process process, Path directory) {
		try {
			process.destroyForcibly().waitFor();
			FileSystemUtils.deleteRecursively(directory);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	/**
	 * Returns a program of the machine. Servers are kept apart from other programs, where
	 * not every user looks.
	 */
	private static File find(String program) {
		String path = System.getenv("PATH") + File.pathSeparator + "/usr/sbin" + File.pathSeparator + "/usr/local/sbin";
		return Stream.of(path.split(File.pathSeparator))
			.map((directory) -> new File(directory, program))
			.filter(File::canExecute)
			.findFirst()
			.orElse(null);
	}

}
