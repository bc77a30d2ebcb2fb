package dev.accelerate.repository;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Supplier;

import javax.sql.DataSource;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.hibernate.Session;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.engine.jdbc.connections.internal.DataSourceConnectionProvider;
import org.hibernate.resource.jdbc.spi.StatementInspector;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.orm.jpa.AbstractEntityManagerFactoryBean;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.vendor.HibernateJpaDialect;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Means by which an application gives each tenant its own rows, without the queries
 * showing it.
 */
enum TenantSeparation {

	/**
	 * A data source sets the schema of every connection it hands out.
	 */
	DATA_SOURCE(OwnDataSource.class, SchemaDataSource.class.getName(), null),

	/**
	 * Advice around a data source does.
	 */
	DATA_SOURCE_ADVICE(AdvisedDataSource.class, SchemaAdvice.class.getName(), null),

	/**
	 * A statement inspector names another table.
	 */
	INSPECTOR(OwnInspector.class, SchemaInspector.class.getName(), "rewriting-inspector"),

	/**
	 * A statement through the entity manager sets the schema.
	 */
	SETTING(Nothing.class, null, "session-setting") {

		@Override
		<T> T read(ConfigurableApplicationContext context, Supplier<T> call) {
			return inTransaction(context, "set search_path to tenant_" + tenant(), call);
		}

	},

	/**
	 * A function called through the entity manager does, for its transaction.
	 */
	LOCAL_SETTING(Nothing.class, null, "session-setting") {

		@Override
		<T> T read(ConfigurableApplicationContext context, Supplier<T> call) {
			return inTransaction(context, "select set_config('search_path', 'tenant_" + tenant() + "', true)", call);
		}

	},

	/**
	 * A statement that does not go through Hibernate sets the schema. It is seen only
	 * where connections are followed.
	 */
	JDBC_SETTING(Nothing.class, null, "session-setting") {

		@Override
		<T> T read(ConfigurableApplicationContext context, Supplier<T> call) {
			JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
			TransactionTemplate transaction = new TransactionTemplate(
					context.getBean(PlatformTransactionManager.class));
			transaction.setReadOnly(true);
			String set = isPostgres(context) ? "set search_path to " : "set schema ";
			return transaction.execute((status) -> {
				jdbc.execute(set + "tenant_" + tenant());
				T answer = call.get();
				jdbc.execute(set + "public");
				return answer;
			});
		}

	},

	/**
	 * The factory enables a filter in every entity manager.
	 */
	FACTORY_INITIALIZER(InitializingFactory.class, "which the entity manager factory applies", "filter"),

	/**
	 * The transaction manager does.
	 */
	MANAGER_INITIALIZER(InitializingManager.class, "which the transaction manager applies", "filter"),

	/**
	 * A transaction manager of the application's own does.
	 */
	MANAGER(OwnManager.class, FilteringManager.class.getName(), "filter"),

	/**
	 * A listener of a transaction manager does.
	 */
	MANAGER_LISTENER(ListenedManager.class, FilteringListener.class.getName(), "filter"),

	/**
	 * Advice around the factory does.
	 */
	FACTORY_ADVICE(AdvisedFactory.class, FilteringAdvice.class.getName(), "filter"),

	/**
	 * A dialect of the application's own does as a transaction begins.
	 */
	DIALECT(OwnDialect.class, FilteringDialect.class.getName(), "filter"),

	/**
	 * Hibernate gets its connections from a provider of the application's own.
	 */
	CONNECTION_PROVIDER(OwnConnections.class, SchemaConnections.class.getName(), null);

	/**
	 * Tenant of the thread, or nothing for one who sees every row.
	 */
	private static final ThreadLocal<String> TENANT = ThreadLocal.withInitial(() -> "");

	final Class<?> configuration;

	/**
	 * What a refusal at startup says, or {@code null} if nothing can be told there.
	 */
	final String visible;

	/**
	 * Reason for the bypass once it is seen at runtime, or {@code null} if it never is.
	 */
	final String bypass;

	TenantSeparation(Class<?> configuration, String visible, String bypass) {
		this.configuration = configuration;
		this.visible = visible;
		this.bypass = bypass;
	}

	static String tenant() {
		return TENANT.get();
	}

	<T> T readAs(String tenant, ConfigurableApplicationContext context, Supplier<T> call) {
		TENANT.set(tenant);
		try {
			return read(context, call);
		}
		finally {
			TENANT.remove();
		}
	}

	<T> T read(ConfigurableApplicationContext context, Supplier<T> call) {
		return call.get();
	}

	/**
	 * Read in a transaction after a statement that H2 has in one form only.
	 */
	private static <T> T inTransaction(ConfigurableApplicationContext context, String sql, Supplier<T> call) {
		EntityManager entityManager = context.getBean(EntityManager.class);
		TransactionTemplate transaction = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
		transaction.setReadOnly(true);
		boolean postgres = isPostgres(context);
		return transaction.execute((status) -> {
			if (!postgres) {
				entityManager.createNativeQuery("set schema tenant_" + tenant()).executeUpdate();
			}
			else if (sql.startsWith("select")) {
				entityManager.createNativeQuery(sql).getResultList();
			}
			else {
				entityManager.createNativeQuery(sql).executeUpdate();
			}
			T answer = call.get();
			entityManager.createNativeQuery(postgres ? "set search_path to public" : "set schema public")
				.executeUpdate();
			return answer;
		});
	}

	private static boolean isPostgres(ConfigurableApplicationContext context) {
		return context.getEnvironment().getRequiredProperty("spring.datasource.url").contains("postgresql");
	}

