package dev.accelerate.jpa;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import javax.sql.DataSource;

import dev.accelerate.CacheStrategy;
import dev.accelerate.autoconfigure.AccelerateAutoConfiguration;
import dev.accelerate.jpa.unkeyed.UnkeyedDependencyFinder;
import dev.accelerate.testing.domain.Team;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.cfg.SchemaToolingSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.repository.Repository;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.hibernate.HibernateTransactionManager;
import org.springframework.orm.jpa.hibernate.LocalSessionFactoryBean;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link UnkeyedDependencyFinder} under persistence units that do not tell Spring which
 * data source they have.
 */
class RoutedUnitTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AccelerateAutoConfiguration.class))
		.withUserConfiguration(TeamsConfiguration.class);

	@ParameterizedTest
	@ValueSource(classes = { OneSessionFactory.class, OneUnit.class, OneUnitByProperty.class })
	void refusesAStrategyOverARoutingDataSource(Class<?> unit) {
		this.runner.withBean(DataSource.class, RoutedUnitTests::newRoutes)
			.withUserConfiguration(unit)
			.run((context) -> {
				assertThat(context).hasFailed();
				assertThat(context.getStartupFailure()).rootCause()
					.hasMessageContaining("Teams.findAll")
					.hasMessageContaining("a routing DataSource");
			});
	}

	@ParameterizedTest
	@ValueSource(classes = { OneSessionFactory.class, OneUnit.class, OneUnitByProperty.class })
	void startsOverAnyOther(Class<?> unit) {
		this.runner.withBean(DataSource.class, RoutedUnitTests::newDatabase)
			.withUserConfiguration(unit)
			.run((context) -> assertThat(context.getBean(Teams.class).findAll()).isEmpty());
	}

	/**
	 * Nothing depends on it, so that it is not asked.
	 */
	@Test
	void asksNoDataSourceWhereNothingIsCached() {
		this.runner.withBean(DataSource.class, Unwilling::new)
			.withUserConfiguration(OneUnit.class)
			.withPropertyValues("accelerate.enabled=false")
			.run((context) -> assertThat(context.getBean(Teams.class).findAll()).isEmpty());
	}

	private static DataSource newDatabase() {
		return new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
	}

	private static DataSource newRoutes() {
		AbstractRoutingDataSource routes = new AbstractRoutingDataSource() {

			@Override
			protected Object determineCurrentLookupKey() {
				return "a";
			}

		};
		routes.setTargetDataSources(Map.of("a", newDatabase()));
		routes.afterPropertiesSet();
		return routes;
	}

	interface Teams extends Repository<Team, Long> {

		@CacheStrategy(ttl = 60)
		List<Team> findAll();

	}

	@EnableJpaRepositories(considerNestedRepositories = true, basePackageClasses = RoutedUnitTests.class,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Teams.class))
	static class TeamsConfiguration {

	}

	static class OneSessionFactory {

		@Bean
		LocalSessionFactoryBean entityManagerFactory(DataSource dataSource) {
			LocalSessionFactoryBean factory = new LocalSessionFactoryBean();
			factory.setDataSource(dataSource);
			factory.setPackagesToScan(Team.class.getPackageName());
			factory.getHibernateProperties().put(SchemaToolingSettings.HBM2DDL_AUTO, "create");
			return factory;
		}

		@Bean
		HibernateTransactionManager transactionManager(SessionFactory factory) {
			return new HibernateTransactionManager(factory);
		}

	}

	static class OneUnit {

		@Bean
		LocalContainerEntityManagerFactoryBean entityManagerFactory(DataSource dataSource) {
			LocalContainerEntityManagerFactoryBean unit = new LocalContainerEntityManagerFactoryBean();
			unit.setPackagesToScan(Team.class.getPackageName());
			unit.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
			unit.getJpaPropertyMap().put(SchemaToolingSettings.HBM2DDL_AUTO, "create");
			connect(unit, dataSource);
			return unit;
		}

		void connect(LocalContainerEntityManagerFactoryBean unit, DataSource dataSource) {
			unit.setDataSource(dataSource);
		}

		@Bean
		JpaTransactionManager transactionManager(EntityManagerFactory factory) {
			return new JpaTransactionManager(factory);
		}

	}

	/**
	 * Unit to which a property of JPA gives its data source.
	 */
	static class OneUnitByProperty extends OneUnit {

		@Override
		void connect(LocalContainerEntityManagerFactoryBean unit, DataSource dataSource) {
			unit.getJpaPropertyMap().put(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, dataSource);
		}

	}

	/**
	 * Data source that cannot say what it wraps.
	 */
	private static final class Unwilling extends DriverManagerDataSource {

		Unwilling() {
			super("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
		}

		@Override
		public boolean isWrapperFor(Class<?> type) {
			throw new UnsupportedOperationException();
		}

	}

}
