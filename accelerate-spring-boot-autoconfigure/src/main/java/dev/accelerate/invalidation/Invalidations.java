package dev.accelerate.invalidation;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

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

	private static final Duration FIRST_RETRY = Duration.ofMillis(100);

	private static final Duration LONGEST_RETRY = Duration.ofSeconds(30);

	private final InvalidationLog log;

	private final InvalidationListener listener;

	private final Duration unknownCommit;

	private final Function<Duration, Executor> delayed;

	private final PendingCounts pending = new PendingCounts();

	private volatile SchemaWatch schema = SchemaWatch.NONE;

	private volatile boolean closed;

	/**
	 * Creates the view of a log.
	 * @param log the log
	 * @param listener the observer
	 * @param unknownCommit how long a commit with unknown outcome may take to show in the
	 * database; zero if it shows at once or never
	 */
	public Invalidations(InvalidationLog log, InvalidationListener listener, Duration unknownCommit) {
		this(log, listener, unknownCommit,
				(delay) -> CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS));
	}

	/**
	 * Creates the view of a log.
	 * @param log the log
	 * @param listener the observer
	 * @param unknownCommit how long a commit with unknown outcome may take to show in the
	 * database; zero if it shows at once or never
	 * @param delayed creates an executor that runs its tasks after a delay
	 */
	public Invalidations(InvalidationLog log, InvalidationListener listener, Duration unknownCommit,
			Function<Duration, Executor> delayed) {
		this.log = log;
		this.listener = listener;
		this.unknownCommit = unknownCommit;
		this.delayed = delayed;
	}

	/**
	 * Returns the present stamp of the log.
	 * @return the stamp, see {@link InvalidationLog#stamp()}
	 */
	public Stamp stamp() {
		return this.log.stamp();
	}

	/**
	 * Appends a record at once.
	 * @param record what became invalid
	 * @param origin the origin of the invalidation
	 * @throws dev.accelerate.AccelerateException with
	 * {@link dev.accelerate.ErrorCode#P6008} if the record could not be written
	 */
	public void append(InvalidationRecord record, Origin origin) {
		recordDefinition(record);
		this.log.append(record);
		this.listener.onAppend(record, origin);
	}

	/**
	 * Returns whether a result is still valid for a caller. Only this method judges that.
	 * @param dependencies what the result depends on
	 * @param callersTags the tags of the caller, which need not be those of the result
	 * @return {@code false} if the result is invalid, or may be invalid because a record
	 * is pending
	 */
	public boolean isValid(Dependencies dependencies, Tags callersTags) {
		Stamp stamp = dependencies.stamp();
		Tags tags = dependencies.tags();
		return isValid(stamp, dependencies.tables()) && (tags.isEmpty() || isValid(stamp, tags))
				&& (callersTags == tags || callersTags.isEmpty() || isValid(stamp, callersTags));
	}

	/**
	 * Looks for pending records first, and then in the log. So a record that is appended
	 * in between is found in the log.
	 */
	private boolean isValid(Stamp stamp, Marks marks) {
		return !this.pending.names(marks) && this.log.isValid(stamp, marks);
	}

	/**
	 * Explains why a result is invalid for a caller.
	 * @param dependencies what the result depends on
	 * @param callersTags the tags of the caller
	 * @return the reason, or {@code null} if the result is valid
	 */
	public @Nullable Invalidity invalidity(Dependencies dependencies, Tags callersTags) {
		Stamp stamp = dependencies.stamp();
		if (!isValid(stamp, Tables.NONE)) {
			return new Invalidity(Kind.ALL, List.of());
		}
		Tags tags = dependencies.tags().and(callersTags);
		if (this.pending.names(tags) || this.pending.names(dependencies.tables())) {
			return new Invalidity(Kind.PENDING, List.of());
		}
		List<String> named = invalid(stamp, tags.each());
		if (!named.isEmpty()) {
			return new Invalidity(Kind.TAG, named);
		}
		List<String> written = invalid(stamp, dependencies.tables().each());
		return written.isEmpty() ? null : new Invalidity(Kind.TABLE, written);
	}

	private List<String> invalid(Stamp stamp, Stream<? extends Marks> each) {
		return each.filter((one) -> !isValid(stamp, one)).flatMap((one) -> one.names().stream()).sorted().toList();
	}

	/**
	 * Announces a record, which is pending from now on.
	 */
	void announce(InvalidationRecord record) {
		this.pending.add(record, 1);
	}

	/**
	 * Withdraws announced records.
	 */
	void withdraw(List<InvalidationRecord> announced) {
		announced.forEach((record) -> this.pending.add(record, -1));
	}

	/**
	 * Appends what a committed transaction announced. The commit stands. So if the log
	 * does not accept the record, appending is retried, and the record stays pending
	 * until that succeeds.
	 */
	void appendCommitted(InvalidationRecord record, Origin origin, List<InvalidationRecord> announced) {
		appendCommitted(record, origin, announced, FIRST_RETRY);
	}

	private void appendCommitted(InvalidationRecord record, Origin origin, List<InvalidationRecord> announced,
			Duration retry) {
		recordDefinition(record);
		try {
			this.log.append(record);
		}
		catch (RuntimeException ex) {
			Duration doubled = retry.multipliedBy(2);
			Duration next = (doubled.compareTo(LONGEST_RETRY) < 0) ? doubled : LONGEST_RETRY;
			if (!this.closed) {
				this.delayed.apply(retry).execute(() -> appendCommitted(record, origin, announced, next));
			}
			this.listener.onAppendFailure(ex);
			return;
		}
		withdraw(announced);
		this.listener.onAppend(record, origin);
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
	 * Appends what a transaction announced whose outcome is unknown: it may have been
	 * committed, or may be committed later. A load that begins now may not see the commit
	 * yet, and its result must not be stored. So the record stays pending for as long as
	 * the commit may take to show, and is then appended once more.
	 */
	void appendUnknown(InvalidationRecord record, Origin origin, List<InvalidationRecord> announced) {
		this.listener.onUnknownCommit(record);
		if (this.unknownCommit.isZero()) {
			appendCommitted(record, origin, announced);
			return;
		}
		this.delayed.apply(this.unknownCommit).execute(() -> {
			if (!this.closed) {
				appendCommitted(record, origin, announced);
			}
		});
		appendCommitted(record, origin, List.of());
	}

	/**
	 * Stops retrying to append records.
	 */
	@Override
	public void close() {
		this.closed = true;
	}

}
