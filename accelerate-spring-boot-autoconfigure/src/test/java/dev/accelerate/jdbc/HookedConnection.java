package dev.accelerate.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/**
 * Connection of a driver, with what a test does just before and just after a call of it
 * or of its statements reaches the database.
 */
final class HookedConnection implements InvocationHandler {

	private final Object target;

	private final Map<String, Hook> before;

	private final Map<String, Hook> after;

	private HookedConnection(Object target, Map<String, Hook> before, Map<String, Hook> after) {
		this.target = target;
		this.before = before;
		this.after = after;
	}

	HookedConnection(Connection target) {
		this(target, new HashMap<>(), new HashMap<>());
	}

	void before(String method, Hook hook) {
		this.before.put(method, hook);
	}

	void after(String method, Hook hook) {
		this.after.put(method, hook);
	}

	Connection connection() {
		return proxy(Connection.class);
	}

	private <T> T proxy(Class<T> type) {
		return type.cast(Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { type }, this));
	}

	@Override
	public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
		this.before.getOrDefault(method.getName(), () -> {
		}).run();
		Object result;
		try {
			result = method.invoke(this.target, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
		this.after.getOrDefault(method.getName(), () -> {
		}).run();
		if (result instanceof PreparedStatement) {
			return new HookedConnection(result, this.before, this.after)
				.proxy(method.getReturnType().asSubclass(PreparedStatement.class));
		}
		return (result instanceof Statement)
				? new HookedConnection(result, this.before, this.after).proxy(Statement.class) : result;
	}

	/**
	 * The database has done it, but nobody gets to know.
	 */
	static void lostReply() throws SQLException {
		throw new SQLException("The reply is lost", "08006");
	}

	interface Hook {

		void run() throws SQLException;

	}

}
