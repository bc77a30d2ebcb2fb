package dev.accelerate.invalidation.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.LongSupplier;

import javax.sql.DataSource;

import dev.accelerate.AccelerateException;
import dev.accelerate.ErrorCode;
import dev.accelerate.invalidation.ChannelClosedException;
import dev.accelerate.invalidation.InvalidationChannel;
import dev.accelerate.invalidation.InvalidationRecord;
import dev.accelerate.invalidation.TableNames;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * {@link InvalidationChannel} over a table of the application's own database.
 */
public final class TableInvalidationChannel implements InvalidationChannel, LogState {

	private static final Log logger = LogFactory.getLog(TableInvalidationChannel.class);

	/**
	 * How long to wait at most for a poll that was asked for.
	 */
	private static final Duration MOMENT = Duration.ofMillis(500);

	private final DataSource connections;

	private final TableSettings settings;

	private final TailLimits limits;

	private final TableNames names;

	private final LongSupplier nanos;

	private final TableListener listener;

	private final Holes holes;

	private final PollTimer timer;

	private volatile @Nullable Running running;

	private volatile @Nullable String table;

	/**
	 * Creates a channel that is not started.
	 * @param connections the data source of the channel's own connections: two that are
	 * kept, and a third one for hints
	 * @param settings the settings
	 * @param names knows the tables that other nodes name
	 * @param nanos the monotonic nanoseconds of this node
	 * @param listener the listener for what the channel does
	 */
	public TableInvalidationChannel(DataSource connections, TableSettings settings, TableNames names,
			LongSupplier nanos, TableListener listener) {
		this(connections, settings, names, nanos, listener, TailLimits.DEFAULT);
	}

	TableInvalidationChannel(DataSource connections, TableSettings settings, TableNames names, LongSupplier nanos,
			TableListener listener, TailLimits limits) {
		this.connections = connections;
		this.settings = settings;
		this.names = names;
		this.nanos = nanos;
		this.listener = listener;
		this.limits = limits;
		this.holes = new Holes(limits.jump());
		this.timer = new PollTimer(settings.pollInterval(), limits.idle(), nanos);
	}

	@Override
	public void start(Sink sink) {
		if (this.running != null) {
			throw new IllegalStateException("The channel has been started");
		}
		LogConnection connection = connection();
		try {
			Connection open = connection.get();
			LogTable table = LogTable.of(open, this.settings);
			refuse(table.dialect().refusal(open), null);
			start(sink, connection, open, table);
		}
		catch (SQLException ex) {
			connection.close();
			refuse("it cannot be read", ex);
		}
		catch (RuntimeException ex) {
			connection.close();
			throw ex;
		}
	}

	private void start(Sink sink, LogConnection connection, Connection open, LogTable table) throws SQLException {
		Silence silence = new Silence(table.name(), this.settings.maxSilence(), this.nanos);
		OwnRecords own = new OwnRecords(this.holes, this::committed, this::follow);
		LogReader reader = new LogReader(table, this.limits.rows(), seconds(this.settings.maxSilence()));
		Tail tail = new Tail(table, reader, this.holes, own, this.settings.node(), this.names,
				new HeardSink(sink, silence), this.listener, this.nanos);
		try {
			tail.begin(open);
		}
		catch (SQLException ex) {
			if (table.dialect().isMissingTable(ex)) {
				throw new MissingInvalidationTableException(table.name(), TableSchema.ddl(table),
						LogTable.describe(open), ex);
			}
			throw ex;
		}
		HoleFiller filler = new HoleFiller(table, this.settings.node(), this.holes, this.limits.patience(), this.nanos);
		Trimmer trimmer = new Trimmer(table, this.settings, this.limits, this.holes, this.listener, this.nanos);
		this.table = table.name();
		Hints hints = Hints.of(table, this.settings);
		TailThread thread = new TailThread(connection, tail, filler, trimmer, this.timer, silence, this.listener,
				(hints != null) ? hints.statement() : null);
		AutoCloseable notifications = (hints != null)
				? hints.listen(connection(), () -> this.timer.want(PollTimer.Wish.SOON)) : null;
		this.running = new Running(new RecordWriter(table, this.settings, connection()), own, tail, thread, silence,
				notifications);
		thread.start();
		this.listener.started(this);
	}

