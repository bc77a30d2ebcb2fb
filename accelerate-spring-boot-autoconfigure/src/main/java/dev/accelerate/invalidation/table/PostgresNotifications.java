package dev.accelerate.invalidation.table;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Thread that listens for hints of other nodes on PostgreSQL. It uses the driver by
 * reflection, because an application on another database lacks it. A hint that gets lost
 * only means that the next poll comes when it is due.
 */
final class PostgresNotifications implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(PostgresNotifications.class);

	private static final Duration WAIT = Duration.ofSeconds(1);

	private final Class<?> connectionType;

	private final Class<?> notificationType;

	private final LogConnection connection;

	private final String channel;

	private final String node;

	private final Runnable wake;

	private final CountDownLatch closed = new CountDownLatch(1);

	private final Thread thread;

	/**
	 * Starts to listen.
	 * @param channel the name of the channel
	 * @param node the node whose own hints are ignored
	 * @param wake is run when another node has given a hint
	 * @throws ClassNotFoundException if there is no driver of PostgreSQL
	 */
	PostgresNotifications(LogConnection connection, String channel, String node, Runnable wake)
			throws ClassNotFoundException {
		this.connectionType = type("PGConnection");
		this.notificationType = type("PGNotification");
		this.connection = connection;
		this.channel = channel;
		this.node = node;
		this.wake = wake;
		this.thread = new Thread(this::run, "accelerate-invalidation-hints");
		this.thread.setDaemon(true);
		this.thread.start();
	}

	private static Class<?> type(String name) throws ClassNotFoundException {
		return ClassUtils.forName("org.postgresql." + name, PostgresNotifications.class.getClassLoader());
	}

	private void run() {
		try {
			do {
				listen();
			}
			while (!this.closed.await(WAIT.toMillis(), TimeUnit.MILLISECONDS));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.connection.close();
		}
	}

	/**
	 * Listens until the connection fails.
	 */
	private void listen() {
		try {
			Connection open = this.connection.get();
			try (Statement statement = open.createStatement()) {
				statement.execute("listen " + this.channel);
			}
			Object driver = open.unwrap(this.connectionType);
			Method receive = this.connectionType.getMethod("getNotifications", int.class);
			while (this.closed.getCount() > 0) {
				hear((Object[]) ReflectionUtils.invokeMethod(receive, driver, (int) WAIT.toMillis()));
			}
			try (Statement statement = open.createStatement()) {
				statement.execute("unlisten " + this.channel);
			}
		}
		catch (SQLException | ReflectiveOperationException | RuntimeException ex) {
			logger.debug("Hints of the invalidation log cannot be heard", ex);
			this.connection.close();
		}
	}

	private void hear(Object @Nullable [] notifications) throws ReflectiveOperationException {
		if (notifications != null) {
			for (Object notification : notifications) {
				Method node = this.notificationType.getMethod("getParameter");
				if (!this.node.equals(ReflectionUtils.invokeMethod(node, notification))) {
					this.wake.run();
				}
			}
		}
	}

	@Override
	public void close() {
		this.closed.countDown();
		try {
			this.thread.join(2 * WAIT.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
