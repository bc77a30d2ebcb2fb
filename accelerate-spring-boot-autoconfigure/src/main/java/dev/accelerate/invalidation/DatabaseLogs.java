package dev.accelerate.invalidation;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Registry of the logs of databases. An application whose log is local has none. Until
 * the logs have started it is not known what other nodes invalidate, and what this node
 * invalidates is kept for them.
 */
public final class DatabaseLogs {

	private static final Log logger = LogFactory.getLog(DatabaseLogs.class);

	private final Use use;

	private final Supplier<Judge> judges;

	private final PresentLogs logs = new PresentLogs();

	private volatile Consumer<InvalidationRecord> other = (record) -> {
	};

	private volatile Runnable added = () -> {
	};

	private final EarlyRecords early = new EarlyRecords();

	/**
	 * Creates a registry without logs.
	 * @param use whether and how logs will be used
	 * @param replicaLag the longest time that a commit may take to show on every replica;
	 * zero if reads see every commit at once
	 * @param maxSilence the time for which results are answered and stored after a log
	 * was read for the last time
	 * @param nanos the monotonic nanoseconds by which these times are measured
	 */
	public DatabaseLogs(Use use, Duration replicaLag, Duration maxSilence, LongSupplier nanos) {
		this.use = use;
		this.judges = () -> new Judge(replicaLag, maxSilence, nanos);
	}

	/**
	 * Returns the registry of an application whose log is local.
	 * @return a registry that is not used
	 */
	public static DatabaseLogs none() {
		return new DatabaseLogs(Use.NOT, Duration.ZERO, Duration.ZERO, System::nanoTime);
	}

	/**
	 * Returns whether the nodes tell each other at all.
	 * @return whether there are logs, or will be
	 */
	public boolean isUsed() {
		return this.use != Use.NOT;
	}

	/**
	 * Returns whether a transaction commits if its row cannot be written.
	 */
	boolean commitsOnFailure() {
		return this.use == Use.BEST_EFFORT;
	}

	/**
	 * Returns whether the logs have started, and have not been closed since.
	 * @return whether there are logs
	 */
	public boolean isStarted() {
		return this.early.isOver() && all().length > 0;
	}

	/**
	 * Adds the log of a database. Its channel is started first, so that the judge knows
	 * its epoch. If another channel is proved to read the very same log, that one is used
	 * and this one is closed. Whatever was stored before has no stamp of a log that is
	 * new, and is no longer valid.
	 * @param channels creates the channel that carries the records of the log; it is
	 * asked again if the channel that is used is closed by another context
	 * @param databases what leads to the database, by identity: the data source itself,
	 * what wraps it, and the session factories that connect by it
	 * @return whether the log is new
	 * @throws dev.accelerate.AccelerateException with
	 * {@link dev.accelerate.ErrorCode#P6001} if the channel cannot be set up as
	 * configured
	 */
	public boolean add(Supplier<InvalidationChannel> channels, Set<Object> databases) {
		DatabaseLog.User user = new DatabaseLog.User(channels, databases);
		DatabaseLog.Opened opened = open(user);
		Position known = opened.judge().known();
		for (DatabaseLog log : all()) {
			if (log.judge().isOf(known) && opened.channel().sharesLog(log.channel()) && this.logs.join(log, user)) {
				opened.channel().close();
				return false;
			}
		}
		this.added.run();
		this.logs.add(new DatabaseLog(opened));
		return true;
	}

	/**
	 * Starts a channel by the connections of a user.
	 */
	private DatabaseLog.Opened open(DatabaseLog.User user) {
		Judge judge = this.judges.get();
		InvalidationChannel channel = user.channels().get();
		channel.start(new ToldSink(judge, (record) -> this.other.accept(record)));
		return new DatabaseLog.Opened(channel, judge, user);
	}

	/**
	 * Removes the databases of an application context. A log is closed when nothing leads
	 * to its database any more. If something does, but its channel uses the connections
	 * of what is removed, it gets another channel.
	 * @param databases what led to each of them
	 */
	public void remove(Collection<Set<Object>> databases) {
		this.logs.remove(databases).forEach((log) -> log.channel().close());
		for (DatabaseLog log : all()) {
			reopen(log);
		}
	}