	private LogConnection connection() {
		return new LogConnection(this.connections, 1000 * (seconds(this.settings.maxSilence()) + 3));
	}

	private static int seconds(Duration time) {
		return (int) Math.min(60, Math.max(1, time.plusMillis(999).toSeconds()));
	}

	/**
	 * Refuses to start if there is a reason.
	 */
	private void refuse(@Nullable String reason, @Nullable SQLException cause) {
		if (reason != null) {
			String why = (cause instanceof BrokenLogException) ? String.valueOf(cause.getMessage()) : reason;
			throw new AccelerateException(ErrorCode.P6001, "The invalidation log in the table " + this.settings.name()
					+ " cannot be used: " + why
					+ ". Change that, name the persistence unit in accelerate.invalidation.excluded-units if others write what "
					+ "it reads, or set accelerate.invalidation.log=local if there is one instance only.", cause);
		}
	}

	@Override
	public Append prepare(InvalidationRecord record, @Nullable Connection transaction) {
		Running present = running();
		long id = (transaction != null) ? present.writer.write(record, transaction) : present.writer.write(record);
		return present.own.add(id);
	}

	private Running running() {
		Running present = this.running;
		if (present == null) {
			throw new ChannelClosedException("The invalidation could not be recorded in the table "
					+ this.settings.name() + ", because its channel has not been started, or is closed.");
		}
		return present;
	}

	private void committed() {
		Running present = this.running;
		if (present != null) {
			present.thread.committed();
		}
	}

	/**
	 * Writes a row that says nothing, if that is possible now, and has it read.
	 */
	private void follow() {
		try {
			running().writer.write(InvalidationRecord.NONE);
			this.timer.want(PollTimer.Wish.SOON);
		}
		catch (AccelerateException ex) {
			logger.debug("No row can follow one whose commit had no reply", ex);
		}
	}

	/**
	 * A row that says nothing proves it, written by this channel and found by the other.
	 * No other node of the log has the name of this one.
	 */
	@Override
	public boolean sharesLog(InvalidationChannel other) {
		Running known = (other instanceof TableInvalidationChannel channel) ? channel.running : null;
		if (known == null) {
			return false;
		}
		try {
			return known.writer.isWritten(running().writer.write(InvalidationRecord.NONE), this.settings.node());
		}
		catch (AccelerateException ex) {
			logger.debug("It cannot be found out whether two invalidation logs are one", ex);
			return false;
		}
	}

	@Override
	public void catchUp() {
		if (this.running != null) {
			this.timer.awaitPoll(MOMENT);
		}
	}

	@Override
	public boolean sends(String sql) {
		Running present = this.running;
		return present != null && present.writer.sends(sql);
	}

	/**
	 * Records that the application reads. Without that, polls pause after a minute.
	 * @param now the moment, by the nanoseconds of this node
	 */
	@Override
	public void read(long now) {
		this.timer.read(now);
	}

	@Override
	public boolean isPaused() {
		return this.timer.isPaused();
	}

	@Override
	public Duration silence() {
		Running present = this.running;
		return Duration.ofNanos((present != null) ? present.silence.nanos() : 0);
	}

	@Override
	public Duration lag() {
		Running present = this.running;
		return (present != null) ? present.tail.lag() : Duration.ZERO;
	}

	/**
	 * Returns the table, with its schema.
	 * @return the name as statements have it, or {@code null} before the start
	 */
	public @Nullable String table() {
		return this.table;
	}

	@Override
	public int holes() {
		return this.holes.size();
	}

	@Override
	public String toString() {
		return "table " + this.settings.name();
	}

	@Override
	public void close() {
		Running present = this.running;
		this.running = null;
		if (present != null) {
			this.listener.stopped(this);
			present.close();
		}
	}

	/**
	 * What there is from the start to the end.
	 */
	private record Running(RecordWriter writer, OwnRecords own, Tail tail, TailThread thread, Silence silence,
			@Nullable AutoCloseable notifications) {

		/**
		 * Ends everything. Whoever waits for the outcome of a commit without a reply need
		 * not wait any longer: another channel tells of it.
		 */
		void close() {
			this.thread.close();
			this.own.close();
			this.writer.close();
			if (this.notifications != null) {
				try {
					this.notifications.close();
				}
				catch (Exception ex) {
					logger.debug("The listener for hints could not be closed", ex);
				}
			}
		}

	}

}
