package dev.accelerate.examples;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

import javax.sql.DataSource;

import dev.accelerate.CacheOptions;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.signature.SignatureContributor;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The example of routes in docs/keys.md, with {@link SignatureContributor}.
 */
class KeysRoutesExamplesTests {

	@AutoClose
	private static final ExamplesApplication application = ExamplesApplication.start(Configured.class);

	private final Region region = application.bean(Region.class);

	private final UserNames users = application.repository(UserNames.class);

	@BeforeEach
	void forgetResults() {
		application.accelerate().invalidateAll();
	}

	@Test
	void eachRouteIsCachedByItself() {
		for (CacheStatus status : List.of(CacheStatus.MISS, CacheStatus.TTL)) {
			for (String route : List.of("north", "south")) {
				in(route, () -> assertAnswer(status, "anna of the " + route));
			}
		}
	}

	@Test
	void aWriteOnOneRouteInvalidatesTheResultsOfAll() {
		in("north", this.users::names);
		in("south", this.users::names);
		in("north", () -> this.users.save(new User("anna of the north")));
		in("south", () -> assertAnswer(CacheStatus.MISS, "anna of the south"));
		in("north", () -> assertAnswer(CacheStatus.MISS, "anna of the north", "anna of the north"));
		in("north", () -> this.users.deleteAll(this.users.findAll().subList(1, 2)));
	}

	@Test
	void aSessionThatIsConnectedGoesPastTheCache() {
		in("south", this.users::names);
		this.region.enter("north");
		application.inTransaction((status) -> {
			this.region.enter("south");
			assertAnswer(CacheStatus.NONE, "anna of the north");
		});
		assertAnswer(CacheStatus.TTL, "anna of the south");
	}

	private void in(String route, Runnable call) {
		this.region.enter(route);
		call.run();
	}

	private void assertAnswer(CacheStatus status, String... names) {
		Supplier<List<String>> read = this.users::names;
		var answer = application.accelerate().withAccelerateInfo(read);
		assertThat(answer.data()).containsExactly(names)
			.isEqualTo(application.accelerate().withCacheStrategy(CacheOptions.none(), read));
		assertThat(answer.info().cacheStatus()).isEqualTo(status);
	}

	interface UserNames extends JpaRepository<User, Long> {

		@CacheStrategy(ttl = 60)
		@Query("select u.name from User u")
		List<String> names();

	}

	static class Region {

		private final ThreadLocal<String> current = ThreadLocal.withInitial(() -> "north");

		void enter(String region) {
			this.current.set(region);
		}

		String current() {
			return this.current.get();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(ExamplesApplication.Configured.class)
	static class Configured {

		@Bean
		Region region() {
			return new Region();
		}

		@Bean
		DataSource dataSource(Region region) {
			AbstractRoutingDataSource routes = new AbstractRoutingDataSource() {

				@Override
				protected Object determineCurrentLookupKey() {
					return region.current();
				}

			};
			routes.setTargetDataSources(Map.of("north", database("north"), "south", database("south")));
			return routes;
		}

		@Bean
		SignatureContributor route(Region region) {
			return region::current;
		}

		@Bean
		HibernatePropertiesCustomizer noSchema() {
			return (properties) -> properties.put("hibernate.hbm2ddl.auto", "none");
		}

		private static DataSource database(String region) {
			DataSource database = new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1",
					"sa", "");
			JdbcTemplate jdbc = new JdbcTemplate(database);
			jdbc.execute("create table users (id bigint primary key, name varchar(255), email varchar(255))");
			jdbc.execute("create sequence users_seq start with 1 increment by 50");
			jdbc.update("insert into users (id, name) values (0, ?)", "anna of the " + region);
			return database;
		}

	}

}