	/**
	 * Opens a log again if its channel uses the connections of one that is removed.
	 */
	private void reopen(DatabaseLog log) {
		try {
			// Whose connections are used now may be removed meanwhile.
			for (List<DatabaseLog.User> users = log.users(); !users.isEmpty() && log.isOrphan(); users = log.users()) {
				DatabaseLog.Opened before = log.opened();
				DatabaseLog.Opened opened = open(users.get(0));
				// What was stored before may depend on records that no channel has read.
				this.added.run();
				(this.logs.reopen(log, before, opened) ? before : opened).channel().close();
			}
		}
		catch (RuntimeException ex) {
			logger.warn("The invalidation log of a database is read by connections of an application context that has "
					+ "been closed, because those of another one cannot be used. Nothing is cached while they fail.",
					ex);
		}
	}

	/**
	 * Records that the logs of the application have been added. What was kept for them is
	 * recorded. From now on, so is what is invalidated, and results are stored.
	 * @throws dev.accelerate.AccelerateException with
	 * {@link dev.accelerate.ErrorCode#P6008} if a log cannot be written to
	 */
	public void started() {
		this.early.end((kept) -> {
			for (DatabaseLog log : all()) {
				log.prepare(kept, null).committed();
			}
		});
	}

	/**
	 * Keeps a record for the logs that have not started yet.
	 * @return whether they have not
	 */
	boolean keep(InvalidationRecord record) {
		return isUsed() && this.early.keep(record);
	}

	/**
	 * Returns all logs that have been added. They must not be changed.
	 */
	DatabaseLog[] all() {
		return this.logs.all();
	}

	/**
	 * Returns the log of a database, or {@code null} if it has none.
	 * @param database what leads to the database, or {@code null} if that is not known
	 */
	@Nullable DatabaseLog of(@Nullable Object database) {
		return (database != null) ? this.logs.of(database) : null;
	}

	/**
	 * Returns what carries the records of a database.
	 * @param database what leads to the database
	 * @return the channel, or {@code null} if the database has no log, or none yet
	 */
	public @Nullable InvalidationChannel channel(Object database) {
		DatabaseLog log = of(database);
		return (log != null) ? log.channel() : null;
	}

	/**
	 * Returns the logs to which a write to a database must be told: its own, or all if it
	 * has none.
	 */
	List<DatabaseLog> toTell(@Nullable Object database) {
		DatabaseLog log = of(database);
		return (log != null) ? List.of(log) : List.of(all());
	}

	/**
	 * Returns whether results can be judged, because a result is to be.
	 */
	boolean areTrusted(long now) {
		for (DatabaseLog log : all()) {
			log.channel().read(now);
		}
		return areHeard(now);
	}

	/**
	 * Returns whether it is known what other nodes invalidate. Unlike a read, this keeps
	 * no log from resting.
	 * @param now the present, in the monotonic nanoseconds of the node
	 * @return whether every log was read not long ago
	 */
	public boolean areHeard(long now) {
		DatabaseLog[] present = all();
		boolean heard = this.early.isOver() && present.length > 0;
		for (DatabaseLog log : present) {
			heard &= log.judge().isTrusted(now);
		}
		return heard;
	}

	/**
	 * Sets what is told that a log is added or opened again, once its channel has started
	 * and before it is used.
	 */
	void tellAdded(Runnable added) {
		this.added = added;
	}

	/**
	 * Sets what is told of every record that another node has made, before the judge.
	 */
	void tell(Consumer<InvalidationRecord> other) {
		this.other = other;
	}

	/**
	 * Returns whether a statement is one by which a log is written in a transaction.
	 */
	boolean sends(String sql) {
		if (isUsed()) {
			for (DatabaseLog log : all()) {
				if (log.channel().sends(sql)) {
					return true;
				}
			}
		}
		return false;
	}

	/**
	 * Whether and how the logs of databases are used.
	 */
	public enum Use {

		/**
		 * There are none.
		 */
		NOT,

		/**
		 * A transaction fails if it cannot be recorded in the log.
		 */
		REQUIRED,

		/**
		 * A transaction commits even if it cannot be recorded in the log, which is told
		 * afterwards.
		 */
		BEST_EFFORT

	}

}
