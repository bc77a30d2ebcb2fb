package dev.accelerate.autoconfigure;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.util.ClassUtils;

/**
 * {@link DataSource} whose connections are made as a pool would make them at that moment,
 * and belong to no pool. A password that was changed while the application runs counts
 * from then on.
 *
 * <p>
 * No type of Hikari is named here, because this class is also loaded without it.
 */
final class UnpooledDataSource extends AbstractDataSource {

	private static final boolean HIKARI = ClassUtils.isPresent("com.zaxxer.hikari.HikariDataSource",
			UnpooledDataSource.class.getClassLoader());

	private final DataSource pool;

	UnpooledDataSource(DataSource pool) {
		this.pool = pool;
	}

	@Override
	public Connection getConnection() throws SQLException {
		if (HIKARI) {
			Connection connection = HikariConnections.open(this.pool);
			if (connection != null) {
				return connection;
			}
		}
		return DataSourceBuilder.derivedFrom(this.pool).type(SimpleDriverDataSource.class).build().getConnection();
	}

	@Override
	public Connection getConnection(String username, String password) throws SQLException {
		throw new UnsupportedOperationException("The pool knows the user");
	}

}
