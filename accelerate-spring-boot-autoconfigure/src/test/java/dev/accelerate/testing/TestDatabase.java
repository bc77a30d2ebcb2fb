package dev.accelerate.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * Database that tests run on. PostgreSQL and MariaDB run in a container where Docker is
 * present, and as an embedded server elsewhere, MariaDB if its package is installed. A
 * server is started once for all tests of a JVM.
 */
public enum TestDatabase {

	H2 {

		@Override
		public Map<String, Object> properties() {
			return Map.of("spring.datasource.url", "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_ON_EXIT=FALSE",
					"spring.jpa.hibernate.ddl-auto", "create");
		}

	},

	POSTGRES {

		@Override
		public Map<String, Object> properties() {
			return Map.of("spring.datasource.url", Postgres.createDatabase(), "spring.datasource.username",
					Postgres.USER, "spring.datasource.password", Postgres.PASSWORD,
					"spring.datasource.hikari.minimum-idle", "0", "spring.jpa.hibernate.ddl-auto", "create");
		}

	},

	/**
	 * MariaDB, whose transactions are REPEATABLE READ unless told otherwise.
	 */
	MARIADB {

		@Override
		public Map<String, Object> properties() {
			return Map.of("spring.datasource.url", MariaDbServer.createDatabase(), "spring.datasource.username",
					MariaDbServer.USER, "spring.datasource.password", MariaDbServer.PASSWORD,
					"spring.datasource.hikari.minimum-idle", "0", "spring.jpa.hibernate.ddl-auto", "create");
		}

	};

	/**
	 * Return the properties by which an application reaches a database of its own. Every
	 * call makes a new database. A test that asks for a server which this machine does
	 * not have is skipped.
	 * @return properties of {@code spring.datasource} and {@code spring.jpa}
	 */
	public abstract Map<String, Object> properties();

	private static final class Postgres {

		static final String USER = "postgres";

		static final String PASSWORD = "postgres";

		private static String url;

		private static int databases;

		/**
		 * Create a database and return its URL. What is in it goes with the server.
		 */
		static synchronized String createDatabase() {
			String server = url();
			String name = "test" + (++databases);
			try (Connection connection = DriverManager.getConnection(server, USER, PASSWORD);
					Statement statement = connection.createStatement()) {
				statement.execute("create database " + name);
			}
			catch (SQLException ex) {
				throw new IllegalStateException(ex);
			}
			return server.replaceFirst("/[^/?]+(\\?|$)", "/" + name + "$1");
		}

		private static String url() {
			if (url == null) {
				url = DockerClientFactory.instance().isDockerAvailable() ? startContainer() : startEmbedded();
			}
			return url;
		}

		@SuppressWarnings("resource")
		private static String startContainer() {
			PostgreSQLContainer container = new PostgreSQLContainer("postgres:18-alpine").withUsername(USER)
				.withPassword(PASSWORD);
			container.start();
			return container.getJdbcUrl();
		}

		@SuppressWarnings("resource")
		private static String startEmbedded() {
			try {
				EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();
				Runtime.getRuntime().addShutdownHook(new Thread(() -> close(postgres)));
				return postgres.getJdbcUrl(USER, USER);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		private static void close(EmbeddedPostgres postgres) {
			try {
				postgres.close();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
