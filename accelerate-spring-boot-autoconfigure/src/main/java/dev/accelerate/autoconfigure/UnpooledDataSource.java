package dev.accelerate.autoconfigure;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariDataSource;

import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.util.ClassUtils;

/**
 * {@link DataSource} whose connections are made as a pool would make them at that moment,
 * and belong to no pool. A password that was changed while the application runs counts
 * from then on.
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
			HikariDataSource hikari = DataSourceUnwrapper.unwrap(this.pool, HikariConfigMXBean.class,
					HikariDataSource.class);
			if (hikari != null) {
				return HikariConnections.open(hikari);
			}
		}
		return DataSourceBuilder.derivedFrom(this.pool).type(SimpleDriverDataSource.class).build().getConnection();
	}

	@Override
	public Connection getConnection(String username, String password) throws SQLException {
		throw new UnsupportedOperationException("The pool knows the user");
	}

}
