package dev.accelerate.core;

import java.time.Duration;
import java.util.Set;

import dev.accelerate.core.InvalidationEvent.Cause;
import dev.accelerate.core.QueryCacheListener.Component;
import dev.accelerate.core.QueryCacheListener.Outcome;
import dev.accelerate.snapshot.UnsupportedResultException;
import dev.accelerate.testing.MutableTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link LoggingListener}.
 */
@ExtendWith(OutputCaptureExtension.class)
class LoggingListenerTests {

	private static final QueryId FIND = new QueryId("UserRepository", "findByName");

	private static final QueryId COUNT = new QueryId("UserRepository", "count");

	private static final Bypass BYPASS = new Bypass("some-reason", "Do something else");

	private final MutableTime time = new MutableTime();

	private final LoggingListener listener = new LoggingListener(this.time.source());

	@Test
	void saysTheFirstBypassOfAMethodAndWhatToChange(CapturedOutput output) {
		this.listener.onBypass(FIND, BYPASS);
		assertThat(output).contains("INFO")
			.contains("UserRepository.findByName")
			.contains("some-reason")
			.contains("Do something else");
	}

	@Test
	void saysABypassOncePerMethod(CapturedOutput output) {
		for (int i = 0; i < 5; i++) {
			this.listener.onBypass(FIND, BYPASS);
			this.listener.onBypass(FIND, new Bypass("other-reason", "Do nothing"));
			this.listener.onBypass(new QueryId("UserRepository", "findByName"), BYPASS);
			this.listener.onBypass(COUNT, BYPASS);
			this.time.advance(Duration.ofHours(1));
		}
		assertThat(output.getAll().split("bypassed the query cache", -1)).hasSize(3);
		assertThat(output.getAll().split("UserRepository.findByName", -1)).hasSize(2);
		assertThat(output.getAll().split("UserRepository.count", -1)).hasSize(2);
	}

	@Test
	void saysAResultThatIsTooLargeOncePerMethod(CapturedOutput output) {
		for (int i = 0; i < 5; i++) {
			this.listener.onLoad(FIND, Outcome.OVERSIZED, Duration.ZERO);
			this.listener.onLoad(new QueryId("UserRepository", "findByName"), Outcome.OVERSIZED, Duration.ZERO);
			this.listener.onLoad(COUNT, Outcome.OVERSIZED, Duration.ZERO);
			this.listener.onLoad(COUNT, Outcome.STORED, Duration.ZERO);
		}
		assertThat(output.getAll().split("larger than accelerate.limits.entry-size", -1)).hasSize(3);
		assertThat(output.getAll().split("UserRepository.findByName", -1)).hasSize(2);
	}

	@Test
	void saysARefreshOnAThreadOfAnotherTenantOncePerMethod(CapturedOutput output) {
		for (int i = 0; i < 5; i++) {
			this.listener.onRefresh(FIND, Outcome.OTHER_TENANT);
			this.listener.onRefresh(COUNT, Outcome.OTHER_TENANT);
			this.listener.onRefresh(COUNT, Outcome.DISCARDED);
		}
		assertThat(output.getAll().split("WARN .*TaskDecorator", -1)).hasSize(3);
		assertThat(output.getAll().split("UserRepository.findByName", -1)).hasSize(2);
	}

	@Test
	void saysFailuresOfAComponentOnceAMinute(CapturedOutput output) {
		for (int i = 0; i < 60; i++) {
			this.listener.onFailure(Component.STORE, new IllegalStateException());
			this.time.advance(Duration.ofSeconds(1));
		}
		assertThat(failures(output)).isEqualTo(1);
		this.listener.onFailure(Component.STORE, new IllegalStateException());
		assertThat(failures(output)).isEqualTo(2);
		this.time.advance(Duration.ofMinutes(1).minusNanos(1));
		this.listener.onFailure(Component.STORE, new IllegalStateException());
		assertThat(failures(output)).isEqualTo(2);
		this.time.advance(Duration.ofNanos(1));
		this.listener.onFailure(Component.STORE, new IllegalStateException());
		assertThat(failures(output)).isEqualTo(3);
	}

