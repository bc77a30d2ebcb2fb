package dev.accelerate.autoconfigure;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.Credentials;
import com.zaxxer.hikari.util.DriverDataSource;
import com.zaxxer.hikari.util.PropertyElf;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.util.ClassUtils;

/**
 * Opener of single connections as the configuration of a pool of Hikari says. That a pool
 * is read-only, or in which transactions its connections are, is no matter of the
 * connections of a log.
 */
final class HikariConnections {

	private HikariConnections() {
	}

	/**
	 * Opens a connection as a pool would make it, or returns {@code null} if the pool is
	 * none of Hikari.
	 */
	static @Nullable Connection open(DataSource pool) throws SQLException {
		HikariDataSource hikari = DataSourceUnwrapper.unwrap(pool, HikariConfigMXBean.class, HikariDataSource.class);
		return (hikari != null) ? setUp(hikari) : null;
	}

	private static Connection setUp(HikariConfig config) throws SQLException {
		Connection connection = connect(config);
		try {
			if (config.getCatalog() != null) {
				connection.setCatalog(config.getCatalog());
			}
			if (config.getSchema() != null) {
				connection.setSchema(config.getSchema());
			}
			if (config.getConnectionInitSql() != null) {
				try (Statement statement = connection.createStatement()) {
					statement.execute(config.getConnectionInitSql());
				}
			}
			return connection;
		}
		catch (SQLException | RuntimeException ex) {
			connection.close();
			throw ex;
		}
	}

	private static Connection connect(HikariConfig config) throws SQLException {
		Credentials credentials = (config.getCredentialsProvider() != null)
				? config.getCredentialsProvider().getCredentials() : config.getCredentials();
		DataSource source = source(config, credentials);
		return (credentials.getUsername() != null)
				? source.getConnection(credentials.getUsername(), credentials.getPassword()) : source.getConnection();
	}

	private static DataSource source(HikariConfig config, Credentials credentials) throws SQLException {
		if (config.getDataSource() != null) {
			return config.getDataSource();
		}
		if (config.getDataSourceClassName() != null) {
			DataSource source = (DataSource) BeanUtils
				.instantiateClass(ClassUtils.resolveClassName(config.getDataSourceClassName(), null));
			PropertyElf.setTargetFromProperties(source, config.getDataSourceProperties());
			return source;
		}
		if (config.getJdbcUrl() == null) {
			throw new SQLException("The pool has neither a URL nor a data source");
		}
		return new DriverDataSource(config.getJdbcUrl(), config.getDriverClassName(), config.getDataSourceProperties(),
				credentials.getUsername(), credentials.getPassword());
	}

}
