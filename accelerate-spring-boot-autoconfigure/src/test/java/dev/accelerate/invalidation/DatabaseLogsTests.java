package dev.accelerate.invalidation;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.accelerate.AccelerateException;
import dev.accelerate.ErrorCode;
import dev.accelerate.invalidation.InvalidationListener.Origin;
import dev.accelerate.testing.MutableTime;
import dev.accelerate.testing.TestInvalidations;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link DatabaseLogs} and which of them a write is told to.
 */
class DatabaseLogsTests {

	private static final Tables USERS = Tables.of(Map.of("users", LastPositions.TAGS));

	private static final InvalidationRecord OF_USERS = InvalidationRecord.of(USERS);

	private final MutableTime time = new MutableTime();

	private final DatabaseLogs logs = new DatabaseLogs(DatabaseLogs.Use.REQUIRED, Duration.ZERO, Duration.ofSeconds(2),
			this.time.source()::nanos);

	private final Invalidations invalidations = new Invalidations(
			new NodeInvalidationLog(this.logs, Duration.ZERO, this.time.source()::nanos), this.logs,
			TestInvalidations.UNHEARD, Duration.ZERO);

	private final RecordingChannel one = new RecordingChannel();

	private final RecordingChannel two = new RecordingChannel();

	@Test
	void nothingIsStampedBeforeTheLogsHaveStarted() {
		assertThat(this.invalidations.stamp()).isEqualTo(Stamp.NEVER);
		this.logs.add(() -> this.one, Set.of("one"));
		assertThat(this.invalidations.stamp()).isEqualTo(Stamp.NEVER);
		this.logs.started();
		assertThat(isValid(this.invalidations.stamp())).isTrue();
	}

	@Test
	void whatIsWrittenBeforeTheLogsHaveStartedIsRecordedThen() {
		write("one");
		this.invalidations.append(InvalidationRecord.of(Tags.of(List.of("a"))), Origin.APPLICATION);
		this.logs.add(() -> this.one, Set.of("one"));
		write("one");
		assertThat(this.one.records).isEmpty();
		this.logs.started();
		assertThat(this.one.records).containsExactly(OF_USERS.and(InvalidationRecord.of(Tags.of(List.of("a")))));
	}

	@Test
	void aWriteIsRecordedInTheLogOfItsDatabase() {
		start();
		write("one");
		assertThat(this.one.records).containsExactly(OF_USERS);
		assertThat(this.two.records).isEmpty();
	}

	@Test
	void aWriteToAnUnknownDatabaseIsRecordedInAll() {
		start();
		write("three");
		assertThat(this.one.records).containsExactly(OF_USERS);
		assertThat(this.two.records).containsExactly(OF_USERS);
	}

	@Test
	void aTagIsRecordedInAll() {
		start();
		InvalidationRecord tag = InvalidationRecord.of(Tags.of(List.of("a")));
		this.invalidations.append(tag, Origin.APPLICATION);
		assertThat(this.one.records).containsExactly(tag);
		assertThat(this.two.records).containsExactly(tag);
	}

	@Test
	void aTagThatCannotBeRecordedIsRefused() {
		start();
		Stamp stamp = this.invalidations.stamp();
		this.two.failing = true;
		assertThatExceptionOfType(AccelerateException.class)
			.isThrownBy(() -> this.invalidations.append(OF_USERS, Origin.APPLICATION))
			.returns(ErrorCode.P6008, AccelerateException::code);
		assertThat(isValid(stamp)).as("nothing was invalidated").isTrue();
	}

	@Test
	void whatOneLogSaysInvalidates() {
		start();
		Stamp stamp = this.invalidations.stamp();
		assertThat(isValid(stamp)).isTrue();
		this.two.sink().named(1, OF_USERS);
		assertThat(isValid(stamp)).isFalse();
	}

	@Test
	void whatOneNodeLearnsIsNoRecord() {
		start();
		Stamp stamp = this.invalidations.stamp();
		this.invalidations.invalidateAllHere();
		assertThat(isValid(stamp)).isFalse();
		assertThat(isValid(this.invalidations.stamp())).isTrue();
		assertThat(this.one.records).isEmpty();
	}

