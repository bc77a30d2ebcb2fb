package dev.accelerate.jpa.unkeyed;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

import javax.sql.CommonDataSource;
import javax.sql.PooledConnection;

import org.aopalliance.aop.Advice;
import org.hibernate.Interceptor;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.Advisor;
import org.springframework.aop.PointcutAdvisor;
import org.springframework.aop.TargetSource;
import org.springframework.aop.aspectj.AbstractAspectJAdvice;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.target.AbstractBeanFactoryBasedTargetSource;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.orm.jpa.AbstractEntityManagerFactoryBean;
import org.springframework.orm.jpa.JpaDialect;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.ConfigurableTransactionManager;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.TransactionManager;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Finder of code of the application that runs when a connection or a session is opened or
 * a transaction begins. Such code may choose a tenant.
 */
public final class ApplicationCode {

	/**
	 * Methods of a factory bean that may change an entity manager.
	 */
	private static final Set<String> FACTORY_METHODS = Set.of("postProcessEntityManager", "createNativeEntityManager",
			"createEntityManagerFactoryProxy");

	/**
	 * Methods of a transaction manager that may change a session.
	 */
	private static final Set<String> MANAGER_METHODS = Set.of("doBegin", "createEntityManagerForTransaction",
			"getTransaction", "doGetTransaction", "prepareSynchronization");

	/**
	 * Scopes in which a bean is the same for every thread. Each instance of a prototype
	 * is new, but of the same definition.
	 */
	private static final Set<String> COMMON_SCOPES = Set.of(BeanDefinition.SCOPE_PROTOTYPE, "refresh");

	private ApplicationCode() {
	}

	/**
	 * Returns the name of the application's class that opens the connections of a data
	 * source, or {@code null} if there is none.
	 */
	static @Nullable String opening(CommonDataSource dataSource) {
		if (dataSource instanceof Advised || Proxy.isProxyClass(dataSource.getClass())) {
			return around(dataSource, "getConnection");
		}
		// A generated subclass may call any code.
		return (ClassUtils.getUserClass(dataSource) != dataSource.getClass()) ? dataSource.getClass().getName()
				: declarer(dataSource.getClass(), ApplicationCode::handsOnConnections);
	}

	/**
	 * Returns the name of the application's class that hands out the connections of
	 * Hibernate, or {@code null} if there is none.
	 */
	static @Nullable String opening(ConnectionProvider connections) {
		return declarer(connections.getClass(), (method) -> method.getName().equals("getConnection"));
	}

	/**
	 * Returns what code of the application does to every session that an entity manager
	 * factory opens, or {@code null} if there is none.
	 */
	public static @Nullable String opening(AbstractEntityManagerFactoryBean factory) {
		String initializer = initializer(factory, "entityManagerInitializer");
		if (initializer != null) {
			return initializer + ", which the entity manager factory applies to every session it opens";
		}
		String own = declarer(factory.getClass(), (method) -> FACTORY_METHODS.contains(method.getName()));
		return (own != null) ? "what the factory bean " + own + " does when an entity manager is created" : null;
	}

	/**
	 * Returns what a dialect of the application does when a transaction begins, or
	 * {@code null} if it does nothing.
	 */
	static @Nullable String beginning(@Nullable JpaDialect dialect) {
		String own = (dialect != null)
				? declarer(dialect.getClass(), (method) -> method.getName().equals("beginTransaction")
						|| method.getName().equals("prepareTransaction"))
				: null;
		return (own != null) ? "what the JpaDialect " + own + " does when a transaction begins" : null;
	}

	/**
	 * Returns what an interceptor of the application does when a transaction begins, or
	 * {@code null} if it does nothing.
	 */
	static @Nullable String beginning(@Nullable Interceptor interceptor) {
		String own = (interceptor != null)
				? declarer(interceptor.getClass(), (method) -> method.getName().equals("afterTransactionBegin")) : null;
		return (own != null) ? "what the Interceptor " + own + " does when a transaction begins" : null;
	}

