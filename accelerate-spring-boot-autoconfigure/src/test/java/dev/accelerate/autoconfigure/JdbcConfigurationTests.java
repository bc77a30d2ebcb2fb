package dev.accelerate.autoconfigure;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.accelerate.AccelerateException;
import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.core.QueryCacheListener;
import dev.accelerate.testing.Proves;
import dev.accelerate.testing.Proves.Seen;
import dev.accelerate.testing.domain.Member;
import io.micrometer.core.instrument.MeterRegistry;
import net.ttddyy.dsproxy.proxy.ProxyJdbcObject;
import org.h2.jdbc.JdbcConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aop.support.AopUtils;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

import static dev.accelerate.testing.CacheStatuses.statusOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * {@link JdbcConfiguration}: {@code accelerate.invalidation.jdbc} in an application of
 * Spring Boot.
 */
@ExtendWith(OutputCaptureExtension.class)
class JdbcConfigurationTests {

	@Test
	@Proves(value = "JdbcTemplate, JdbcClient, JDBC", seen = Seen.NO)
	void withoutThePropertyNoDataSourceIsTouchedAndWritesStayUnseen() {
		try (var context = run(Application.class)) {
			assertThat(AopUtils.isAopProxy(context.getBean(DataSource.class))).isFalse();
			assertThat(statusesAroundWrite(context)).containsExactly(CacheStatus.MISS, CacheStatus.TTL,
					CacheStatus.TTL);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "spring.datasource.name=", "spring.datasource.connection-fetch=lazy",
			"spring.main.lazy-initialization=true", "spring.jpa.bootstrap=async",
			"spring.datasource.generate-unique-name=true" })
	void withThePropertyWritesAreSeen(String setting) {
		try (var context = run(Application.class, "accelerate.invalidation.jdbc=true", setting)) {
			assertThat(statusesAroundWrite(context)).containsExactly(CacheStatus.MISS, CacheStatus.TTL,
					CacheStatus.MISS);
		}
	}

	@Test
	void withTheCacheOffNoDataSourceIsTouched() {
		try (var context = run(Application.class, "accelerate.invalidation.jdbc=true", "accelerate.enabled=false")) {
			assertThat(AopUtils.isAopProxy(context.getBean(DataSource.class))).isFalse();
		}
	}

	@Test
	void withoutAutomaticInvalidationWritesStayUnseen() {
		try (var context = run(Application.class, "accelerate.invalidation.jdbc=true",
				"accelerate.invalidation.automatic=false")) {
			assertThat(statusesAroundWrite(context)).containsExactly(CacheStatus.MISS, CacheStatus.TTL,
					CacheStatus.TTL);
		}
	}

	@Test
	void poolKeepsItsMetadataAndItsMetrics() throws Exception {
		try (var context = run(Application.class, "accelerate.invalidation.jdbc=true");
				var connection = context.getBean(DataSource.class).getConnection()) {
			assertThat(connection).isInstanceOf(ProxyJdbcObject.class);
			DataSource pool = context.getBean(DataSource.class);
			assertThat(pool.unwrap(HikariDataSource.class)).isNotNull();
			assertThat(
					context.getBean(DataSourcePoolMetadataProvider.class).getDataSourcePoolMetadata(pool).getActive())
				.isEqualTo(1);
			MeterRegistry meters = context.getBean(MeterRegistry.class);
			assertThat(meters.get("jdbc.connections.active").gauge().value()).isEqualTo(1);
			assertThat(meters.get("hikaricp.connections.active").gauge().value()).isEqualTo(1);
			assertThat(meters.get("hikaricp.connections.usage").timer()).isNotNull();
		}
	}

	/**
	 * What creates the schema is no news, although it cannot be told what it writes.
	 */
	@Test
	void schemaIsCreatedWithoutWarnings(CapturedOutput output) {
		try (var context = run(ListenerOnTheDatabase.class, "accelerate.invalidation.jdbc=true",
				"spring.sql.init.mode=always", "spring.sql.init.schema-locations=classpath:jdbc/schema.sql",
				"spring.sql.init.data-locations=classpath:jdbc/data.sql")) {
			assertThat(statusesAroundWrite(context)).containsExactly(CacheStatus.MISS, CacheStatus.TTL,
					CacheStatus.MISS);
			JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
			assertThat(jdbc.queryForObject("select count(*) from settings", Long.class)).isEqualTo(1);
			assertThat(output).doesNotContain("does not show what it writes");
			jdbc.execute("drop table settings");
			jdbc.execute("create table settings (id bigint)");
			assertThat(output).contains("'create table settings ...'");
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void withoutTheProxyTheApplicationSaysWhatToAdd(boolean lazy) {
		assertThatException()
			.isThrownBy(() -> application(Application.class)
				.resourceLoader(new DefaultResourceLoader(new FilteredClassLoader("net.ttddyy")))
				.properties("accelerate.invalidation.jdbc=true", "spring.main.lazy-initialization=" + lazy)
				.run())
			.havingRootCause()
			.isInstanceOf(AccelerateException.class)
			.withMessageContaining("P6001")
			.withMessageContaining("add net.ttddyy:datasource-proxy");
	}

	private static List<CacheStatus> statusesAroundWrite(ConfigurableApplicationContext context) {
		Members members = context.getBean(Members.class);
		AccelerateOperations accelerate = context.getBean(AccelerateOperations.class);
		members.save(new Member("alice", "alice@example.org", null));
		CacheStatus first = status(accelerate, members);
		CacheStatus second = status(accelerate, members);
		context.getBean(JdbcClient.class).sql("update members set name = 'bob'").update();
		return List.of(first, second, status(accelerate, members));
	}

	private static CacheStatus status(AccelerateOperations accelerate, Members members) {
		return statusOf(accelerate, () -> members.findByName("alice"));
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void whoUnwrapsConnectionsIsNamedOnceUnlessDeclaredHarmless(boolean harmless, CapturedOutput output)
			throws SQLException {
		String caller = getClass().getName();
		try (var context = run(ListenerOnTheDatabase.class, "accelerate.invalidation.jdbc=true",
				"accelerate.invalidation.harmless-unwrapping=" + (harmless ? caller : ""))) {
			for (int i = 0; i < 2; i++) {
				try (var connection = context.getBean(DataSource.class).getConnection()) {
					assertThat(connection.unwrap(JdbcConnection.class)).isNotNull();
				}
			}
		}
		assertThat(output.getAll().split("A connection was unwrapped by " + caller, -1)).hasSize(harmless ? 1 : 2);
		assertThat(output).doesNotContain("does not show what it writes");
	}

	private static ConfigurableApplicationContext run(Class<?> configuration, String... properties) {
		return application(configuration).properties(properties).run();
	}

	private static SpringApplicationBuilder application(Class<?> configuration) {
		return new SpringApplicationBuilder(Application.class, configuration).web(WebApplicationType.NONE)
			.properties("spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID(),
					"spring.jpa.hibernate.ddl-auto=create");
	}

	/**
	 * Public, because a filtered class loader makes a proxy of it.
	 */
	public interface Members extends JpaRepository<Member, Long> {

		@CacheStrategy(ttl = 60)
		List<Member> findByName(String name);

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = Member.class)
	@EnableJpaRepositories(considerNestedRepositories = true,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Members.class))
	static class Application {

	}

	/**
	 * A listener may need what is created with the schema.
	 */
	@Configuration(proxyBeanMethods = false)
	static class ListenerOnTheDatabase {

		@Bean
		QueryCacheListener listenerOnTheDatabase(JdbcTemplate jdbc) {
			return new QueryCacheListener() {
			};
		}

	}

}
