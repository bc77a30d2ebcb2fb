package dev.accelerate.jpa;

import java.util.List;
import java.util.UUID;

import dev.accelerate.jpa.fleet.Vehicle;
import dev.accelerate.testing.domain.Member;
import dev.accelerate.testing.domain.Post;
import dev.accelerate.testing.domain.Role;
import dev.accelerate.testing.domain.Team;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.cfg.SchemaToolingSettings;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.hibernate.HibernateTransactionManager;
import org.springframework.orm.jpa.hibernate.LocalSessionFactoryBean;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;

/**
 * Configurations of persistence units that an application has put together itself.
 */
final class OwnPersistenceUnits {

	private OwnPersistenceUnits() {
	}

	private static DriverManagerDataSource newDatabase() {
		return new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
	}

	static LocalContainerEntityManagerFactoryBean newUnit(String name, Class<?> domain) {
		LocalContainerEntityManagerFactoryBean unit = new LocalContainerEntityManagerFactoryBean();
		unit.setPersistenceUnitName(name);
		unit.setDataSource(newDatabase());
		unit.setPackagesToScan(domain.getPackageName());
		unit.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
		unit.getJpaPropertyMap().put(SchemaToolingSettings.HBM2DDL_AUTO, "create");
		return unit;
	}

	interface UnitCustomizer {

		void customize(LocalContainerEntityManagerFactoryBean unit);

	}

	static class OneUnit {

		@Bean
		LocalContainerEntityManagerFactoryBean entityManagerFactory(List<UnitCustomizer> customizers) {
			LocalContainerEntityManagerFactoryBean unit = newUnit("first", Team.class);
			customizers.forEach((customizer) -> customizer.customize(unit));
			return unit;
		}

		@Bean
		UnitCustomizer noCustomizer() {
			return (unit) -> {
			};
		}

		@Bean
		JpaTransactionManager transactionManager(EntityManagerFactory factory) {
			return new JpaTransactionManager(factory);
		}

	}

	static class TwoUnits {

		@Bean
		@Primary
		LocalContainerEntityManagerFactoryBean entityManagerFactory() {
			return newUnit("first", Team.class);
		}

		@Bean
		LocalContainerEntityManagerFactoryBean secondUnit() {
			return newUnit("second", Vehicle.class);
		}

		@Bean
		@Primary
		JpaTransactionManager transactionManager(EntityManagerFactory factory) {
			return new JpaTransactionManager(factory);
		}

		@Bean
		JpaTransactionManager secondTransactions(@Qualifier("secondUnit") EntityManagerFactory factory) {
			return new JpaTransactionManager(factory);
		}

	}

	static class OneSessionFactory {

		@Bean
		LocalSessionFactoryBean entityManagerFactory() {
			LocalSessionFactoryBean factory = new LocalSessionFactoryBean();
			factory.setDataSource(newDatabase());
			factory.setPackagesToScan(Team.class.getPackageName());
			factory.getHibernateProperties().put(SchemaToolingSettings.HBM2DDL_AUTO, "create");
			return factory;
		}

		@Bean
		HibernateTransactionManager transactionManager(SessionFactory factory) {
			HibernateTransactionManager manager = new HibernateTransactionManager(factory);
			manager.setNestedTransactionAllowed(true);
			return manager;
		}

	}

	/**
	 * What the application builds by itself is no bean before it is ready.
	 */
	static class OutOfReach {

		@Bean
		SessionFactory entityManagerFactory() {
			Configuration configuration = new Configuration();
			List.of(Team.class, Member.class, Role.class, Post.class).forEach(configuration::addAnnotatedClass);
			configuration.getProperties().put(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, newDatabase());
			return configuration.buildSessionFactory();
		}

		@Bean
		JpaTransactionManager transactionManager(EntityManagerFactory factory) {
			return new JpaTransactionManager(factory);
		}

	}

}
