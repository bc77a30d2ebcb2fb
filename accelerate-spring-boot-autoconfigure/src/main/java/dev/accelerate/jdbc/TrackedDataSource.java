package dev.accelerate.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.util.function.Supplier;

import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.util.function.SingletonSupplier;

/**
 * Interceptor of a data source that has every connection it hands out followed. A
 * followed connection that is passed to the data source is unwrapped first.
 */
final class TrackedDataSource implements MethodInterceptor {

	private final SingletonSupplier<ConnectionTracker> tracking;

	TrackedDataSource(Supplier<ConnectionTracker> tracking) {
		this.tracking = SingletonSupplier.of(tracking);
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		@Nullable Object[] arguments = invocation.getArguments();
		for (int i = 0; i < arguments.length; i++) {
			Object argument = arguments[i];
			if (argument instanceof Connection) {
				arguments[i] = this.tracking.obtain().untracked(argument);
			}
		}
		return tracked(invocation.proceed(), invocation.getThis());
	}

	private @Nullable Object tracked(@Nullable Object result, @Nullable Object dataSource) {
		if (result instanceof Connection connection) {
			return this.tracking.obtain().track(connection, dataSource);
		}
		return (result instanceof ConnectionBuilder builder) ? tracked(builder, dataSource) : result;
	}

	private Object tracked(ConnectionBuilder builder, @Nullable Object dataSource) {
		return Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { ConnectionBuilder.class },
				(proxy, method, arguments) -> {
					try {
						return tracked(method.invoke(builder, arguments), dataSource);
					}
					catch (InvocationTargetException ex) {
						throw ex.getTargetException();
					}
				});
	}

}
