package dev.accelerate.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.sql.DataSource;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Fault of every data source: while it is switched on, commits succeed, but their replies
 * are lost.
 */
final class LostReplies implements BeanPostProcessor {

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
