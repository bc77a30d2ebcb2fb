package dev.accelerate.testing;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import dev.accelerate.freshness.TimeSource;
import dev.accelerate.testing.domain.Member;
import org.hibernate.cfg.JdbcSettings;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * Application with the test domain, whatever repositories a test enables, a time that
 * tests move, and counted database traffic.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EntityScan(basePackageClasses = Member.class)
public class TestApplication {

	/**
	 * Starts an application without beans of the test.
	 * @param database the database it runs on
	 * @param properties further properties, as {@code name=value}
	 * @return the running application, to be closed by the caller
	 */
	public static ConfigurableApplicationContext run(TestDatabase database, String... properties) {
		return run(database, TestApplication.class, properties);
	}

	/**
	 * Starts an application.
	 * @param database the database it runs on
	 * @param configuration a class with {@code @EnableJpaRepositories} and other beans,
	 * or the class of the only bean of the test
	 * @param properties further properties, as {@code name=value}
	 * @return the running application, to be closed by the caller
	 */
	public static ConfigurableApplicationContext run(TestDatabase database, Class<?> configuration,
			String... properties) {
		Map<String, Object> all = new HashMap<>(database.properties());
		// What counts its traffic is a DataSource of its own.
		all.put("accelerate.tenancy", "single");
		Arrays.stream(properties)
			.map((property) -> property.split("=", 2))
			.forEach((property) -> all.put(property[0], property[1]));
		return new SpringApplicationBuilder(TestApplication.class, configuration).web(WebApplicationType.NONE)
			.properties(all)
			.run();
	}

	@Bean
	static DatabaseTraffic databaseTraffic() {
		return new DatabaseTraffic();
	}

	@Bean
	HibernatePropertiesCustomizer countStatements(DatabaseTraffic traffic) {
		return (properties) -> properties.put(JdbcSettings.STATEMENT_INSPECTOR, traffic);
	}

	@Bean
	MutableTime mutableTime() {
		return new MutableTime();
	}

	@Bean
	TimeSource testTimeSource(MutableTime time) {
		return time.source();
	}

}