	@Test
	void saysTheFailuresOfEachComponent(CapturedOutput output) {
		for (Component component : Component.values()) {
			this.listener.onFailure(component, new IllegalStateException());
			this.listener.onFailure(component, new IllegalStateException());
		}
		assertThat(failures(output)).isEqualTo(Component.values().length);
		assertThat(output).contains("The store of").contains("The snapshot of").contains("The refresh of");
	}

	@Test
	void saysACommitOfUnknownOutcomeOnceAMinute(CapturedOutput output) {
		for (int i = 0; i < 3; i++) {
			this.listener.onInvalidation(event(Cause.UNKNOWN_COMMIT, "users"));
			this.listener.onInvalidation(event(Cause.WRITE, "users"));
		}
		this.time.advance(Duration.ofMinutes(1));
		this.listener.onInvalidation(event(Cause.UNKNOWN_COMMIT, "users"));
		assertThat(output.getAll().split("WARN .*accelerate.invalidation.unknown-commit", -1)).hasSize(3);
	}

	@Test
	void saysAMethodThatCannotBeTrackedOnceWithWhatToDo(CapturedOutput output) {
		for (int i = 0; i < 3; i++) {
			this.listener.onUntracked(FIND, true);
			this.listener.onUntracked(COUNT, false);
		}
		assertThat(output.getAll().split("UserRepository.findByName", -1)).hasSize(2);
		assertThat(output.getAll().split("UserRepository.count", -1)).hasSize(2);
		assertThat(output).contains("dependsOn").contains("accelerate.invalidation.jdbc");
	}

	@Test
	void saysAStatementThatIsNotUnderstoodWithTheProperty(CapturedOutput output) {
		this.listener.onUnrecognizedStatement("call refresh_totals");
		assertThat(output).contains("WARN")
			.contains("call refresh_totals")
			.contains("accelerate.invalidation.unrecognized-statements");
	}

	@Test
	void saysWhoUnwrapsConnectionsWithTheProperty(CapturedOutput output) {
		this.listener.onUnwrappedConnection("com.example.Vectors");
		assertThat(output).contains("WARN")
			.contains("accelerate.invalidation.harmless-unwrapping=com.example.Vectors.");
	}

	@Test
	void saysWhereMissesAndInvalidationsCameFromToThoseWhoDebug(CapturedOutput output) {
		this.listener.onMiss(FIND, () -> {
			throw new AssertionError("Nobody debugs");
		});
		this.listener.onInvalidation(event(Cause.WRITE, "users"));
		assertThat(output).doesNotContain("users");
		LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
		logging.setLogLevel("dev.accelerate.core", LogLevel.DEBUG);
		try {
			this.listener.onMiss(FIND, () -> MissReason.EXPIRED);
			this.listener.onInvalidation(event(Cause.WRITE, "users"));
			this.listener.onInvalidation(new InvalidationEvent(Cause.ALL, true, Set.of(), Set.of()));
		}
		finally {
			logging.setLogLevel("dev.accelerate.core", null);
		}
		assertThat(output).contains("UserRepository.findByName was a miss: expired")
			.contains("a write invalidated tables [users] and 0 tags")
			.contains("the application invalidated everything");
	}

	private static InvalidationEvent event(Cause cause, String table) {
		return new InvalidationEvent(cause, false, Set.of(), Set.of(table));
	}

	@Test
	void aStepOfTheWallClockNeitherSilencesNorRepeats(CapturedOutput output) {
		this.listener.onFailure(Component.STORE, new IllegalStateException());
		this.time.stepWallClock(Duration.ofHours(5));
		this.listener.onFailure(Component.STORE, new IllegalStateException());
		this.time.stepWallClock(Duration.ofHours(-10));
		this.time.advance(Duration.ofMinutes(1));
		this.listener.onFailure(Component.STORE, new IllegalStateException());
		assertThat(failures(output)).isEqualTo(2);
	}

	@Test
	void showsNoValueOfAForeignMessage(CapturedOutput output) {
		this.listener.onFailure(Component.STORE, new IllegalStateException("secret", new Exception("secret too")));
		this.listener.onFailure(Component.SNAPSHOT, new UnsupportedResultException("No copy of a type"));
		assertThat(output).contains("WARN")
			.contains(IllegalStateException.class.getName())
			.contains("No copy of a type")
			.doesNotContain("secret");
	}

	private static int failures(CapturedOutput output) {
		return output.getAll().split("of the query cache failed", -1).length - 1;
	}

}
