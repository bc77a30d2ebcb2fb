package dev.accelerate.benchmarks.peer;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import dev.accelerate.benchmarks.domain.TestData;
import dev.accelerate.benchmarks.domain.User;
import dev.accelerate.benchmarks.domain.UserQueries;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.persistence.EntityManagerFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Application that asks its database through one peer.
 */
public final class PeerApplication implements AutoCloseable {

	private final @Nullable EmbeddedPostgres postgres;

	private final ConfigurableApplicationContext context;

	private final boolean guest;

	private PeerApplication(@Nullable EmbeddedPostgres postgres, ConfigurableApplicationContext context,
			boolean guest) {
		this.postgres = postgres;
		this.context = context;
		this.guest = guest;
	}

	/**
	 * Start the application of a peer, and write the rows.
	 * @param peer the peer
	 * @param properties further properties, each as {@code name=value}
	 * @return the running application
	 */
	public static PeerApplication start(Peer peer, String... properties) {
		return start(peer, peer.onPostgres(), List.of(), properties);
	}

	/**
	 * Start the application of a peer with further beans, and write the rows.
	 * @param peer the peer
	 * @param configuration the configuration of the beans
	 * @param properties further properties, each as {@code name=value}
	 * @return the running application
	 */
	public static PeerApplication start(Peer peer, Class<?> configuration, String... properties) {
		return start(peer, peer.onPostgres(), List.of(configuration), properties);
	}

	/**
	 * Start the application of a peer on PostgreSQL, where it would run on H2 otherwise,
	 * and write the rows.
	 * @param peer the peer
	 * @param properties further properties, each as {@code name=value}
	 * @return the running application
	 */
	public static PeerApplication startOnPostgres(Peer peer, String... properties) {
		return start(peer, true, List.of(), properties);
	}

	private static PeerApplication start(Peer peer, boolean onPostgres, List<Class<?>> configurations,
			String... properties) {
		EmbeddedPostgres postgres = onPostgres ? startPostgres() : null;
		String url = (postgres != null) ? postgres.getJdbcUrl("postgres", "postgres")
				: "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
		ConfigurableApplicationContext context = run(peer, url, configurations, List.of(properties));
		TestData.insert(context.getBean(EntityManagerFactory.class));
		if (postgres != null) {
			tidyUp(postgres);
		}
		return new PeerApplication(postgres, context, false);
	}

	/**
	 * Start the application of another peer on the database of this one, which is the one
	 * to be closed last.
	 * @param peer the peer
	 * @param properties further properties, each as {@code name=value}
	 * @return the running application
	 */
	public PeerApplication startBeside(Peer peer, String... properties) {
		List<String> all = new ArrayList<>(List.of(properties));
		all.add("spring.jpa.hibernate.ddl-auto=validate");
		return new PeerApplication(this.postgres,
				run(peer, bean(DataSourceProperties.class).determineUrl(), List.of(), all), true);
	}

	private static ConfigurableApplicationContext run(Peer peer, String url, List<Class<?>> configurations,
			List<String> properties) {
		List<String> all = new ArrayList<>(peer.properties());
		all.addAll(properties);
		all.add("spring.datasource.url=" + url);
		return new SpringApplicationBuilder(Base.class, peer.configuration())
			.sources(configurations.toArray(Class<?>[]::new))
			.web(WebApplicationType.NONE)
			.run(all.stream().map((property) -> "--" + property).toArray(String[]::new));
	}

	/**
	 * Do now what PostgreSQL would do by itself at some moment of a measurement.
	 */
	private static void tidyUp(EmbeddedPostgres postgres) {
		try (Connection connection = postgres.getPostgresDatabase().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("vacuum analyze");
		}
		catch (SQLException ex) {
			throw new IllegalStateException("The embedded PostgreSQL cannot be vacuumed", ex);
		}
	}

	private static EmbeddedPostgres startPostgres() {
		try {
			return EmbeddedPostgres.start();
		}
		catch (IOException ex) {
			throw new IllegalStateException("The embedded PostgreSQL does not start", ex);
		}
	}

	/**
	 * Return the queries, answered by the peer.
	 * @return the queries
	 */
	public UserQueries users() {
		return this.context.getBean(UserQueries.class);
	}

	/**
	 * Return a bean of the application.
	 * @param <T> the type of the bean
	 * @param type the type of the bean
	 * @return the bean
	 */
	public <T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	/**
	 * Return whether the application has a bean of a type.
	 * @param type the type of the bean
	 * @return whether there is one
	 */
	public boolean has(Class<?> type) {
		return this.context.getBeanProvider(type).stream().findAny().isPresent();
	}

	/**
	 * Drop all tables behind the back of the peer, so that whoever still asks the
	 * database fails.
	 */
	public void dropTables() {
		DataSourceProperties database = bean(DataSourceProperties.class);
		try (Connection connection = DriverManager.getConnection(database.determineUrl(), database.determineUsername(),
				database.determinePassword()); Statement statement = connection.createStatement()) {
			statement.execute((this.postgres != null) ? "drop schema public cascade" : "drop all objects");
		}
		catch (SQLException ex) {
			throw new IllegalStateException("The tables cannot be dropped", ex);
		}
	}

	@Override
	public void close() throws IOException {
		this.context.close();
		if (this.postgres != null && !this.guest) {
			this.postgres.close();
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = User.class)
	static class Base {

		@Bean
		MeterRegistry meterRegistry() {
			return new SimpleMeterRegistry();
		}

	}

}
