package dev.accelerate.jpa.unkeyed;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Stream;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import net.ttddyy.dsproxy.support.ProxyDataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link UnkeyedDependencyFinder}: data sources that may depend on a tenant or a replica,
 * and those that do not.
 */
class HiddenDataSourceTests {

	static Stream<DataSource> harmless() {
		return Stream.of(new HikariDataSource(), new JdbcDataSource(), new DriverManagerDataSource(),
				new LazyConnectionDataSourceProxy(new HikariDataSource()), new ProxyDataSource(new JdbcDataSource()),
				new NamedPool(), (DataSource) new ProxyFactory(new JdbcDataSource()).getProxy());
	}

	static Stream<DataSource> suspicious() {
		HikariDataSource poolOverOwn = new HikariDataSource();
		poolOverOwn.setDataSource(new OwnPool());
		return Stream.of(new OwnPool(), new HikariDataSource() {

			@Override
			public Connection getConnection() throws SQLException {
				return super.getConnection();
			}

		}, new DelegatingDataSource(new OwnPool()), new ProxyDataSource(new OwnPool()), poolOverOwn,
				new LazyConnectionDataSourceProxy(new OwnPool()),
				(DataSource) new ProxyFactory(new OwnPool()).getProxy(),
				(DataSource) Proxy.newProxyInstance(HiddenDataSourceTests.class.getClassLoader(),
						new Class<?>[] { DataSource.class }, (proxy, method, arguments) -> null));
	}

	@ParameterizedTest
	@MethodSource("harmless")
	void whatOnlyKnownClassesOpenHidesNothing(DataSource dataSource) {
		assertThat(DataSourceChain.of(dataSource)).isNotEmpty()
			.allMatch((part) -> ApplicationCode.opening(part) == null);
	}

	@ParameterizedTest
	@MethodSource("suspicious")
	void whatAnyOtherClassOpensMay(DataSource dataSource) {
		assertThat(DataSourceChain.of(dataSource)).anyMatch((part) -> ApplicationCode.opening(part) != null);
	}

	@Test
	void readOnlyDataSourceIsAReplica() {
		LazyConnectionDataSourceProxy proxy = new LazyConnectionDataSourceProxy(new JdbcDataSource());
		assertThat(ReadReplicas.of(proxy)).isNull();
		proxy.setReadOnlyDataSource(new JdbcDataSource());
		assertThat(ReadReplicas.of(proxy)).contains("LazyConnectionDataSourceProxy");
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdbc:mysql:replication://a,b/x", "jdbc:mariadb:replication://a,b/x",
			"jdbc:postgresql://a,b/x?targetServerType=preferSecondary",
			"jdbc:postgresql://a/x?targetServerType=secondary" })
	void replicasInAUrlAreRecognized(String url) {
		HikariDataSource pool = new HikariDataSource();
		pool.setJdbcUrl(url);
		assertThat(ReadReplicas.of(pool)).isNotNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdbc:mysql://a/replication", "jdbc:mariadb://a/x", "jdbc:h2:mem:replication",
			"jdbc:postgresql://a,b/x?targetServerType=primary" })
	void othersHaveNone(String url) {
		HikariDataSource pool = new HikariDataSource();
		pool.setJdbcUrl(url);
		assertThat(ReadReplicas.of(pool)).isNull();
	}

	/**
	 * Pool that just has a name.
	 */
	static class NamedPool extends HikariDataSource {

		NamedPool() {
			setPoolName("named");
		}

		String describe() {
			return getPoolName();
		}

	}

	static class OwnPool extends HikariDataSource {

		@Override
		public Connection getConnection() throws SQLException {
			return super.getConnection();
		}

	}

}
