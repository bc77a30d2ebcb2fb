package dev.accelerate.invalidation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.accelerate.AccelerateException;
import dev.accelerate.ErrorCode;
import dev.accelerate.invalidation.InvalidationChannel.Append;
import dev.accelerate.invalidation.InvalidationListener.Origin;
import dev.accelerate.invalidation.Invalidity.Kind;
import org.jspecify.annotations.Nullable;

/**
 * View of what is invalid on this node: what the log says, and what is <em>pending</em>.
 * A record is pending while a transaction has announced it before its commit and has
 * neither appended nor withdrawn it. A result that a pending record names is neither
 * served nor shared, because it is not known whether the database already shows the
 * commit.
 */
public final class Invalidations implements AutoCloseable {

	/**
	 * Default time for which the writes of a commit with unknown outcome stay pending.
	 */
	public static final Duration UNKNOWN_COMMIT = Duration.ofSeconds(60);

	private final InvalidationLog log;

	private final DatabaseLogs databases;

	private final InvalidationListener listener;

	private final PendingCounts pending = new PendingCounts();

	private final Deliveries deliveries;

	private final RowDirectory rowDirectory = new RowDirectory();

	private volatile SchemaWatch schema = SchemaWatch.NONE;

	private volatile boolean tracksRows;

	/**
	 * Creates the view of a node.
	 * @param log what the node knows
	 * @param databases the logs of databases, by which other nodes are told
	 * @param listener the observer
	 * @param unknownCommit how long a commit with unknown outcome may take to show in the
	 * database; zero if it shows at once or never
	 */
	public Invalidations(InvalidationLog log, DatabaseLogs databases, InvalidationListener listener,
			Duration unknownCommit) {
		this(log, databases, listener, unknownCommit,
				(delay) -> CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS));
	}

	/**
	 * Creates the view of a node.
	 * @param log what the node knows
	 * @param databases the logs of databases, by which other nodes are told
	 * @param listener the observer
	 * @param unknownCommit how long a commit with unknown outcome may take to show in the
	 * database; zero if it shows at once or never
	 * @param delayed creates an executor that runs its tasks after a delay
	 */
	public Invalidations(InvalidationLog log, DatabaseLogs databases, InvalidationListener listener,
			Duration unknownCommit, Function<Duration, Executor> delayed) {
		this.log = log;
		this.databases = databases;
		this.listener = listener;
		this.deliveries = new Deliveries(this::name, this.pending, listener, unknownCommit, delayed);
		databases.tell(this::heard);
	}

	/**
	 * Returns the present stamp of the log.
	 * @return the stamp, see {@link InvalidationLog#stamp()}
	 */
	public Stamp stamp() {
		return this.log.stamp();
	}

	/**
	 * Appends a record at once, for other nodes first.
	 * @param record what became invalid
	 * @param origin the origin of the invalidation
	 * @throws dev.accelerate.AccelerateException with
	 * {@link dev.accelerate.ErrorCode#P6008} if the record could not be written
	 */
	public void append(InvalidationRecord record, Origin origin) {
		boolean told = !record.rows().tables().isEmpty() && areRowsTold(record.tables(), () -> false);
		appendTold(told ? record : record.withUnknownRows(), origin);
	}

	private void appendTold(InvalidationRecord record, Origin origin) {
		List<Append> rows = new ArrayList<>();
		if (!this.databases.keep(record)) {
			for (DatabaseLog log : this.databases.all()) {
				rows.add(log.prepare(record, null));
			}
		}
		name(record);
		rows.forEach(Append::committed);
		this.listener.onAppend(record, origin);
	}

	/**
	 * Invalidates everything on this node, because of what it has learned about results
	 * stored earlier. Other nodes learn it themselves.
	 */
	public void invalidateAllHere() {
		this.deliveries.announce(InvalidationRecord.ALL);
		this.deliveries.deliver(InvalidationRecord.ALL, Origin.STATEMENTS, List.of(InvalidationRecord.ALL), List.of(),
				List.of());
	}

	/**
	 * Returns whether a result is still valid for a caller. Only this method judges that.
	 * @param dependencies what the result depends on
	 * @param callersTags the tags of the caller, which need not be those of the result
	 * @param now the present, in the monotonic nanoseconds of the node
	 * @return {@code false} if the result is invalid, or may be invalid because a record
	 * is pending or because it is not known what other nodes invalidate
	 */
	public boolean isValid(Dependencies dependencies, Tags callersTags, long now) {
		return this.log.isTrusted(now) && isValid(dependencies, callersTags);
	}

	private boolean isValid(Dependencies dependencies, Tags callersTags) {
		Stamp stamp = dependencies.stamp();
		Tags tags = dependencies.tags();
		RowMarks rows = dependencies.rows();
		return isValid(stamp, dependencies.tables()) && (rows.isEmpty() || isValid(stamp, rows))
				&& (tags.isEmpty() || isValid(stamp, tags))
				&& (callersTags == tags || callersTags.isEmpty() || isValid(stamp, callersTags));
	}

	/**
	 * Looks for pending records first, and then in the log. So a record that is appended
	 * in between is found in the log.
	 */
	private boolean isValid(Stamp stamp, Marks marks) {
		return !this.pending.names(marks) && this.log.isValid(stamp, marks);
	}

	private boolean isValid(Stamp stamp, RowMarks rows) {
		return !this.pending.names(rows) && this.log.isValid(stamp, rows);
	}

	/**
	 * Has the rows of records kept from now on, for results that depend on rows.
	 * @param slots the most slots for them, a power of two
	 * @return whether the log keeps them; results must not depend on rows otherwise
	 */
	public boolean trackRows(int slots) {
		// What is heard before has no position, but the log makes a later one.
		this.tracksRows = true;
		return this.log.trackRows(slots);
	}

	/**
	 * Returns whether the rows of records are kept.
	 * @return whether a result may depend on rows
	 */
	public boolean tracksRows() {
		return this.tracksRows;
	}

	/**
	 * Returns how often a result was judged invalid, although only other rows than its
	 * own were written.
	 * @return the number since the start, as far as is known
	 */
	public long collisions() {
		return this.log.collisions();
	}

	/**
	 * Returns the directory of the tables whose rows are told apart.
	 * @return the directory, to which every persistence unit is added
	 */
	public RowDirectory rowDirectory() {
		return this.rowDirectory;
	}

	/**
	 * Returns the present position if no commit is under way, or a negative number.
	 * Whatever was announced before is in the log then, at positions up to this one.
	 */
	long quietPosition() {
		return this.pending.isQuiet() ? this.log.stamp().position() : -1;
	}

	/**
	 * Returns whether statements that write to tables change no rows but those that they
	 * name, as triggers and cascades do.
	 * @param seesJdbc tells whether it is seen what plain JDBC code writes in the same
	 * transaction
	 */
	boolean areRowsTold(Tables written, BooleanSupplier seesJdbc) {
		return this.tracksRows && this.schema.areRowsTold(written.names(), seesJdbc);
	}

	/**
	 * Explains why a result is invalid for a caller.
	 * @param dependencies what the result depends on
	 * @param callersTags the tags of the caller
	 * @param now the present, in the monotonic nanoseconds of the node
	 * @return the reason, or {@code null} if the result is valid
	 */
	public @Nullable Invalidity invalidity(Dependencies dependencies, Tags callersTags, long now) {
		if (!this.log.isTrusted(now)) {
			return new Invalidity(Kind.SILENCE, List.of());
		}
		Stamp stamp = dependencies.stamp();
		if (!isValid(stamp, Tables.NONE)) {
			return new Invalidity(Kind.ALL, List.of());
		}
		Tags tags = dependencies.tags().and(callersTags);
		if (this.pending.names(tags) || this.pending.names(dependencies.tables())
				|| this.pending.names(dependencies.rows())) {
			return new Invalidity(Kind.PENDING, List.of());
		}
		List<String> named = invalid(stamp, tags.each());
		if (!named.isEmpty()) {
			return new Invalidity(Kind.TAG, named);
		}
		List<String> written = invalid(stamp, dependencies.tables().each());
		return written.isEmpty() ? invalidity(stamp, dependencies.rows()) : new Invalidity(Kind.TABLE, written);
	}

	private @Nullable Invalidity invalidity(Stamp stamp, RowMarks rows) {
		Kind kind = null;
		for (long mark : rows.marks()) {
			if (this.log.isCollision(stamp, mark)) {
				kind = Kind.COLLISION;
			}
			else if (!isValid(stamp, RowMarks.of(new long[] { mark }, rows.tables()))) {
				kind = kind(mark);
				break;
			}
		}
		return (kind != null) ? new Invalidity(kind, rows.tables().names().stream().sorted().toList()) : null;
	}

	private static Kind kind(long mark) {
		return switch (RowMark.kind(mark)) {
			case ROW -> Kind.ROW;
			case VALUE -> Kind.VALUE;
			case SET -> Kind.ROW_SET;
			case UNKNOWN -> Kind.TABLE;
		};
	}

	private List<String> invalid(Stamp stamp, Stream<? extends Marks> each) {
		return each.filter((one) -> !isValid(stamp, one)).flatMap((one) -> one.names().stream()).sorted().toList();
	}

	/**
	 * Returns a token of everything that this node has invalidated, or has heard of, so
	 * far, and of what another token of the same application stands for. Lives that no
	 * log of this node has are left out, because no node of the application has results
	 * of them.
	 * @param earlier the other token, or {@code null} if there is none; what is no token
	 * counts as none
	 * @return an opaque text
	 */
	public String token(@Nullable String earlier) {
		List<Position> parsed = (earlier != null) ? Position.parse(earlier) : null;
		List<Position> others = new ArrayList<>((parsed != null) ? parsed : List.of());
		others.removeAll(this.log.over(others));
		return Position.token(Position.latest(this.log.positions(), others));
	}

	/**
	 * Returns whether a token stands for something in a life of a log that has ended. No
	 * node ever reaches such a token. The logs are asked, which may take a moment.
	 * @param token a token of any node of the application
	 * @return {@code false} also if that is not known
	 */
	public boolean isOver(String token) {
		List<Position> positions = Position.parse(token);
		return positions != null && !this.log.over(positions).isEmpty();
	}

	/**
	 * Returns whether this node knows everything that a token stands for. If it does not,
	 * it asks once, which may take a moment.
	 * @param token a token of any node of the application
	 * @return whether no result that is valid here is older than the token
	 * @throws AccelerateException with {@link dev.accelerate.ErrorCode#P6005} if the text
	 * is no token
	 */
	public boolean reaches(String token) {
		List<Position> positions = Position.parse(token);
		if (positions == null) {
			throw new AccelerateException(ErrorCode.P6005,
					"The text is no token: pass on unchanged what token() has returned");
		}
		return this.log.reaches(positions);
	}

	/**
	 * Names a record on this node.
	 */
	private void name(InvalidationRecord record) {
		recordDefinition(record);
		this.log.append(this.rowDirectory.understood(record));
	}

	/**
	 * Returns what each log must be told, if nothing has been written to any of them.
	 * @param database what leads to the database that was written to, or {@code null} if
	 * it is not known or all logs must be told
	 */
	List<UntoldLog> untold(InvalidationRecord record, @Nullable Object database) {
		return (!this.databases.isUsed() || record.isEmpty() || this.databases.keep(record)) ? List.of()
				: this.databases.toTell(database).stream().map((log) -> new UntoldLog(log, record)).toList();
	}

	/**
	 * Returns whether a statement records in a log what others have written.
	 * @param sql the statement
	 * @return whether it is no write of the application
	 */
	public boolean isRecording(String sql) {
		return this.databases.sends(sql);
	}

	/**
	 * Returns the log of a database, or {@code null} if it has none, or has not started.
	 */
	@Nullable DatabaseLog logOf(@Nullable Object database) {
		return (this.databases.isUsed() && this.databases.isStarted()) ? this.databases.of(database) : null;
	}

	/**
	 * Returns whether a transaction commits although a log could not be written to in it.
	 */
	boolean toleratesFailure(AccelerateException failure) {
		if (this.databases.commitsOnFailure()) {
			this.deliveries.failed(failure);
			return true;
		}
		return false;
	}

	/**
	 * Sets the watch that is told from now on when tables may have been created or
	 * altered.
	 */
	public void tell(SchemaWatch schema) {
		this.schema = schema;
	}

	/**
	 * Tells the watch of changed tables. This happens after the commit, since the change
	 * cannot be seen earlier. It happens before the record is appended, so that no caller
	 * relies on the record too early.
	 */
	private void recordDefinition(InvalidationRecord record) {
		if (record.definition()) {
			this.schema.changed();
		}
	}

	/**
	 * Records what another node has written. The rows are named on this node, too, whose
	 * positions they are judged by. Rows of which this node has another mapping are not
	 * known.
	 */
	private void heard(InvalidationRecord record) {
		recordDefinition(record);
		if (this.tracksRows) {
			this.log.append(this.rowDirectory.understood(record));
		}
	}

	/**
	 * Returns what takes the records of transactions to this node and to the logs.
	 */
	Deliveries deliveries() {
		return this.deliveries;
	}

	/**
	 * Stops retrying to append records.
	 */
	@Override
	public void close() {
		this.deliveries.close();
	}

}
