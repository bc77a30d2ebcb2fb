package dev.accelerate.jpa.rows.units;

import java.util.Map;
import java.util.Optional;

import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.autoconfigure.AccelerateAutoConfiguration;
import dev.accelerate.jpa.rows.RowRegistration;
import dev.accelerate.testing.CacheStatuses;
import dev.accelerate.testing.TestDatabase;
import dev.accelerate.testing.TestRepositories;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.repository.Repository;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.support.TransactionTemplate;

import javax.sql.DataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link RowRegistration} of several persistence units that map one table, in a context
 * and its children.
 */
class RowRegistrationTests {

	private final Map<String, Object> database = TestDatabase.H2.properties();

	private ConfigurableApplicationContext parent;

	private Parcels parcels;

	@BeforeEach
	void start() {
		this.parent = new SpringApplicationBuilder(Shared.class, ParcelUnit.class).web(WebApplicationType.NONE)
			.properties(this.database)
			.properties("accelerate.invalidation.precision=auto")
			.run();
		JdbcTemplate jdbc = new JdbcTemplate(this.parent.getBean(DataSource.class));
		jdbc.execute("create table parcels (id bigint primary key, code varchar(9) unique, name varchar(99))");
		jdbc.execute("insert into parcels values (1, 'a', 'old'), (2, 'b', 'old')");
		this.parcels = TestRepositories.create(this.parent, Parcels.class);
	}

	@AfterEach
	void stop() {
		this.parent.close();
	}

	private ConfigurableApplicationContext child(Class<?> unit) {
		return new SpringApplicationBuilder(unit).parent(this.parent)
			.web(WebApplicationType.NONE)
			.properties("accelerate.invalidation.precision=auto")
			.run();
	}

	private CacheStatus status(long id) {
		return CacheStatuses.statusOf(this.parent, () -> this.parcels.findById(id));
	}

	private void warm() {
		for (long id = 1; id <= 2; id++) {
			status(id);
			assertThat(status(id)).isEqualTo(CacheStatus.TTL);
		}
	}

	private static void inTransaction(ApplicationContext context, Runnable action) {
		new TransactionTemplate(context.getBean(JpaTransactionManager.class))
			.executeWithoutResult((status) -> action.run());
	}

	private void rename(long id, String name) {
		inTransaction(this.parent, () -> this.parcels.getReferenceById(id).setName(name));
	}

	@Test
	void oneUnitAloneTellsItsRows() {
		warm();
		rename(2, "new");
		assertThat(status(1)).isEqualTo(CacheStatus.TTL);
		assertThat(status(2)).isEqualTo(CacheStatus.MISS);
	}

	/**
	 * One that has not written yet would understand nothing of what the other writes.
	 */
	@Test
	void aUnitWithAnotherKeyUnderstandsNoRowsOfTheOther() {
		try (ConfigurableApplicationContext child = child(LabelUnit.class)) {
			Labels labels = TestRepositories.create(child, Labels.class);
			labels.findById("b");
			assertThat(CacheStatuses.statusOf(child, () -> labels.findById("b"))).isEqualTo(CacheStatus.TTL);
			warm();
			rename(2, "by its number");
			assertThat(labels.findById("b").orElseThrow().getName()).isEqualTo("by its number");
			assertThat(status(1)).isEqualTo(CacheStatus.MISS);
			warm();
			inTransaction(child, () -> labels.findById("b").orElseThrow().setName("by its code"));
			assertThat(this.parcels.findById(2L).orElseThrow().getName()).isEqualTo("by its code");
		}
		warm();
		rename(2, "alone again");
		assertThat(status(1)).isEqualTo(CacheStatus.TTL);
	}

	@Test
	void aUnitWithTheSameKeyUnderstandsTheRowsOfTheOther() {
		try (ConfigurableApplicationContext child = child(ParcelUnit.class)) {
			Parcels same = TestRepositories.create(child, Parcels.class);
			same.findById(1L);
			same.findById(2L);
			warm();
			rename(2, "by the parent");
			assertThat(CacheStatuses.statusOf(child, () -> same.findById(1L))).isEqualTo(CacheStatus.TTL);
			assertThat(same.findById(2L).orElseThrow().getName()).isEqualTo("by the parent");
			warm();
			inTransaction(child, () -> same.getReferenceById(2L).setName("by the child"));
			assertThat(status(1)).isEqualTo(CacheStatus.TTL);
			assertThat(this.parcels.findById(2L).orElseThrow().getName()).isEqualTo("by the child");
		}
	}

	interface Parcels extends JpaRepository<Parcel, Long> {

		@Override
		@CacheStrategy(ttl = 600)
		Optional<Parcel> findById(Long id);

	}

	interface Labels extends Repository<Label, String> {

		@CacheStrategy(ttl = 600)
		Optional<Label> findById(String code);

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(DataSourceAutoConfiguration.class)
	static class Shared {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(AccelerateAutoConfiguration.class)
	static class ParcelUnit {

		@Bean
		LocalContainerEntityManagerFactoryBean entityManagerFactory(DataSource dataSource) {
			return unit(dataSource, Parcel.class);
		}

		@Bean
		JpaTransactionManager transactionManager(EntityManagerFactory entityManagerFactory) {
			return new JpaTransactionManager(entityManagerFactory);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(AccelerateAutoConfiguration.class)
	static class LabelUnit {

		@Bean
		LocalContainerEntityManagerFactoryBean entityManagerFactory(DataSource dataSource) {
			return unit(dataSource, Label.class);
		}

		@Bean
		JpaTransactionManager transactionManager(EntityManagerFactory entityManagerFactory) {
			return new JpaTransactionManager(entityManagerFactory);
		}

	}

	private static LocalContainerEntityManagerFactoryBean unit(DataSource dataSource, Class<?> entity) {
		LocalContainerEntityManagerFactoryBean unit = new LocalContainerEntityManagerFactoryBean();
		unit.setDataSource(dataSource);
		unit.setManagedTypes(PersistenceManagedTypes.of(entity.getName()));
		unit.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
		return unit;
	}

}
