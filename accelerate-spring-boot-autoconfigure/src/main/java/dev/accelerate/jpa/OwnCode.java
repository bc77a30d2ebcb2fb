package dev.accelerate.jpa;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

import javax.sql.CommonDataSource;
import javax.sql.PooledConnection;

import org.aopalliance.aop.Advice;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.Advisor;
import org.springframework.aop.PointcutAdvisor;
import org.springframework.aop.aspectj.AbstractAspectJAdvice;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.transaction.ConfigurableTransactionManager;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.TransactionManager;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Code of the application that decides how a connection or a session is opened, and may
 * do so by a tenant.
 */
final class OwnCode {

	private OwnCode() {
	}

	/**
	 * Returns the name of the class by which an application's own code opens the
	 * connections of a data source, or {@code null} if none does.
	 */
	static @Nullable String opening(CommonDataSource dataSource) {
		if (dataSource instanceof Advised || Proxy.isProxyClass(dataSource.getClass())) {
			return around(dataSource, "getConnection");
		}
		return declarer(dataSource.getClass(), OwnCode::handsOnConnections);
	}

	/**
	 * Returns what an application's own code does to every session that a transaction
	 * manager opens, or {@code null} if nothing.
	 */
	static @Nullable String beginning(TransactionManager manager) {
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
		String declarer = declarer(plain.getClass(), (method) -> method.getName().equals("doBegin")
				|| method.getName().equals("createEntityManagerForTransaction"));
		return (declarer != null)
				? "the transaction manager " + declarer + ", a class of the application's own that begins transactions"
				: null;
	}

	/**
	 * Returns the initializer of the sessions that a bean of Spring opens, or
	 * {@code null} if it has none. It has a setter for it and no getter.
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
	 * Returns the name of the class by which an application's own code comes between a
	 * proxy and its method, or {@code null} if none does.
	 */
	static @Nullable String around(Object proxy, String method) {
		if (!(proxy instanceof Advised advised)) {
			Class<?> handler = Proxy.isProxyClass(proxy.getClass()) ? Proxy.getInvocationHandler(proxy).getClass()
					: proxy.getClass();
			return KnownClasses.contains(handler) ? null : handler.getName();
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
	 * A class that only adds a setting or a name to a pool does not.
	 */
	private static boolean handsOnConnections(Method method) {
		return Stream.concat(Stream.of(method.getReturnType()), Arrays.stream(method.getParameterTypes()))
			.anyMatch((type) -> Connection.class.isAssignableFrom(type) || PooledConnection.class.isAssignableFrom(type)
					|| CommonDataSource.class.isAssignableFrom(type) || type.getName().endsWith("ConnectionBuilder"));
	}

}
