package dev.accelerate.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import dev.accelerate.invalidation.DatabaseLogs;
import dev.accelerate.invalidation.InvalidationChannel;
import dev.accelerate.invalidation.InvalidationChannelFactory;
import dev.accelerate.jpa.UnitDatabase;
import jakarta.persistence.EntityManagerFactory;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Starts the logs of the databases of one application context when its beans are ready,
 * and before anything of the application runs by itself. What is written earlier is
 * recorded at this moment.
 */
final class DatabaseLogStarter implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(DatabaseLogs.class);

	private final DatabaseLogs logs;

	private final ListableBeanFactory beans;

	private final List<InvalidationChannel> channels = new ArrayList<>();

	private volatile boolean running;

	DatabaseLogStarter(DatabaseLogs logs, ListableBeanFactory beans) {
		this.logs = logs;
		this.beans = beans;
	}

	@Override
	public void start() {
		this.running = true;
		if (!this.logs.isUsed()) {
			logger.info("The invalidation log is local: other instances of the application do not hear of writes here "
					+ "(accelerate.invalidation.log)");
			return;
		}
		InvalidationChannelFactory factory = this.beans.getBeanProvider(InvalidationChannelFactory.class).getObject();
		for (UnitDatabase database : UnitDatabase.of(this.beans.getBeansOfType(EntityManagerFactory.class).values())) {
			InvalidationChannel channel = factory.create(database.dataSource());
			this.logs.add(channel, database.leading());
			this.channels.add(channel);
			logger.info("The invalidation log of a database is the " + channel);
		}
		if (!this.channels.isEmpty()) {
			this.logs.started();
		}
	}

	/**
	 * Closes the channels after everything else that has a life cycle was stopped.
	 */
	@Override
	public void stop() {
		this.running = false;
		this.channels.forEach((channel) -> {
			this.logs.remove(channel);
			channel.close();
		});
		this.channels.clear();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return Integer.MIN_VALUE + 1024;
	}

}
