package dev.accelerate.autoconfigure;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.Properties;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.Credentials;
import org.h2.Driver;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.datasource.AbstractDriverBasedDataSource;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link UnpooledDataSource} and what it takes along of a pool of Hikari, and of another
 * one.
 */
class UnpooledDataSourceTests {

	private static final String URL = "jdbc:h2:mem:unpooled";

	private final HikariDataSource pool = new HikariDataSource();

	private Connection admin;

	@BeforeEach
	void start() throws SQLException {
		this.admin = new SimpleDriverDataSource(new Driver(), URL, "sa", "").getConnection();
		execute("create user app password 'old' admin");
		execute("create schema other");
		this.pool.setMaximumPoolSize(1);
		this.pool.setUsername("app");
		this.pool.setPassword("old");
	}

	@AfterEach
	void stop() throws SQLException {
		this.pool.close();
		execute("shutdown");
	}

	private void execute(String sql) throws SQLException {
		try (Statement statement = this.admin.createStatement()) {
			statement.execute(sql);
		}
	}

	private static String value(Connection connection, String expression) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("select " + expression)) {
			row.next();
			return row.getString(1);
		}
	}

	@Test
	void connectionsAreSetUpAsThoseOfThePool() throws SQLException {
		this.pool.setJdbcUrl(URL);
		this.pool.setDriverClassName(Driver.class.getName());
		this.pool.addDataSourceProperty("LOCK_TIMEOUT", "1234");
		this.pool.setConnectionInitSql("set @marker = 7");
		this.pool.setSchema("OTHER");
		this.pool.setCatalog("UNPOOLED");
		assertAsThoseOfThePool();
	}

	@Test
	void connectionsOfADataSourceClass() throws SQLException {
		this.pool.setDataSourceClassName(JdbcDataSource.class.getName());
		this.pool.addDataSourceProperty("url", URL + ";LOCK_TIMEOUT=1234");
		this.pool.setConnectionInitSql("set @marker = 7");
		this.pool.setSchema("OTHER");
		assertAsThoseOfThePool();
	}

	@Test
	void connectionsOfADataSource() throws SQLException {
		JdbcDataSource source = new JdbcDataSource();
		source.setUrl(URL + ";LOCK_TIMEOUT=1234");
		this.pool.setDataSource(source);
		this.pool.setConnectionInitSql("set @marker = 7");
		this.pool.setSchema("OTHER");
		assertAsThoseOfThePool();
	}

	@Test
	void connectionsOfADataSourceThatKnowsTheUser() throws SQLException {
		this.pool.setUsername(null);
		this.pool.setPassword(null);
		this.pool.setDataSource(new SimpleDriverDataSource(new Driver(), URL + ";LOCK_TIMEOUT=1234", "app", "old"));
		this.pool.setConnectionInitSql("set @marker = 7");
		this.pool.setSchema("OTHER");
		assertAsThoseOfThePool();
	}

	private void assertAsThoseOfThePool() throws SQLException {
		try (Connection pooled = this.pool.getConnection();
				Connection unpooled = new UnpooledDataSource(this.pool).getConnection()) {
			for (Connection connection : new Connection[] { pooled, unpooled }) {
				assertThat(connection.getSchema()).isEqualTo("OTHER");
				assertThat(value(connection, "@marker")).isEqualTo("7");
				assertThat(value(connection, "lock_timeout()")).isEqualTo("1234");
				assertThat(value(connection, "current_user")).isEqualTo("APP");
			}
		}
	}

	@Test
	void passwordThatIsChangedCounts() throws SQLException {
		this.pool.setJdbcUrl(URL);
		this.pool.getConnection().close();
		DataSource unpooled = new UnpooledDataSource(this.pool);
		unpooled.getConnection().close();
		execute("alter user app set password 'new'");
		assertThatExceptionOfType(SQLException.class).isThrownBy(unpooled::getConnection);
		this.pool.getHikariConfigMXBean().setPassword("new");
		unpooled.getConnection().close();
		execute("alter user app set password 'newer'");
		this.pool.setCredentials(Credentials.of("app", "newer"));
		unpooled.getConnection().close();
	}

	@Test
	void passwordOfAProvider() throws SQLException {
		this.pool.setJdbcUrl(URL);
		this.pool.setCredentialsProvider(() -> Credentials.of("app", "newest"));
		execute("alter user app set password 'newest'");
		new UnpooledDataSource(this.pool).getConnection().close();
	}

	@Test
	void connectionsOfAPoolThatIsNotHikaris() throws SQLException {
		EmptyPool other = new EmptyPool(URL + ";LOCK_TIMEOUT=1234", "app", "old");
		DataSource unpooled = new UnpooledDataSource(other);
		try (Connection connection = unpooled.getConnection()) {
			assertThat(value(connection, "current_user")).isEqualTo("APP");
			assertThat(value(connection, "lock_timeout()")).isEqualTo("1234");
		}
		execute("alter user app set password 'new'");
		assertThatExceptionOfType(SQLException.class).isThrownBy(unpooled::getConnection);
		other.setPassword("new");
		unpooled.getConnection().close();
	}

	@Test
	void connectionThatCannotBeSetUpIsClosed() throws SQLException {
		this.pool.setJdbcUrl(URL);
		this.pool.setConnectionInitSql("nonsense");
		assertThatExceptionOfType(SQLException.class).isThrownBy(new UnpooledDataSource(this.pool)::getConnection);
		assertThat(value(this.admin, "count(*) from information_schema.sessions")).isEqualTo("1");
	}

	/**
	 * Pool whose connections are all taken, and whose settings can be read.
	 */
	private static final class EmptyPool extends AbstractDriverBasedDataSource {

		EmptyPool(String url, String username, String password) {
			setUrl(url);
			setUsername(username);
			setPassword(password);
		}

		@Override
		protected Connection getConnectionFromDriver(Properties properties) throws SQLException {
			throw new SQLTransientConnectionException("All connections are taken");
		}

	}

}
