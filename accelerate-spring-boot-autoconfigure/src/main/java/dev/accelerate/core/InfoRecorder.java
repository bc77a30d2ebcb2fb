package dev.accelerate.core;

import java.time.Instant;
import java.util.function.Supplier;

import dev.accelerate.AccelerateInfo;
import dev.accelerate.Accelerated;
import dev.accelerate.CacheStatus;
import dev.accelerate.freshness.TimeSource;
import dev.accelerate.signature.QuerySignature;
import dev.accelerate.tracking.Recording;
import dev.accelerate.tracking.ThreadState;
import dev.accelerate.tracking.ThreadStateHolder;
import org.jspecify.annotations.Nullable;

/**
 * Records how calls were answered, if the application asks.
 */
public final class InfoRecorder {

	private final String region;

	private final TimeSource time;

	private final RequestIds requestIds = new RequestIds();

	private final ThreadStateHolder threads;

	/**
	 * Creates a recorder.
	 * @param region the region of this application
	 * @param time the source of time
	 * @param threads the holder of each thread's state, where recordings are kept
	 */
	public InfoRecorder(String region, TimeSource time, ThreadStateHolder threads) {
		this.region = region;
		this.time = time;
		this.threads = threads;
	}

	/**
	 * Returns the recording in progress on this thread.
	 * @return the recording, or {@code null} if there is none
	 */
	public @Nullable Recording current() {
		return this.threads.current().recording();
	}

	/**
	 * Runs a call and records how it was answered.
	 */
	<T extends @Nullable Object> Accelerated<T> record(Supplier<T> call) {
		ThreadState thread = this.threads.current();
		Recording recording = thread.beginRecording();
		try {
			T data = call.get();
			AccelerateInfo last = recording.last();
			return new Accelerated<>(data, (last != null) ? last : info(CacheStatus.NONE, this.time.instant(), null));
		}
		finally {
			thread.endRecording(recording);
		}
	}

	/**
	 * Returns a new identifier of a request.
	 * @return the identifier
	 */
	String newRequestId() {
		return this.requestIds.next();
	}

	/**
	 * Returns the info of an answer.
	 * @param answer the answer
	 * @return its info
	 */
	public AccelerateInfo info(Answer answer) {
		return info(answer.status(), answer.lastModified(), answer.signature());
	}

	/**
	 * Returns the info of a call without an answer: one that is not cached, or one that
	 * failed.
	 * @param status the status to report
	 * @param signature the signature of the call, or {@code null} if it has none
	 * @return its info
	 */
	public AccelerateInfo info(CacheStatus status, @Nullable QuerySignature signature) {
		return info(status, this.time.instant(), signature);
	}

	private AccelerateInfo info(CacheStatus status, Instant lastModified, @Nullable QuerySignature signature) {
		return new AccelerateInfo(status, lastModified, this.region, newRequestId(),
				(signature != null) ? signature.digest() : "");
	}

}