	private static void enter(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			String schema = tenant().isEmpty() ? "public" : "tenant_" + tenant();
			statement.execute(connection.getMetaData().getURL().contains("postgresql") ? "set search_path to " + schema
					: "set schema " + schema);
		}
	}

	private static void filter(Object entityManager) {
		if (!tenant().isEmpty()) {
			((EntityManager) entityManager).unwrap(Session.class)
				.enableFilter("tenant")
				.setParameter("tenant", tenant());
		}
	}

	private static Object advise(Object target, MethodInterceptor advice) {
		ProxyFactory factory = new ProxyFactory(target);
		factory.addAdvice(advice);
		return factory.getProxy();
	}

	static class SchemaDataSource extends DelegatingDataSource {

		SchemaDataSource(DataSource target) {
			super(target);
		}

		@Override
		public Connection getConnection() throws SQLException {
			Connection connection = super.getConnection();
			enter(connection);
			return connection;
		}

	}

	static class SchemaAdvice implements MethodInterceptor {

		@Override
		public Object invoke(MethodInvocation invocation) throws Throwable {
			Object result = invocation.proceed();
			if (result instanceof Connection connection) {
				enter(connection);
			}
			return result;
		}

	}

	static class SchemaInspector implements StatementInspector {

		@Override
		public String inspect(String sql) {
			return tenant().isEmpty() ? sql : sql.replace(" memos ", " tenant_" + tenant() + ".memos ");
		}

	}

	static class FilteringManager extends JpaTransactionManager {

		FilteringManager(EntityManagerFactory factory) {
			super(factory);
		}

		@Override
		protected void doBegin(Object transaction, TransactionDefinition definition) {
			super.doBegin(transaction, definition);
			filter(((EntityManagerHolder) TransactionSynchronizationManager.getResource(getEntityManagerFactory()))
				.getEntityManager());
		}

	}

	static class FilteringDialect extends HibernateJpaDialect {

		@Override
		public Object beginTransaction(EntityManager entityManager, TransactionDefinition definition)
				throws SQLException {
			Object data = super.beginTransaction(entityManager, definition);
			filter(entityManager);
			return data;
		}

	}

	static class SchemaConnections extends DataSourceConnectionProvider {

		@Override
		public Connection getConnection() throws SQLException {
			Connection connection = super.getConnection();
			enter(connection);
			return connection;
		}

	}

	static class FilteringListener implements TransactionExecutionListener {

		private final EntityManagerFactory factory;

		FilteringListener(EntityManagerFactory factory) {
			this.factory = factory;
		}

		@Override
		public void afterBegin(TransactionExecution transaction, Throwable failure) {
			filter(((EntityManagerHolder) TransactionSynchronizationManager.getResource(this.factory))
				.getEntityManager());
		}

	}

	static class FilteringAdvice implements MethodInterceptor {

		@Override
		public Object invoke(MethodInvocation invocation) throws Throwable {
			Object result = invocation.proceed();
			if (result instanceof EntityManager entityManager) {
				filter(entityManager);
			}
			return result;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Nothing {

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnDataSource {

		@Bean
		static BeanPostProcessor schemas() {
			return new BeanPostProcessor() {

				@Override
				public Object postProcessAfterInitialization(Object bean, String name) {
					return (bean instanceof DataSource dataSource) ? new SchemaDataSource(dataSource) : bean;
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AdvisedDataSource {

		@Bean
		static BeanPostProcessor schemas() {
			return new BeanPostProcessor() {

				@Override
				public Object postProcessAfterInitialization(Object bean, String name) {
					return (bean instanceof DataSource) ? advise(bean, new SchemaAdvice()) : bean;
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnInspector {

		@Bean
		HibernatePropertiesCustomizer schemas() {
			return (properties) -> properties.put(JdbcSettings.STATEMENT_INSPECTOR, new SchemaInspector());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class InitializingFactory {

		@Bean
		static BeanPostProcessor filters() {
			return new BeanPostProcessor() {

				@Override
				public Object postProcessBeforeInitialization(Object bean, String name) {
					if (bean instanceof AbstractEntityManagerFactoryBean factory) {
						factory.setEntityManagerInitializer(TenantSeparation::filter);
					}
					return bean;
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class InitializingManager {

		@Bean
		JpaTransactionManager transactionManager(EntityManagerFactory factory) {
			JpaTransactionManager manager = new JpaTransactionManager(factory);
			manager.setEntityManagerInitializer(TenantSeparation::filter);
			return manager;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnDialect {

		@Bean
		static BeanPostProcessor dialects() {
			return new BeanPostProcessor() {

				@Override
				public Object postProcessBeforeInitialization(Object bean, String name) {
					if (bean instanceof AbstractEntityManagerFactoryBean factory) {
						factory.setJpaDialect(new FilteringDialect());
					}
					return bean;
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnConnections {

		@Bean
		HibernatePropertiesCustomizer connections() {
			return (properties) -> properties.put(JdbcSettings.CONNECTION_PROVIDER, new SchemaConnections());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnManager {

		@Bean
		JpaTransactionManager transactionManager(EntityManagerFactory factory) {
			return new FilteringManager(factory);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ListenedManager {

		@Bean
		JpaTransactionManager transactionManager(EntityManagerFactory factory) {
			JpaTransactionManager manager = new JpaTransactionManager(factory);
			manager.addListener(new FilteringListener(factory));
			return manager;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AdvisedFactory {

		@Bean
		static BeanPostProcessor filters() {
			return new BeanPostProcessor() {

				@Override
				public Object postProcessAfterInitialization(Object bean, String name) {
					return (bean instanceof EntityManagerFactory) ? advise(bean, new FilteringAdvice()) : bean;
				}

			};
		}

	}

}
