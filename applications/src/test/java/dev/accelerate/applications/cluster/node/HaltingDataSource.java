package dev.accelerate.applications.cluster.node;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import dev.accelerate.applications.cluster.node.CommitHalt.Point;
import org.postgresql.ds.PGSimpleDataSource;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Data source beneath the pool, in whose connections a process can die while it commits.
 * Some commits are slow, as on a network, so that they overtake each other.
 */
final class HaltingDataSource extends DelegatingDataSource {

	private static final int SLOW_ONE_IN = 10;

	private final CommitHalt halt;

	private final int slowMillis;

	HaltingDataSource(PGSimpleDataSource server, CommitHalt halt, int slowMillis) {
		super(server);
		this.halt = halt;
		this.slowMillis = slowMillis;
	}

	@Override
	public Connection getConnection() throws SQLException {
		return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Connection.class },
				new Commits(super.getConnection()));
	}

	/**
	 * Connection that notices what belongs to a commit.
	 */
	private final class Commits implements InvocationHandler {

		private final Connection connection;

		private boolean wrote;

		Commits(Connection connection) {
			this.connection = connection;
		}

		@Override
		public Object invoke(Object proxy, Method method, Object[] args) throws Throwable {
			boolean commits = method.getName().equals("commit") && this.wrote;
			this.wrote &= !method.getName().equals("rollback");
			if (args != null && args.length > 0 && args[0] instanceof String sql) {
				this.wrote |= sql.startsWith("update");
				if (sql.startsWith("insert into") && !this.connection.getAutoCommit()) {
					HaltingDataSource.this.halt.reached(Point.BEFORE_ROW);
				}
			}
			if (commits) {
				this.wrote = false;
				if (ThreadLocalRandom.current().nextInt(SLOW_ONE_IN) == 0) {
					LockSupport.parkNanos(TimeUnit.MILLISECONDS
						.toNanos(ThreadLocalRandom.current().nextInt(HaltingDataSource.this.slowMillis)));
				}
				HaltingDataSource.this.halt.reached(Point.BEFORE_COMMIT);
			}
			Object result = call(method, args);
			if (commits) {
				HaltingDataSource.this.halt.reached(Point.AFTER_REPLY);
			}
			return result;
		}

		private Object call(Method method, Object[] args) throws Throwable {
			try {
				return method.invoke(this.connection, args);
			}
			catch (InvocationTargetException ex) {
				throw ex.getTargetException();
			}
		}

	}

}
