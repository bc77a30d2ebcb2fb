package dev.accelerate.jdbc;

import java.io.Closeable;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariDataSource;
import dev.accelerate.tracking.LoadTracker;
import dev.accelerate.tracking.TransactionTracker;
import dev.accelerate.tracking.StatementTracker;
import dev.accelerate.tracking.ThreadStateHolder;
import dev.accelerate.invalidation.Invalidations;
import dev.accelerate.sql.SqlAnalyzer;
import dev.accelerate.sql.TableDirectory;
import dev.accelerate.invalidation.TransactionalInvalidations;
import dev.accelerate.testing.MutableTime;
import dev.accelerate.testing.TestInvalidations;
import net.ttddyy.dsproxy.proxy.ProxyJdbcObject;
import org.junit.jupiter.api.Test;

import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.config.BeanDefinitionHolder;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.support.SimpleThreadScope;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.datasource.SmartDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link ConnectionTrackerPostProcessor}: data sources whose connections are tracked.
 */
class ConnectionTrackerPostProcessorTests {

	private final String url = "jdbc:h2:mem:" + UUID.randomUUID();

	private final Supplier<ConnectionTracker> tracking = new ConnectionTrackingFactory();

	private final ConnectionTrackerPostProcessor postProcessor = new ConnectionTrackerPostProcessor(this.tracking);

	@Test
	void poolKeepsItsInterfacesAndItsUnwrapping() throws SQLException {
		try (HikariDataSource pool = new HikariDataSource()) {
			pool.setJdbcUrl(this.url);
			DataSource tracked = process(pool);
			assertTracked(tracked);
			assertThat(tracked).isInstanceOf(HikariConfigMXBean.class).isInstanceOf(Closeable.class);
			assertThat(tracked.isWrapperFor(HikariDataSource.class)).isTrue();
			assertThat(tracked.unwrap(HikariDataSource.class)).isSameAs(pool);
			assertThat(tracked.unwrap(HikariConfigMXBean.class)).isSameAs(pool);
		}
	}

	@Test
	void connectionsKeepTheirUnwrapping() throws SQLException {
		try (Connection connection = process(database()).getConnection()) {
			assertThat(connection.isWrapperFor(org.h2.jdbc.JdbcConnection.class)).isTrue();
			assertThat(connection.unwrap(org.h2.jdbc.JdbcConnection.class)).isNotNull();
		}
	}

	@Test
	void otherBeansAreLeftAlone() {
		Object bean = new Object();
		assertThat(this.postProcessor.postProcessAfterInitialization(bean, "bean")).isSameAs(bean);
	}

	@Test
	void dataSourcesThatHandOnTrackedConnectionsAreLeftAlone() throws SQLException {
		DataSource tracked = process(database());
		assertThat(process(tracked)).isSameAs(tracked);
		for (DataSource proxy : new DataSource[] { new LazyConnectionDataSourceProxy(tracked),
				new TransactionAwareDataSourceProxy(tracked),
				new DelegatingDataSource(new TransactionAwareDataSourceProxy(tracked)) }) {
			assertThat(process(proxy)).isSameAs(proxy);
		}
	}

	@Test
	void dataSourceThatHandsOnOthersIsTracked() throws SQLException {
		assertTracked(process(new DelegatingDataSource(database())));
		try (Connection connection = process(new LazyConnectionDataSourceProxy(database())).getConnection()) {
			assertThat(connection).isInstanceOf(ProxyJdbcObject.class);
		}
	}

	/**
	 * A transaction manager looks for its target.
	 */
	@Test
	void transactionAwareProxyKeepsItsClassAndItsTargetIsTracked() throws SQLException {
		TransactionAwareDataSourceProxy proxy = new TransactionAwareDataSourceProxy(database());
		assertThat(process(proxy)).isSameAs(proxy);
		DataSource target = new DataSourceTransactionManager(proxy).getDataSource();
		assertThat(target).isSameAs(proxy.getTargetDataSource());
		assertTracked(target);
	}

	/**
	 * Its targets may be beans or not.
	 */
	@Test
	void routedConnectionIsTrackedOnce() throws SQLException {
		DataSource bean = process(database());
		Router router = new Router();
		router.setTargetDataSources(Map.of("bean", bean, "other", database()));
		router.afterPropertiesSet();
		DataSource tracked = process(router);
		for (String target : new String[] { "bean", "other" }) {
			router.current = target;
			assertTracked(tracked);
		}
	}