	@Test
	void whileOneLogIsSilentNothingIsValid() {
		start();
		Stamp stamp = this.invalidations.stamp();
		this.time.advance(Duration.ofSeconds(2));
		this.one.sink().heard(this.time.source().nanos());
		assertThat(isValid(stamp)).isFalse();
		assertThat(this.invalidations.stamp()).isEqualTo(Stamp.NEVER);
		this.two.sink().heard(this.time.source().nanos());
		assertThat(isValid(stamp)).as("goes on as before").isTrue();
	}

	@Test
	void aLogMoreInvalidatesWhatWasStampedWithoutIt() {
		this.logs.add(() -> this.one, Set.of("one"));
		this.logs.started();
		Stamp stamp = this.invalidations.stamp();
		this.logs.add(() -> this.two, Set.of("two"));
		assertThat(isValid(stamp)).isFalse();
		Stamp ofBoth = this.invalidations.stamp();
		assertThat(isValid(ofBoth)).isTrue();
		this.logs.remove(List.of(Set.of("two")));
		assertThat(this.two.closed).isTrue();
		assertThat(isValid(ofBoth)).isFalse();
		assertThat(isValid(this.invalidations.stamp())).isTrue();
	}

	@Test
	void channelsOfCopiesOfALogAreTwo() {
		this.two.epoch = this.one.epoch;
		assertThat(this.logs.add(() -> this.one, Set.of("one"))).isTrue();
		assertThat(this.logs.add(() -> this.two, Set.of("two"))).as("not proved").isTrue();
		this.logs.started();
		write("two");
		assertThat(this.one.records).isEmpty();
		assertThat(this.two.records).containsExactly(OF_USERS);
		String token = this.invalidations.token(null);
		this.one.sink().complete(1);
		assertThat(this.invalidations.reaches(token)).as("of the other log").isFalse();
		this.two.sink().complete(1);
		assertThat(this.invalidations.reaches(token)).isTrue();
	}

	@Test
	void channelsOfOneLogAreOne() {
		this.two.epoch = this.one.epoch;
		this.two.shared = this.one;
		assertThat(this.logs.add(() -> this.one, Set.of("one"))).isTrue();
		assertThat(this.logs.add(() -> this.two, Set.of("two"))).isFalse();
		assertThat(this.two.closed).isTrue();
		this.logs.started();
		write("two");
		assertThat(this.one.records).containsExactly(OF_USERS);
		assertThat(isValid(this.invalidations.stamp())).isTrue();
		Stamp stamp = this.invalidations.stamp();
		this.two.closed = false;
		this.logs.remove(List.of(Set.of("one")));
		assertThat(this.one.closed).as("its connections are those of the first").isTrue();
		assertThat(this.two.closed).isFalse();
		assertThat(isValid(stamp)).as("what was recorded in between is not known").isFalse();
		assertThat(isValid(this.invalidations.stamp())).isTrue();
		write("two");
		assertThat(this.two.records).containsExactly(OF_USERS);
		this.logs.remove(List.of(Set.of("two")));
		assertThat(this.two.closed).isTrue();
	}

	/**
	 * The context whose connections are to be used next closes, too, while they are
	 * opened.
	 * @param failing whether those of the last one cannot be used at first
	 */
	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void contextsThatCloseAtTheSameTimeLeaveTheLogToTheLast(boolean failing) {
		RecordingChannel three = new RecordingChannel();
		this.two.epoch = this.one.epoch;
		three.epoch = this.one.epoch;
		this.two.shared = this.one;
		three.shared = this.one;
		this.logs.add(() -> this.one, Set.of("one"));
		this.logs.add(() -> this.two, Set.of("two"));
		this.logs.add(() -> three, Set.of("three"));
		this.logs.started();
		three.closed = false;
		this.two.busy = () -> {
			three.busy = () -> {
				three.busy = () -> {
				};
				if (failing) {
					throw new AccelerateException(ErrorCode.P6001, "Away for a moment");
				}
			};
			this.logs.remove(List.of(Set.of("two")));
		};
		this.logs.remove(List.of(Set.of("one")));
		assertThat(this.logs.channel("three")).isSameAs(three);
		assertThat(this.one.closed).isTrue();
		assertThat(this.two.closed).isTrue();
		assertThat(three.closed).isFalse();
		write("three");
		assertThat(three.records).containsExactly(OF_USERS);
	}

