package dev.accelerate.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.sql.DataSource;

import dev.accelerate.core.QueryCacheListener;
import dev.accelerate.invalidation.InvalidationListener.Origin;
import dev.accelerate.invalidation.InvalidationRecord;
import jakarta.persistence.EntityManagerFactory;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.orm.jpa.JpaTransactionManager;

/**
 * Transaction managers of JPA and of JDBC, over connections whose commits can lose their
 * reply.
 */
@Configuration(proxyBeanMethods = false)
class JdbcManagers {

	@Bean
	static LostReplies lostReplies() {
		return new LostReplies();
	}

	@Bean
	Appended appended() {
		return new Appended();
	}

	@Bean
	@Primary
	JpaTransactionManager transactionManager(EntityManagerFactory factory) {
		return new JpaTransactionManager(factory);
	}

	@Bean
	DataSourceTransactionManager jdbcTransactionManager(DataSource dataSource) {
		return new DataSourceTransactionManager(dataSource);
	}

	/**
	 * Records that statements have appended.
	 */
	static final class Appended implements QueryCacheListener {

		final BlockingQueue<InvalidationRecord> records = new LinkedBlockingQueue<>();

		@Override
		public void onAppend(InvalidationRecord record, Origin origin) {
			if (origin == Origin.STATEMENTS) {
				this.records.add(record);
			}
		}

	}

	/**
	 * Lets commits succeed without anyone getting to know.
	 */
	static final class LostReplies implements BeanPostProcessor {

		final AtomicBoolean losing = new AtomicBoolean();

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			return (bean instanceof DataSource dataSource) ? new DelegatingDataSource(dataSource) {

				@Override
				public Connection getConnection() throws SQLException {
					HookedConnection connection = new HookedConnection(super.getConnection());
					connection.after("commit", () -> {
						if (LostReplies.this.losing.get()) {
							HookedConnection.lostReply();
						}
					});
					return connection.connection();
				}

			} : bean;
		}

	}

}