	@Test
	void scopedProxyIsTrackedAndNotItsTarget() throws SQLException {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			context.getBeanFactory().registerScope("thread", new SimpleThreadScope());
			context.getBeanFactory().addBeanPostProcessor(this.postProcessor);
			RootBeanDefinition definition = new RootBeanDefinition(DriverManagerDataSource.class, () -> database());
			definition.setScope("thread");
			BeanDefinitionHolder proxy = ScopedProxyUtils
				.createScopedProxy(new BeanDefinitionHolder(definition, "dataSource"), context, true);
			context.registerBeanDefinition("dataSource", proxy.getBeanDefinition());
			context.refresh();
			assertTracked(context.getBean("dataSource", DataSource.class));
		}
	}

	/**
	 * It compares what it gets back with the connection it handed out.
	 */
	@Test
	void dataSourceGetsBackItsOwnConnections() throws SQLException {
		SingleConnectionDataSource single = new SingleConnectionDataSource(this.url, true);
		DataSource tracked = process(single);
		JdbcTemplate jdbc = new JdbcTemplate(tracked);
		jdbc.execute("create local temporary table own (id bigint)");
		Connection connection = DataSourceUtils.getConnection(tracked);
		assertThat(((SmartDataSource) tracked).shouldClose(connection)).isFalse();
		DataSourceUtils.releaseConnection(connection, tracked);
		assertThat(jdbc.queryForList("select id from own")).isEmpty();
		single.destroy();
	}

	@Test
	void builtConnectionsAreTracked() throws SQLException {
		DataSource tracked = process(new BuilderDataSource());
		try (Connection connection = tracked.createConnectionBuilder().user("sa").password("").build()) {
			assertThat(connection).isInstanceOf(ProxyJdbcObject.class);
		}
	}

	/**
	 * The tracking may need beans that need the data source.
	 */
	@Test
	void trackingIsNotNeededBeforeTheFirstConnection() {
		ConnectionTrackerPostProcessor early = new ConnectionTrackerPostProcessor(() -> {
			throw new IllegalStateException();
		});
		assertThat(early.postProcessAfterInitialization(database(), "dataSource")).isInstanceOf(DataSource.class);
	}

	private DataSource process(DataSource dataSource) {
		return (DataSource) this.postProcessor.postProcessAfterInitialization(dataSource, "dataSource");
	}

	private DriverManagerDataSource database() {
		return new DriverManagerDataSource(this.url, "sa", "");
	}

	private static void assertTracked(DataSource dataSource) throws SQLException {
		try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
			assertThat(connection).isInstanceOf(ProxyJdbcObject.class);
			assertThat(((ProxyJdbcObject) connection).getTarget()).isNotInstanceOf(ProxyJdbcObject.class);
			assertThat(statement).isInstanceOf(ProxyJdbcObject.class);
		}
	}

	private static final class ConnectionTrackingFactory implements Supplier<ConnectionTracker> {

		private final Invalidations invalidations = TestInvalidations.create();

		private final TransactionTracker transactions = new TransactionTracker(this.invalidations,
				new MutableTime().source(), new ThreadStateHolder());

		private final ConnectionTracker tracking = new ConnectionTracker(
				new StatementTracker(new SqlAnalyzer(new TableDirectory(), this.invalidations, true, (shape) -> true),
						new LoadTracker(this.invalidations, this.transactions, new MutableTime().source(),
								new ThreadStateHolder()),
						this.transactions, new ThreadStateHolder(), true),
				this.invalidations, TransactionalInvalidations.to(this.invalidations), (sql) -> {
				});

		@Override
		public ConnectionTracker get() {
			return this.tracking;
		}

	}

	static class Router extends AbstractRoutingDataSource {

		private String current;

		@Override
		protected Object determineCurrentLookupKey() {
			return this.current;
		}

	}

	class BuilderDataSource extends DriverManagerDataSource {

		BuilderDataSource() {
			super(ConnectionTrackerPostProcessorTests.this.url);
		}

		@Override
		public ConnectionBuilder createConnectionBuilder() {
			return (ConnectionBuilder) Proxy.newProxyInstance(getClass().getClassLoader(),
					new Class<?>[] { ConnectionBuilder.class },
					(proxy, method, arguments) -> method.getName().equals("build") ? getConnection() : proxy);
		}

	}

}
