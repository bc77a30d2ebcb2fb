package dev.accelerate.autoconfigure;

import java.util.Map;
import java.util.UUID;

import javax.sql.DataSource;

import dev.accelerate.AccelerateException;
import dev.accelerate.ErrorCode;
import dev.accelerate.jpa.UnitDatabase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.cfg.MultiTenancySettings;
import org.hibernate.cfg.SchemaToolingSettings;
import org.hibernate.engine.jdbc.connections.spi.AbstractMultiTenantConnectionProvider;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link UnitDatabase} of persistence units whose log cannot be known, which are refused.
 */
class UnitDatabaseTests {

	private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";

	private final LocalContainerEntityManagerFactoryBean unit = new LocalContainerEntityManagerFactoryBean();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AccelerateAutoConfiguration.class))
		.withPropertyValues("accelerate.invalidation.log=table", "accelerate.tenancy=single")
		.withBean("odd", LocalContainerEntityManagerFactoryBean.class, () -> this.unit);

	UnitDatabaseTests() {
		this.unit.setPersistenceUnitName("odd");
		this.unit.setManagedTypes(PersistenceManagedTypes.of(Sensor.class.getName()));
		this.unit.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
		this.unit.getJpaPropertyMap().put(SchemaToolingSettings.HBM2DDL_AUTO, "none");
	}

	private DataSource database() {
		return new DriverManagerDataSource(this.url, "sa", "");
	}

	private void assertRefused(String reason) {
		this.runner.run((context) -> assertThat(context).getFailure()
			.rootCause()
			.isInstanceOfSatisfying(AccelerateException.class, (ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.P6001))
			.hasMessageContaining("'odd'")
			.hasMessageContaining(reason)
			.hasMessageContaining("accelerate.invalidation.excluded-units"));
		this.runner.withPropertyValues("accelerate.invalidation.log=local")
			.run((context) -> assertThat(context).as("with the local log").hasNotFailed());
	}

	@Test
	void routingDataSourceIsRefused() {
		AbstractRoutingDataSource routing = new AbstractRoutingDataSource() {
			@Override
			protected Object determineCurrentLookupKey() {
				return "only";
			}
		};
		routing.setTargetDataSources(Map.of("only", database()));
		routing.afterPropertiesSet();
		this.unit.setDataSource(routing);
		assertRefused("connects by a routing DataSource, which may lead to several databases");
	}

	@Test
	void unitWithoutADataSourceIsRefused() {
		this.unit.getJpaPropertyMap()
			.putAll(Map.of(JdbcSettings.JAKARTA_JDBC_URL, this.url, JdbcSettings.JAKARTA_JDBC_USER, "sa",
					JdbcSettings.JAKARTA_JDBC_PASSWORD, ""));
		assertRefused("does not connect by a DataSource");
	}

	@Test
	void tenantsAreRefusedEvenInOneDatabase() {
		this.unit.setDataSource(database());
		this.unit.getJpaPropertyMap()
			.putAll(Map.of(MultiTenancySettings.MULTI_TENANT_CONNECTION_PROVIDER, new SchemaOfTenant(),
					"hibernate.boot.allow_jdbc_metadata_access", false, "hibernate.dialect",
					"org.hibernate.dialect.H2Dialect"));
		assertRefused("a database or a schema for each tenant");
	}

	@Entity(name = "Sensor")
	static class Sensor {

		@Id
		private String id = UUID.randomUUID().toString();

	}

	static class SchemaOfTenant extends AbstractMultiTenantConnectionProvider<String> {

		@Override
		protected ConnectionProvider getAnyConnectionProvider() {
			throw new IllegalStateException("No tenant");
		}

		@Override
		protected ConnectionProvider selectConnectionProvider(String tenantIdentifier) {
			throw new IllegalStateException("No tenant");
		}

	}

}