	@Test
	void contextsThatShareADatabaseAreCounted() {
		Object shared = "shared";
		this.two.epoch = this.one.epoch;
		this.two.shared = this.one;
		this.logs.add(() -> this.one, Set.of(shared, "factory of the parent"));
		this.logs.add(() -> this.two, Set.of(shared, "factory of the child"));
		this.logs.started();
		this.logs.remove(List.of(Set.of(shared, "factory of the child")));
		assertThat(this.logs.channel(shared)).isSameAs(this.one);
		assertThat(this.one.closed).isFalse();
	}

	@Test
	void aLogOfOneContextIsNotOpenedAgainWhileItCloses() {
		this.two.epoch = this.one.epoch;
		this.two.shared = this.one;
		this.logs.add(() -> this.one, Set.of("one"));
		AtomicInteger channels = new AtomicInteger();
		this.logs.add(() -> {
			channels.incrementAndGet();
			return this.two;
		}, Set.of("two"));
		this.logs.remove(List.of(Set.of("one"), Set.of("two")));
		assertThat(this.one.closed).isTrue();
		assertThat(channels).as("to find out that both share a log").hasValue(1);
	}

	@Test
	void aContextThatJoinsALogInvalidatesNothing() {
		this.two.epoch = this.one.epoch;
		this.two.shared = this.one;
		this.logs.add(() -> this.one, Set.of("one"));
		this.logs.started();
		Stamp stamp = this.invalidations.stamp();
		this.logs.add(() -> this.two, Set.of("two"));
		assertThat(isValid(stamp)).isTrue();
	}

	@Test
	void aLogThatIsOpenedAgainInvalidatesWhatWasStampedBefore() {
		this.logs.add(() -> this.one, Set.of("one"));
		this.logs.started();
		Stamp stamp = this.invalidations.stamp();
		this.logs.remove(List.of(Set.of("one")));
		this.logs.add(() -> this.one, Set.of("one"));
		assertThat(isValid(stamp)).as("what was recorded in between is not known").isFalse();
		assertThat(isValid(this.invalidations.stamp())).isTrue();
	}

	@Test
	void tokensAskNoLogForAPositionOfAnother() {
		start();
		String token = this.invalidations.token(null);
		assertThat(this.invalidations.token(token)).isEqualTo(token);
		assertThat(this.one.catchUps + this.two.catchUps).isZero();
	}

	@Test
	void tokensOfManyLivesThatAreUnknownAskEachLogOnce() {
		start();
		String unknown = IntStream.range(0, 60)
			.mapToObj((life) -> Integer.toHexString(1_000_000 + life) + ".1")
			.collect(Collectors.joining("-"));
		assertThat(this.invalidations.token(unknown)).isEqualTo(this.invalidations.token(null));
		assertThat(this.one.catchUps).isEqualTo(1);
		assertThat(this.two.catchUps).isEqualTo(1);
	}

	@Test
	void whoeverOnlyAsksKeepsNoLogFromResting() {
		start();
		long now = this.time.source().nanos();
		assertThat(this.logs.areHeard(now)).isTrue();
		assertThat(this.one.reads).isZero();
		assertThat(this.logs.areTrusted(now)).isTrue();
		assertThat(this.one.reads).isEqualTo(1);
	}

	@Test
	void aDatabaseThatDoesNotAnswerHoldsUpNobodyElse() throws Exception {
		InvalidationRecord later = InvalidationRecord.of(Tags.of(List.of("later")));
		this.one.busy = () -> keepElsewhere(OF_USERS);
		this.logs.add(() -> this.one, Set.of("one"));
		this.one.busy = () -> {
			this.one.busy = () -> {
			};
			keepElsewhere(later);
		};
		this.logs.started();
		assertThat(this.one.records).containsExactly(OF_USERS, later);
		assertThat(this.logs.isStarted()).isTrue();
	}

	/**
	 * Keeps a record on another thread, as a commit does while this one waits for a
	 * database.
	 */
	private void keepElsewhere(InvalidationRecord record) {
		assertThat(CompletableFuture.supplyAsync(() -> this.logs.keep(record)).orTimeout(10, TimeUnit.SECONDS).join())
			.isTrue();
	}

	@Test
	void whatCouldNotBeRecordedIsKept() {
		this.logs.add(() -> this.one, Set.of("one"));
		write("one");
		this.one.failing = true;
		assertThatExceptionOfType(AccelerateException.class).isThrownBy(this.logs::started);
		assertThat(this.logs.isStarted()).isFalse();
		this.one.failing = false;
		this.logs.started();
		assertThat(this.one.records).containsExactly(OF_USERS);
	}