	/**
	 * Returns what code of the application does to every session that a transaction
	 * manager opens, or {@code null} if there is none.
	 */
	static @Nullable String beginning(TransactionManager manager) {
		String advice = (manager instanceof Advised) ? around(manager, "getTransaction") : null;
		if (advice != null) {
			return "what the advice " + advice + " does when a transaction begins";
		}
		Object target = AopProxyUtils.getSingletonTarget(manager);
		Object plain = (target != null) ? target : manager;
		for (String field : new String[] { "entityManagerInitializer", "sessionInitializer" }) {
			String initializer = initializer(plain, field);
			if (initializer != null) {
				return initializer + ", which the transaction manager applies to every session it opens";
			}
		}
		if (plain instanceof ConfigurableTransactionManager listened) {
			for (TransactionExecutionListener listener : listened.getTransactionExecutionListeners()) {
				String own = declarer(listener.getClass(), (method) -> method.getName().equals("afterBegin"));
				if (own != null) {
					return "what the listener " + own + " does when a transaction begins";
				}
			}
		}
		String dialect = (plain instanceof JpaTransactionManager jpa) ? beginning(jpa.getJpaDialect()) : null;
		if (dialect != null) {
			return dialect;
		}
		String declarer = declarer(plain.getClass(), (method) -> MANAGER_METHODS.contains(method.getName()));
		return (declarer != null)
				? "the transaction manager " + declarer + ", a class of the application that begins transactions"
				: null;
	}

	/**
	 * Returns the initializer of the sessions that a bean of Spring opens, or
	 * {@code null} if it has none. The field is read, because the bean has no getter for
	 * it.
	 */
	static @Nullable String initializer(Object bean, String name) {
		var field = ReflectionUtils.findField(bean.getClass(), name, Consumer.class);
		if (field == null) {
			return null;
		}
		ReflectionUtils.makeAccessible(field);
		Object initializer = ReflectionUtils.getField(field, bean);
		return (initializer != null) ? "the initializer " + initializer.getClass().getName() : null;
	}

	/**
	 * Returns the name of the application's class that may intercept a method of a proxy,
	 * or {@code null} if there is none.
	 */
	static @Nullable String around(Object proxy, String method) {
		if (!(proxy instanceof Advised advised)) {
			Class<?> handler = Proxy.isProxyClass(proxy.getClass()) ? Proxy.getInvocationHandler(proxy).getClass()
					: proxy.getClass();
			return KnownClasses.contains(handler) ? null : handler.getName();
		}
		String choosing = choosing(advised.getTargetSource());
		if (choosing != null) {
			return choosing;
		}
		Class<?> type = proxy.getClass();
		Method opening = ReflectionUtils.findMethod(type, method);
		for (Advisor advisor : advised.getAdvisors()) {
			Advice advice = advisor.getAdvice();
			Class<?> code = (advice instanceof AbstractAspectJAdvice aspect)
					? aspect.getAspectJAdviceMethod().getDeclaringClass() : advice.getClass();
			if (!KnownClasses.contains(code) && (opening == null || !(advisor instanceof PointcutAdvisor pointcut)
					|| pointcut.getPointcut().getMethodMatcher().matches(opening, type))) {
				return code.getName();
			}
		}
		return null;
	}

	/**
	 * Returns what chooses the target of a proxy for each call, or {@code null} if the
	 * target is the same for all calls. A bean of the scope "refresh" may be replaced,
	 * but for all calls at once.
	 */
	private static @Nullable String choosing(TargetSource source) {
		if (!KnownClasses.contains(source.getClass())) {
			return source.getClass().getName();
		}
		if (source instanceof AbstractBeanFactoryBasedTargetSource scoped
				&& scoped.getBeanFactory() instanceof ConfigurableBeanFactory factory
				&& factory.containsBean(scoped.getTargetBeanName())
				&& !factory.isSingleton(scoped.getTargetBeanName())) {
			String scope = factory.getMergedBeanDefinition(scoped.getTargetBeanName()).getScope();
			return COMMON_SCOPES.contains(String.valueOf(scope)) ? null
					: scoped.getTargetBeanName() + " of the scope '" + scope + "'";
		}
		return null;
	}

	private static @Nullable String declarer(Class<?> type, Predicate<Method> relevant) {
		for (Class<?> candidate = ClassUtils.getUserClass(type); candidate != null
				&& !KnownClasses.contains(candidate); candidate = candidate.getSuperclass()) {
			if (Arrays.stream(candidate.getDeclaredMethods())
				.filter((method) -> !Modifier.isStatic(method.getModifiers())
						&& !Modifier.isPrivate(method.getModifiers()))
				.anyMatch(relevant)) {
				return candidate.getName();
			}
		}
		return null;
	}

	/**
	 * Returns whether a method takes or returns connections, or what they come from. A
	 * class that only adds a setting or a name to a pool has no such method.
	 */
	private static boolean handsOnConnections(Method method) {
		return Stream.concat(Stream.of(method.getReturnType()), Arrays.stream(method.getParameterTypes()))
			.anyMatch((type) -> Connection.class.isAssignableFrom(type) || PooledConnection.class.isAssignableFrom(type)
					|| CommonDataSource.class.isAssignableFrom(type) || type.getName().endsWith("ConnectionBuilder"));
	}

}
