package dev.accelerate.core;

import dev.accelerate.tracking.Recording;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.accelerate.AccelerateInfo;
import dev.accelerate.Accelerated;
import dev.accelerate.CacheStatus;
import dev.accelerate.signature.ArgumentEncoders;
import dev.accelerate.signature.QuerySignature;
import dev.accelerate.signature.QuerySigner;
import dev.accelerate.testing.MutableTime;
import dev.accelerate.tracking.ThreadStateHolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * {@link InfoRecorder}.
 */
class InfoRecorderTests {

	private final MutableTime time = new MutableTime();

	private final InfoRecorder recorder = new InfoRecorder("eu", this.time.source(), new ThreadStateHolder());

	@AfterEach
	void nothingIsLeftOnTheThread() {
		assertThat(this.recorder.current()).isNull();
	}

	@Test
	void nobodyAsksOutsideARecording() {
		assertThat(this.recorder.current()).isNull();
		this.recorder.record(() -> {
			assertThat(this.recorder.current()).isNotNull();
			return null;
		});
	}

	@Test
	void tellsHowACallWasAnswered() {
		QuerySignature signature = signature("a");
		Instant lastModified = this.time.instant().minusSeconds(5);
		Accelerated<String> recorded = this.recorder
			.record(() -> call(new Answer("data", CacheStatus.TTL, lastModified, signature)));
		assertThat(recorded.data()).isEqualTo("data");
		assertThat(recorded.info().cacheStatus()).isEqualTo(CacheStatus.TTL);
		assertThat(recorded.info().lastModified()).isEqualTo(lastModified);
		assertThat(recorded.info().region()).isEqualTo("eu");
		assertThat(recorded.info().signature()).isEqualTo(signature.digest());
		assertThat(recorded.info().requestId()).isNotEmpty();
	}

	@Test
	void tellsOfNoCallAtAll() {
		this.time.advance(Duration.ofSeconds(7));
		Accelerated<String> recorded = this.recorder.record(() -> "data");
		assertThat(recorded.data()).isEqualTo("data");
		assertThat(recorded.info()).satisfies(InfoRecorderTests::isNone);
		assertThat(recorded.info().lastModified()).isEqualTo(this.time.instant());
	}

	@Test
	void tellsOfACallWithoutAKey() {
		AccelerateInfo info = this.recorder.record(() -> call(answer(CacheStatus.NONE, null))).info();
		assertThat(info).satisfies(InfoRecorderTests::isNone);
	}

	@Test
	void tellsOfTheLastOfSeveralCalls() {
		AccelerateInfo info = this.recorder.record(() -> {
			call(answer(CacheStatus.MISS, "a"));
			return call(answer(CacheStatus.SWR, "b"));
		}).info();
		assertThat(info.cacheStatus()).isEqualTo(CacheStatus.SWR);
		assertThat(info.signature()).isEqualTo(signature("b").digest());
	}

	@Test
	void tellsOfTheOutermostOfNestedCalls() {
		AccelerateInfo info = this.recorder.record(() -> {
			Recording recording = this.recorder.current();
			recording.enter();
			call(answer(CacheStatus.TTL, "inner"));
			call(answer(CacheStatus.SWR, "inner"));
			recording.exit(() -> this.recorder.info(answer(CacheStatus.MISS, "outer")));
			return null;
		}).info();
		assertThat(info.cacheStatus()).isEqualTo(CacheStatus.MISS);
		assertThat(info.signature()).isEqualTo(signature("outer").digest());
	}

	@Test
	void makesNoAccountOfAnInnerCall() {
		this.recorder.record(() -> {
			Recording recording = this.recorder.current();
			recording.enter();
			recording.enter();
			recording.exit(() -> {
				throw new AssertionError("made an account nobody asks for");
			});
			recording.exit(() -> this.recorder.info(CacheStatus.NONE, null));
			return null;
		});
	}

	@Test
	void everyAccountHasItsOwnRequestId() {
		Set<String> ids = new HashSet<>();
		for (int i = 0; i < 100; i++) {
			ids.add(this.recorder.record(() -> call(answer(CacheStatus.TTL, "a"))).info().requestId());
			ids.add(this.recorder.record(() -> "no call").info().requestId());
		}
		assertThat(ids).hasSize(200);
	}

	@Test
	void aRecordingInsideAnotherIsTheOthersLastCallToo() {
		AccelerateInfo[] inner = new AccelerateInfo[1];
		AccelerateInfo outer = this.recorder.record(() -> {
			call(answer(CacheStatus.MISS, "a"));
			inner[0] = this.recorder.record(() -> call(answer(CacheStatus.TTL, "b"))).info();
			return null;
		}).info();
		assertThat(inner[0].cacheStatus()).isEqualTo(CacheStatus.TTL);
		assertThat(outer).isEqualTo(inner[0]);
	}

	@Test
	void aRecordingInsideACallIsNoCallOfTheOuterRecording() {
		AccelerateInfo outer = this.recorder.record(() -> {
			Recording recording = this.recorder.current();
			recording.enter();
			this.recorder.record(() -> call(answer(CacheStatus.TTL, "inner")));
			recording.exit(() -> this.recorder.info(answer(CacheStatus.MISS, "outer")));
			return null;
		}).info();
		assertThat(outer.cacheStatus()).isEqualTo(CacheStatus.MISS);
	}

	@Test
	void anInnerRecordingWithoutACallDoesNotHideTheOutersCall() {
		AccelerateInfo outer = this.recorder.record(() -> {
			call(answer(CacheStatus.SWR, "a"));
			assertThat(this.recorder.record(() -> "no call").info()).satisfies(InfoRecorderTests::isNone);
			return null;
		}).info();
		assertThat(outer.cacheStatus()).isEqualTo(CacheStatus.SWR);
	}

	@Test
	void anExceptionEndsARecording() {
		assertThatIllegalStateException().isThrownBy(() -> this.recorder.record(() -> {
			throw new IllegalStateException();
		}));
		assertThat(this.recorder.current()).isNull();
		AccelerateInfo outer = this.recorder.record(() -> {
			Recording recording = this.recorder.current();
			assertThatIllegalStateException().isThrownBy(() -> this.recorder.record(() -> {
				call(answer(CacheStatus.MISS, "a"));
				throw new IllegalStateException();
			}));
			assertThat(this.recorder.current()).isSameAs(recording);
			return null;
		}).info();
		assertThat(outer.cacheStatus()).isEqualTo(CacheStatus.MISS);
	}

	private String call(Answer answer) {
		Recording recording = this.recorder.current();
		recording.enter();
		recording.exit(() -> this.recorder.info(answer));
		return (String) answer.data();
	}

	private Answer answer(CacheStatus status, String argument) {
		return new Answer("data", status, this.time.instant(), (argument != null) ? signature(argument) : null);
	}

	private static QuerySignature signature(String argument) {
		return new QuerySigner("query", () -> "", new ArgumentEncoders(List.of()), List.of())
			.sign(new Object[] { argument });
	}

	private static void isNone(AccelerateInfo info) {
		assertThat(info.cacheStatus()).isEqualTo(CacheStatus.NONE);
		assertThat(info.signature()).isEmpty();
		assertThat(info.region()).isEqualTo("eu");
		assertThat(info.requestId()).isNotEmpty();
	}

}
