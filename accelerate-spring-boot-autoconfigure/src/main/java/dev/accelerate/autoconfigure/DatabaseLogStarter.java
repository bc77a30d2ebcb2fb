package dev.accelerate.autoconfigure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.accelerate.AccelerateException;
import dev.accelerate.ErrorCode;
import dev.accelerate.invalidation.DatabaseLogs;
import dev.accelerate.invalidation.InvalidationChannelFactory;
import dev.accelerate.jpa.UnitDatabase;
import jakarta.persistence.EntityManagerFactory;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.BeanNameAware;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Starts the logs of the databases of one application context when its beans are ready,
 * and before anything of the application runs by itself. What is written earlier is
 * recorded at this moment.
 */
final class DatabaseLogStarter implements SmartLifecycle, BeanNameAware, DisposableBean {

	private static final Log logger = LogFactory.getLog(DatabaseLogs.class);

	private final DatabaseLogs logs;

	private final ConfigurableListableBeanFactory beans;

	private String name = "";

	private final Set<String> excluded;

	private final List<UnitDatabase> databases = new ArrayList<>();

	private volatile boolean running;

	/**
	 * Creates a starter.
	 * @param excluded the names of persistence units that get no log of their own
	 */
	DatabaseLogStarter(DatabaseLogs logs, ConfigurableListableBeanFactory beans, Collection<String> excluded) {
		this.logs = logs;
		this.beans = beans;
		this.excluded = new LinkedHashSet<>(excluded);
	}

	@Override
	public void setBeanName(String name) {
		this.name = name;
	}

	@Override
	public void start() {
		this.running = true;
		if (!this.databases.isEmpty()) {
			return;
		}
		if (!this.logs.isUsed()) {
			reportUnused();
			return;
		}
		InvalidationChannelFactory factory = this.beans.getBeanProvider(InvalidationChannelFactory.class).getObject();
		Map<String, EntityManagerFactory> units = this.beans.getBeansOfType(EntityManagerFactory.class);
		// What is committed while they close has to be recorded.
		units.keySet().forEach((unit) -> this.beans.registerDependentBean(this.name, unit));
		for (UnitDatabase database : UnitDatabase.of(included(units))) {
			if (this.logs.add(() -> factory.create(database.dataSource()), database.leading())) {
				logger.info("The invalidation log of a database is the " + this.logs.channel(database.dataSource()));
			}
			this.databases.add(database);
		}
		if (!this.databases.isEmpty()) {
			this.logs.started();
		}
		else if (!units.isEmpty() && !this.logs.isStarted()) {
			throw new AccelerateException(ErrorCode.P6001,
					"accelerate.invalidation.excluded-units names every EntityManagerFactory: "
							+ String.join(", ", units.keySet())
							+ ". No log is left to tell what other instances invalidate, so nothing could be cached. "
							+ "Take one of them off the list, or set accelerate.invalidation.log=local if there is one "
							+ "instance only.");
		}
		else if (BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.beans, EntityManagerFactory.class, true,
				false).length == 0) {
			logger.warn("accelerate.invalidation.log=table has no effect in an application context that has no "
					+ "EntityManagerFactory. What is invalidated in it is recorded once another context has one.");
		}
	}

	private List<EntityManagerFactory> included(Map<String, EntityManagerFactory> units) {
		if (!units.isEmpty() && !units.keySet().containsAll(this.excluded)) {
			logger.warn("accelerate.invalidation.excluded-units names " + String.join(", ", this.excluded)
					+ ", but the EntityManagerFactory beans are " + String.join(", ", units.keySet()));
		}
		return units.entrySet()
			.stream()
			.filter((unit) -> !this.excluded.contains(unit.getKey()))
			.map(Map.Entry::getValue)
			.toList();
	}

	private void reportUnused() {
		if (this.beans.getBeanNamesForType(InvalidationChannelFactory.class, true, false).length > 0) {
			logger.warn("This instance does not record its writes in the invalidation log, because "
					+ "accelerate.enabled=false. Instances that cache do not hear of them. Switch the cache off on all "
					+ "instances, or on none that writes.");
		}
		else {
			logger.info("The invalidation log is local: other instances of the application do not hear of writes here "
					+ "(accelerate.invalidation.log)");
		}
	}

	/**
	 * Leaves the channels open. Beans may write until they are destroyed.
	 */
	@Override
	public void stop() {
		this.running = false;
	}

	/**
	 * Closes the logs after the persistence units, unless those of another context write
	 * to them.
	 */
	@Override
	public void destroy() {
		this.logs.remove(this.databases.stream().map(UnitDatabase::leading).toList());
		this.databases.clear();
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
