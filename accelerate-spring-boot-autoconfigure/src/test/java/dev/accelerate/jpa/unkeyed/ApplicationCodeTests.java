package dev.accelerate.jpa.unkeyed;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;

import javax.sql.CommonDataSource;
import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.persistence.EntityManager;
import org.aopalliance.intercept.MethodInterceptor;
import org.hibernate.Interceptor;
import org.hibernate.Transaction;
import org.hibernate.engine.jdbc.connections.internal.UserSuppliedConnectionProviderImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.aop.target.AbstractBeanFactoryBasedTargetSource;
import org.springframework.aop.target.SimpleBeanTargetSource;
import org.springframework.aop.target.SingletonTargetSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.cglib.proxy.Enhancer;
import org.springframework.cglib.proxy.MethodProxy;
import org.springframework.context.support.SimpleThreadScope;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.vendor.HibernateJpaDialect;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionStatus;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link ApplicationCode Code of the application} that opens connections and sessions:
 * found wherever it can be put, and not taken for what it is not.
 */
class ApplicationCodeTests {

	private final DataSource target = new HikariDataSource();

	@Test
	void findsADataSourceWhoeverWrapsIt() {
		DataSource own = new OwnDataSource();
		for (DataSource wrapper : new DataSource[] { new DelegatingDataSource(own), new CommonWrapper(own),
				(DataSource) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { DataSource.class },
						new DelegatingHandler(own)),
				(DataSource) ProxyFactory.getProxy(new SingletonTargetSource(own)) }) {
			assertThat(DataSourceChain.of(wrapper)).as(wrapper.getClass().getName()).contains(own);
		}
		assertThat(ApplicationCode.opening(own)).isEqualTo(OwnDataSource.class.getName());
		assertThat(ApplicationCode.opening(new OwnDataSource() {
		})).isEqualTo(OwnDataSource.class.getName());
	}

	@Test
	void findsWhoChoosesTheTargetOfAProxy() {
		assertThat(ApplicationCode.opening((DataSource) ProxyFactory.getProxy(new OwnTargetSource(this.target))))
			.isEqualTo(OwnTargetSource.class.getName());
		assertThat(ApplicationCode.opening((DataSource) ProxyFactory.getProxy(new SingletonTargetSource(this.target))))
			.isNull();
	}

	@ParameterizedTest
	@CsvSource({ "singleton, false", "prototype, false", "refresh, false", "tenant, true" })
	void findsABeanOfAScopeThatMayBeATenants(String scope, boolean found) {
		DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
		beans.registerScope("refresh", new SimpleThreadScope());
		beans.registerScope("tenant", new SimpleThreadScope());
		RootBeanDefinition definition = new RootBeanDefinition(HikariDataSource.class);
		definition.setScope(scope);
		beans.registerBeanDefinition(ScopedProxyUtils.getTargetBeanName("rows"), definition);
		AbstractBeanFactoryBasedTargetSource source = new SimpleBeanTargetSource();
		source.setTargetBeanName(ScopedProxyUtils.getTargetBeanName("rows"));
		source.setBeanFactory(beans);
		assertThat(ApplicationCode.opening((DataSource) ProxyFactory.getProxy(source)) != null).isEqualTo(found);
	}

	@Test
	void findsAGeneratedSubclass() {
		Object generated = Enhancer.create(HikariDataSource.class,
				(org.springframework.cglib.proxy.MethodInterceptor) (Object object, java.lang.reflect.Method method,
						Object[] arguments, MethodProxy proxy) -> proxy.invokeSuper(object, arguments));
		assertThat(ApplicationCode.opening((DataSource) generated)).isNotNull();
	}

	@Test
	void passesPoolsThatAreOnlySetUp() {
		assertThat(ApplicationCode.opening(this.target)).isNull();
		assertThat(ApplicationCode.opening(new HikariDataSource() {

			@Override
			public String getPoolName() {
				return "own";
			}

		})).isNull();
	}

	@Test
	void findsAConnectionProvider() {
		assertThat(ApplicationCode.opening(new OwnConnections())).isEqualTo(OwnConnections.class.getName());
		assertThat(ApplicationCode.opening(new UserSuppliedConnectionProviderImpl())).isNull();
	}

	@Test
	void findsWhatAFactoryBeanDoes() {
		assertThat(ApplicationCode.opening(new LocalContainerEntityManagerFactoryBean())).isNull();
		assertThat(ApplicationCode.opening(new OwnFactory())).contains("factory bean " + OwnFactory.class.getName());
		LocalContainerEntityManagerFactoryBean initializing = new LocalContainerEntityManagerFactoryBean();
		Consumer<EntityManager> initializer = (entityManager) -> {
		};
		initializing.setEntityManagerInitializer(initializer);
		assertThat(ApplicationCode.opening(initializing)).contains("initializer");
	}

	@Test
	void findsWhatATransactionManagerDoes() {
		JpaTransactionManager plain = new JpaTransactionManager();
		assertThat(ApplicationCode.beginning(plain)).isNull();
		assertThat(ApplicationCode.beginning(new JpaTransactionManager() {

			@Override
			protected void prepareSynchronization(DefaultTransactionStatus status, TransactionDefinition definition) {
			}

		})).contains("the transaction manager");
		assertThat(ApplicationCode.beginning(new DelegatingManager(plain))).contains(DelegatingManager.class.getName());
		ProxyFactory advised = new ProxyFactory(plain);
		MethodInterceptor advice = new OwnAdvice();
		advised.addAdvice(advice);
		assertThat(ApplicationCode.beginning((PlatformTransactionManager) advised.getProxy()))
			.contains("the advice " + OwnAdvice.class.getName());
		JpaTransactionManager speaking = new JpaTransactionManager();
		speaking.setJpaDialect(new OwnDialect());
		assertThat(ApplicationCode.beginning(speaking)).contains("the JpaDialect " + OwnDialect.class.getName());
	}

	@Test
	void passesADialectThatBeginsNothing() {
		assertThat(ApplicationCode.beginning(new HibernateJpaDialect() {

			@Override
			public void cleanupTransaction(Object data) {
			}

		})).isNull();
	}

	@Test
	void findsAnInterceptorThatHearsOfTransactions() {
		assertThat(ApplicationCode.beginning(new OwnInterceptor())).contains(OwnInterceptor.class.getName());
		assertThat(ApplicationCode.beginning(new Interceptor() {
		})).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "com.zaxxer.hikari.HikariDataSource, true", "com.zaxxer.mycompany.Tenants, false",
			"com.ibm.db2.jcc.DB2SimpleDataSource, true", "com.ibm.app.Tenants, false",
			"oracle.jdbc.pool.OracleDataSource, true", "oracle.retail.Tenants, false", "com.sap.app.Tenants, false",
			"org.jboss.app.Tenants, false", "com.microsoft.sqlserver.jdbc.SQLServerDataSource, true",
			"org.springframework.jdbc.datasource.DriverManagerDataSource, true",
			"org.springframework.samples.petclinic.Tenants, false" })
	void knowsLibrariesAndNotTheirVendors(String name, boolean known) {
		assertThat(KnownClasses.contains(name)).isEqualTo(known);
	}

	static class OwnDataSource extends AbstractDataSource {

		@Override
		public Connection getConnection() throws SQLException {
			throw new SQLException("not to be asked");
		}

		@Override
		public Connection getConnection(String username, String password) throws SQLException {
			throw new SQLException("not to be asked");
		}

	}

	/**
	 * Wrapper that declares less of what it wraps, as that of P6Spy does.
	 */
	static class CommonWrapper extends OwnDataSource {

		private final CommonDataSource real;

		CommonWrapper(DataSource real) {
			this.real = real;
		}

		CommonDataSource real() {
			return this.real;
		}

	}

	record DelegatingHandler(Object target) implements java.lang.reflect.InvocationHandler {

		@Override
		public Object invoke(Object proxy, java.lang.reflect.Method method, Object[] arguments) throws Throwable {
			return method.invoke(this.target, arguments);
		}

	}

	static class OwnTargetSource extends SingletonTargetSource {

		OwnTargetSource(Object target) {
			super(target);
		}

	}

	static class OwnConnections extends UserSuppliedConnectionProviderImpl {

		@Override
		public Connection getConnection() throws SQLException {
			throw new SQLException("not to be asked");
		}

	}

	static class OwnFactory extends LocalContainerEntityManagerFactoryBean {

		@Override
		protected void postProcessEntityManager(EntityManager entityManager) {
			super.postProcessEntityManager(entityManager);
		}

	}

	static class OwnDialect extends HibernateJpaDialect {

		@Override
		public Object beginTransaction(EntityManager entityManager, TransactionDefinition definition)
				throws SQLException {
			return super.beginTransaction(entityManager, definition);
		}

	}

	static class OwnInterceptor implements Interceptor {

		@Override
		public void afterTransactionBegin(Transaction transaction) {
		}

	}

	static class OwnAdvice implements MethodInterceptor {

		@Override
		public Object invoke(org.aopalliance.intercept.MethodInvocation invocation) throws Throwable {
			return invocation.proceed();
		}

	}

	record DelegatingManager(PlatformTransactionManager target) implements PlatformTransactionManager {

		@Override
		public TransactionStatus getTransaction(TransactionDefinition definition) {
			return this.target.getTransaction(definition);
		}

		@Override
		public void commit(TransactionStatus status) {
			this.target.commit(status);
		}

		@Override
		public void rollback(TransactionStatus status) {
			this.target.rollback(status);
		}

	}

}