	@Test
	void aRowThatCannotBeWrittenFailsTheTransaction() {
		start();
		this.one.failing = true;
		TransactionWrites writes = new TransactionWrites(this.invalidations, Origin.STATEMENTS, "one");
		writes.add(OF_USERS);
		assertThatExceptionOfType(AccelerateException.class)
			.isThrownBy(() -> writes.committing(DatabaseLogsTests::none));
		writes.rolledBack();
		assertThat(isValid(this.invalidations.stamp())).as("nothing stays pending").isTrue();
	}

	@Test
	void theOutcomeOfACommitIsAskedOfTheLog() throws Exception {
		List<Runnable> later = new ArrayList<>();
		Invalidations waiting = new Invalidations(
				new NodeInvalidationLog(this.logs, Duration.ZERO, this.time.source()::nanos), this.logs,
				TestInvalidations.UNHEARD, Duration.ofMinutes(1), (delay) -> later::add);
		start();
		TransactionWrites writes = new TransactionWrites(waiting, Origin.STATEMENTS, "one");
		writes.add(OF_USERS);
		writes.committing(DatabaseLogsTests::none);
		writes.unknown();
		for (int i = 0; i < 3; i++) {
			assertThat(isValid(waiting, waiting.stamp())).as("pending").isFalse();
			later.remove(0).run();
		}
		this.one.decided = true;
		later.remove(0).run();
		assertThat(isValid(waiting, waiting.stamp())).isTrue();
		assertThat(later).isEmpty();
	}

	private static Connection none() {
		return (Connection) Proxy.newProxyInstance(DatabaseLogsTests.class.getClassLoader(),
				new Class<?>[] { Connection.class }, (proxy, method, arguments) -> {
					if (method.getName().equals("isReadOnly")) {
						return false;
					}
					throw new UnsupportedOperationException(method.getName());
				});
	}

	private void start() {
		this.logs.add(() -> this.one, Set.of("one"));
		this.logs.add(() -> this.two, Set.of("two"));
		this.logs.started();
	}

	private void write(String database) {
		TransactionWrites writes = new TransactionWrites(this.invalidations, Origin.STATEMENTS, database);
		writes.add(OF_USERS);
		assertThatCode(() -> writes.committing(DatabaseLogsTests::none)).doesNotThrowAnyException();
		writes.committed();
	}

	private boolean isValid(Stamp stamp) {
		return isValid(this.invalidations, stamp);
	}

	private boolean isValid(Invalidations node, Stamp stamp) {
		return node.isValid(new Dependencies(stamp, Tags.NONE, USERS), Tags.NONE, this.time.source().nanos());
	}

	private final class RecordingChannel implements InvalidationChannel {

		final List<InvalidationRecord> records = new ArrayList<>();

		boolean failing;

		boolean decided;

		@Nullable InvalidationChannel shared;

		boolean closed;

		int reads;

		int catchUps;

		long epoch = System.identityHashCode(this);

		Runnable busy = () -> {
		};

		private @Nullable Sink sink;

		Sink sink() {
			return Objects.requireNonNull(this.sink);
		}

		@Override
		public void start(Sink sink) {
			this.busy.run();
			this.sink = sink;
			sink.epoch(this.epoch, 0);
			sink.heard(DatabaseLogsTests.this.time.source().nanos());
		}

		@Override
		public Append prepare(InvalidationRecord record, @Nullable Connection transaction) {
			if (this.failing) {
				throw new AccelerateException(ErrorCode.P6008, "The log cannot be written to");
			}
			this.records.add(record);
			this.busy.run();
			return new Append() {

				@Override
				public long position() {
					return RecordingChannel.this.records.size();
				}

				@Override
				public void committed() {
				}

				@Override
				public boolean isDecided() {
					return RecordingChannel.this.decided;
				}

			};
		}

		@Override
		public void catchUp() {
			this.catchUps++;
			sink().heard(DatabaseLogsTests.this.time.source().nanos());
		}

		@Override
		public void read(long now) {
			this.reads++;
		}

		@Override
		public boolean sharesLog(InvalidationChannel other) {
			return other == this.shared;
		}

		@Override
		public void close() {
			this.closed = true;
		}

	}

}
