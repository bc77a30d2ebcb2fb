package dev.accelerate.invalidation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
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

	private volatile DatabaseLog[] logs = {};

	private volatile Consumer<InvalidationRecord> other = (record) -> {
	};

	private volatile Runnable added = () -> {
	};

	private volatile boolean started;

	private InvalidationRecord early = InvalidationRecord.NONE;

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
		return this.started && this.logs.length > 0;
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
		for (DatabaseLog log : this.logs) {
			if (log.judge().isOf(known) && opened.channel().sharesLog(log.channel()) && join(log, user)) {
				opened.channel().close();
				return false;
			}
		}
		this.added.run();
		synchronized (this) {
			DatabaseLog[] more = Arrays.copyOf(this.logs, this.logs.length + 1);
			more[this.logs.length] = new DatabaseLog(opened);
			this.logs = more;
		}
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
	 * Adds a user to a log, unless the log has been removed meanwhile.
	 */
	private synchronized boolean join(DatabaseLog log, DatabaseLog.User user) {
		if (!isPresent(log)) {
			return false;
		}
		log.add(user);
		return true;
	}

	private boolean isPresent(DatabaseLog log) {
		return Arrays.asList(this.logs).contains(log);
	}

	/**
	 * Removes the databases of an application context. A log is closed when nothing leads
	 * to its database any more. If something does, but its channel uses the connections
	 * of what is removed, it gets another channel.
	 * @param databases what led to each of them
	 */
	public void remove(Collection<Set<Object>> databases) {
		List<DatabaseLog> closed = new ArrayList<>();
		List<DatabaseLog> left = new ArrayList<>();
		synchronized (this) {
			for (DatabaseLog log : this.logs) {
				log.remove(databases);
				(log.users().isEmpty() ? closed : left).add(log);
			}
			this.logs = left.toArray(DatabaseLog[]::new);
		}
		closed.forEach((log) -> log.channel().close());
		left.stream().filter(DatabaseLog::isOrphan).forEach(this::reopen);
	}

	private void reopen(DatabaseLog log) {
		try {
			// Whose connections are used now may be removed meanwhile.
			for (List<DatabaseLog.User> users = log.users(); !users.isEmpty() && log.isOrphan(); users = log.users()) {
				DatabaseLog.Opened before = log.opened();
				DatabaseLog.Opened opened = open(users.get(0));
				// What was stored before may depend on records that no channel has read.
				this.added.run();
				(reopen(log, before, opened) ? before : opened).channel().close();
			}
		}
		catch (RuntimeException ex) {
			logger.warn("The invalidation log of a database is read by connections of an application context that has "
					+ "been closed, because those of another one cannot be used. Nothing is cached while they fail.",
					ex);
		}
	}

	/**
	 * Opens a log again, unless it has been removed or opened again meanwhile.
	 */
	private synchronized boolean reopen(DatabaseLog log, DatabaseLog.Opened before, DatabaseLog.Opened next) {
		if (!isPresent(log) || log.opened() != before) {
			return false;
		}
		log.reopen(next);
		return true;
	}

	/**
	 * Records that the logs of the application have been added. What was kept for them is
	 * recorded. From now on, so is what is invalidated, and results are stored.
	 * @throws dev.accelerate.AccelerateException with
	 * {@link dev.accelerate.ErrorCode#P6008} if a log cannot be written to
	 */
	public void started() {
		for (InvalidationRecord kept = takeKept(); kept != null; kept = takeKept()) {
			try {
				for (DatabaseLog log : this.logs) {
					log.prepare(kept, null).committed();
				}
			}
			catch (RuntimeException ex) {
				keep(kept);
				throw ex;
			}
		}
	}

	/**
	 * Returns what was kept, or {@code null} if there is nothing more, so that the logs
	 * have started.
	 */
	private synchronized @Nullable InvalidationRecord takeKept() {
		InvalidationRecord kept = this.early;
		this.early = InvalidationRecord.NONE;
		this.started |= kept.isEmpty();
		return kept.isEmpty() ? null : kept;
	}

	/**
	 * Keeps a record for the logs that have not started yet.
	 * @return whether they have not
	 */
	synchronized boolean keep(InvalidationRecord record) {
		if (this.started || !isUsed()) {
			return false;
		}
		this.early = this.early.and(record);
		return true;
	}

	/**
	 * Returns all logs that have been added. They must not be changed.
	 */
	DatabaseLog[] all() {
		return this.logs;
	}

	/**
	 * Returns the log of a database, or {@code null} if it has none.
	 * @param database what leads to the database, or {@code null} if that is not known
	 */
	@Nullable DatabaseLog of(@Nullable Object database) {
		if (database != null) {
			for (DatabaseLog log : this.logs) {
				if (log.isOf(database)) {
					return log;
				}
			}
		}
		return null;
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
		return (log != null) ? List.of(log) : List.of(this.logs);
	}

	/**
	 * Returns whether results can be judged, because a result is to be.
	 */
	boolean areTrusted(long now) {
		for (DatabaseLog log : this.logs) {
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
		DatabaseLog[] present = this.logs;
		boolean heard = this.started && present.length > 0;
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
	 * Returns whether a log has been read up to a position. If it has not, it is read
	 * once. If the position may be one of several logs, each of them has to reach it.
	 */
	boolean reaches(Position position) {
		boolean reached = false;
		for (DatabaseLog log : this.logs) {
			if (log.judge().isOf(position)) {
				if (!log.judge().reaches(position)) {
					log.channel().catchUp();
				}
				if (!log.judge().reaches(position)) {
					return false;
				}
				reached = true;
			}
		}
		return reached;
	}

	/**
	 * Returns the positions that are of no present life of any log. A log that has
	 * another life than the one which is known here may have begun it before the position
	 * was taken. So each is asked first, unless all lives are known.
	 */
	List<Position> over(List<Position> positions, LongSupplier nanos) {
		if (!isStarted() || unknown(positions).isEmpty()) {
			return List.of();
		}
		for (DatabaseLog log : this.logs) {
			long asked = nanos.getAsLong();
			log.channel().catchUp();
			if (!log.judge().hasHeardSince(asked)) {
				return List.of();
			}
		}
		return unknown(positions);
	}

	private List<Position> unknown(List<Position> positions) {
		DatabaseLog[] present = this.logs;
		return positions.stream()
			.filter((position) -> !position.equals(Position.UNREACHABLE)
					&& Arrays.stream(present).noneMatch((log) -> log.judge().isOf(position)))
			.toList();
	}

	/**
	 * Returns whether a statement is one by which a log is written in a transaction.
	 */
	boolean sends(String sql) {
		if (isUsed()) {
			for (DatabaseLog log : this.logs) {
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
