package dev.accelerate.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import javax.sql.DataSource;

import jakarta.persistence.EntityManager;
import org.hibernate.Session;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;

/**
 * Way to rename alice to bob without Hibernate's own writes.
 */
enum JdbcRename {

	JDBC_TEMPLATE {

		@Override
		void write(ConfigurableApplicationContext context) {
			context.getBean(JdbcTemplate.class).update(RENAME);
		}

	},

	JDBC_TEMPLATE_BATCH {

		@Override
		void write(ConfigurableApplicationContext context) {
			context.getBean(JdbcTemplate.class)
				.batchUpdate("update members set name = ? where name = ?",
						List.of(new Object[] { "bob", "alice" }, new Object[] { "dave", "erin" }));
		}

	},

	JDBC_CLIENT {

		@Override
		void write(ConfigurableApplicationContext context) {
			context.getBean(JdbcClient.class)
				.sql("update members set name = :new where name = :old")
				.param("new", "bob")
				.param("old", "alice")
				.update();
		}

	},

	PLAIN_JDBC {

		@Override
		void write(ConfigurableApplicationContext context) {
			DataSource dataSource = context.getBean(DataSource.class);
			Connection connection = DataSourceUtils.getConnection(dataSource);
			try (Statement statement = connection.createStatement()) {
				statement.execute(RENAME);
			}
			catch (SQLException ex) {
				throw new IllegalStateException(ex);
			}
			finally {
				DataSourceUtils.releaseConnection(connection, dataSource);
			}
		}

	},

	SESSION_WORK {

		@Override
		void write(ConfigurableApplicationContext context) {
			context.getBean(EntityManager.class).unwrap(Session.class).doWork((connection) -> {
				try (Statement statement = connection.createStatement()) {
					statement.executeUpdate(RENAME);
				}
			});
		}

	};

	static final String RENAME = "update members set name = 'bob' where name = 'alice'";

	/**
	 * Rename alice to bob: in the transaction of this thread if there is one, or else in
	 * one of its own.
	 * @param context the application whose connections are used
	 */
	abstract void write(ConfigurableApplicationContext context);

}
