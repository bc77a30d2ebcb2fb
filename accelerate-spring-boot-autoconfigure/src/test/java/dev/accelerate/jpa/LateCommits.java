package dev.accelerate.jpa;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.util.ClassUtils;

/**
 * Network that breaks where a commit is sent: the connection is lost at once, and the
 * commit reaches the database later.
 */
class LateCommits implements BeanPostProcessor {

	private final List<Commit> underWay = new ArrayList<>();

	private boolean breaking;

	/**
	 * Break the connection by which the next commit is sent.
	 */
	void breakAtNextCommit() {
		this.breaking = true;
	}

	/**
	 * Let the commits arrive that are under way.
	 */
	void arrive() throws SQLException {
		assertUnderWay();
		for (Commit commit : this.underWay) {
			commit.send().run();
			commit.connection().close();
		}
		this.underWay.clear();
	}

	private void assertUnderWay() {
		if (this.breaking || this.underWay.isEmpty()) {
			throw new AssertionError("No commit was sent");
		}
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		return (bean instanceof DataSource dataSource) ? new DelegatingDataSource(dataSource) {

			@Override
			public Connection getConnection() throws SQLException {
				return new BreakableConnection(super.getConnection()).proxy();
			}

		} : bean;
	}

	private record Commit(Connection connection, Send send) {
	}

	private interface Send {

		void run() throws SQLException;

	}

	private final class BreakableConnection {

		private final Connection target;

		private boolean broken;

		BreakableConnection(Connection target) {
			this.target = target;
		}

		Connection proxy() {
			return proxy(this.target, new Class<?>[] { Connection.class });
		}

		@SuppressWarnings("unchecked")
		private <T> T proxy(T target, Class<?>[] types) {
			return (T) Proxy.newProxyInstance(getClass().getClassLoader(), types,
					(proxy, method, arguments) -> invoke(target, method, arguments));
		}

		private @Nullable Object invoke(Object target, Method method, @Nullable Object @Nullable [] arguments)
				throws Throwable {
			if (this.broken) {
				return switch (method.getName()) {
					case "isClosed" -> true;
					case "close" -> null;
					default -> throw new SQLException("The connection is lost", "08003");
				};
			}
			if (LateCommits.this.breaking && isCommit(target, method)) {
				LateCommits.this.breaking = false;
				this.broken = true;
				LateCommits.this.underWay.add(new Commit(this.target, () -> send(target, method, arguments)));
				throw new SQLException("The reply is lost", "08006");
			}
			Object result = call(target, method, arguments);
			return (result instanceof Statement statement) ? proxy(statement, ClassUtils.getAllInterfaces(statement))
					: result;
		}

		private static void send(Object target, Method method, @Nullable Object @Nullable [] arguments)
				throws SQLException {
			try {
				call(target, method, arguments);
			}
			catch (Throwable ex) {
				throw new SQLException(ex);
			}
		}

		private static @Nullable Object call(Object target, Method method, @Nullable Object @Nullable [] arguments)
				throws Throwable {
			try {
				return method.invoke(target, arguments);
			}
			catch (InvocationTargetException ex) {
				throw ex.getCause();
			}
		}

		/**
		 * With auto-commit every statement is a commit.
		 */
		private boolean isCommit(Object target, Method method) throws SQLException {
			return method.getName().equals("commit") || (target instanceof Statement
					&& method.getName().matches("execute(Large)?(Update|Batch)?") && this.target.getAutoCommit());
		}

	}

}
