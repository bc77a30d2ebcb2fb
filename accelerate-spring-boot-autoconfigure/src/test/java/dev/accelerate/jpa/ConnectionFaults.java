package dev.accelerate.jpa;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.util.ClassUtils;

/**
 * What goes wrong, or takes long, where a commit is sent to the database.
 */
class ConnectionFaults implements BeanPostProcessor {

	private final ThreadLocal<Boolean> losing = ThreadLocal.withInitial(() -> false);

	private final ThreadLocal<@Nullable Runnable> afterQuery = new ThreadLocal<>();

	private volatile @Nullable Runnable beforeCommit;

	/**
	 * Lose the reply to the next commit of this thread: it is done, and looks as if it
	 * was not.
	 */
	void loseNextReply() {
		this.losing.set(true);
	}

	/**
	 * Do something where the next commit, of whatever thread, has been sent and has not
	 * arrived.
	 */
	void whileNextCommitIsUnderWay(Runnable action) {
		this.beforeCommit = action;
	}

	/**
	 * Do something where the next query of this thread has been answered.
	 */
	void afterNextQuery(Runnable action) {
		this.afterQuery.set(action);
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		return (bean instanceof DataSource dataSource) ? new FaultyDataSource(dataSource) : bean;
	}

	private @Nullable Object invoke(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
		boolean commits = isCommit(target, method);
		if (commits && this.beforeCommit != null) {
			Runnable action = this.beforeCommit;
			this.beforeCommit = null;
			action.run();
		}
		Object result;
		try {
			result = method.invoke(target, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getCause();
		}
		if (commits && this.losing.get()) {
			this.losing.remove();
			throw new SQLException("The reply was lost", "08006");
		}
		Runnable action = this.afterQuery.get();
		if (action != null && method.getName().equals("executeQuery")) {
			this.afterQuery.remove();
			action.run();
		}
		return (result instanceof Statement statement && target instanceof Connection) ? proxy(statement) : result;
	}

	/**
	 * With auto-commit every statement is a commit.
	 */
	private static boolean isCommit(Object target, Method method) throws SQLException {
		return method.getName().equals("commit") || (target instanceof Statement statement
				&& method.getName().matches("executeUpdate|executeLargeUpdate|executeBatch|executeLargeBatch")
				&& statement.getConnection().getAutoCommit());
	}

	@SuppressWarnings("unchecked")
	private <T> T proxy(T target) {
		Class<?>[] types = (target instanceof Connection) ? new Class<?>[] { Connection.class }
				: ClassUtils.getAllInterfaces(target);
		return (T) Proxy.newProxyInstance(getClass().getClassLoader(), types,
				(proxy, method, arguments) -> invoke(target, method, arguments));
	}

	private final class FaultyDataSource extends DelegatingDataSource {

		private FaultyDataSource(DataSource target) {
			super(target);
		}

		@Override
		public Connection getConnection() throws SQLException {
			return proxy(super.getConnection());
		}

	}

}
