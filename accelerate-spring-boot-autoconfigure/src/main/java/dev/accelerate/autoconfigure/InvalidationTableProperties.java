package dev.accelerate.autoconfigure;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.DurationUnit;
import org.springframework.boot.sql.init.DatabaseInitializationMode;

/**
 * Properties of the table that is the log of a database.
 */
public class InvalidationTableProperties {

	/**
	 * Name of the table.
	 */
	private String name = "accelerate_invalidation";

	/**
	 * Schema of the table. By default that of the connections of the data source.
	 */
	private @Nullable String schema;

	/**
	 * When the table is created as the application starts, if it does not exist.
	 */
	private DatabaseInitializationMode initializeSchema = DatabaseInitializationMode.EMBEDDED;

	/**
	 * Name of the data source bean whose connections the log is read by. By default they
	 * are made as those of the data source of the persistence unit are, but outside its
	 * pool.
	 */
	private @Nullable String dataSource;

	/**
	 * Time between two reads of the table. If a duration suffix is not specified,
	 * milliseconds are used.
	 */
	@DurationUnit(ChronoUnit.MILLIS)
	private Duration pollInterval = Duration.ofMillis(100);

	/**
	 * Time after which rows are deleted. An instance that has not read for longer begins
	 * anew with an empty cache. If a duration suffix is not specified, seconds are used.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private Duration retention = Duration.ofHours(1);

	/**
	 * Whether instances on PostgreSQL notify each other that there is something to read.
	 */
	private boolean notify = false;

	public String getName() {
		return this.name;
	}

	public void setName(String name) {
		this.name = name;
	}

	public @Nullable String getSchema() {
		return this.schema;
	}

	public void setSchema(@Nullable String schema) {
		this.schema = schema;
	}

	public DatabaseInitializationMode getInitializeSchema() {
		return this.initializeSchema;
	}

	public void setInitializeSchema(DatabaseInitializationMode initializeSchema) {
		this.initializeSchema = initializeSchema;
	}

	public @Nullable String getDataSource() {
		return this.dataSource;
	}

	public void setDataSource(@Nullable String dataSource) {
		this.dataSource = dataSource;
	}

	public Duration getPollInterval() {
		return this.pollInterval;
	}

	public void setPollInterval(Duration pollInterval) {
		this.pollInterval = pollInterval;
	}

	public Duration getRetention() {
		return this.retention;
	}

	public void setRetention(Duration retention) {
		this.retention = retention;
	}

	public boolean isNotify() {
		return this.notify;
	}

	public void setNotify(boolean notify) {
		this.notify = notify;
	}

}
