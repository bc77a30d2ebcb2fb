package dev.accelerate.examples;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

import javax.sql.DataSource;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Outage of the database, which tests begin and end.
 */
class Outage implements BeanPostProcessor {

	private volatile boolean begun;

	void begin() {
		this.begun = true;
	}

	void end() {
		this.begun = false;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		return (bean instanceof DataSource dataSource) ? new InterruptedDataSource(dataSource) : bean;
	}

	private final class InterruptedDataSource extends DelegatingDataSource {

		private InterruptedDataSource(DataSource target) {
			super(target);
		}

		@Override
		public Connection getConnection() throws SQLException {
			if (Outage.this.begun) {
				throw new SQLTransientConnectionException("The database is away");
			}
			return super.getConnection();
		}

	}

}
