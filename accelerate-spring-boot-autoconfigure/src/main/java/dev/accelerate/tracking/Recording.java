package dev.accelerate.tracking;

import java.util.function.Supplier;

import dev.accelerate.AccelerateInfo;
import org.jspecify.annotations.Nullable;

/**
 * Recording of how the outermost repository calls of one thread were answered.
 */
public final class Recording {

	private final ThreadState thread;

	private final @Nullable Recording outer;

	private int depth;

	private @Nullable AccelerateInfo last;

	private Recording(ThreadState thread) {
		this.thread = thread;
		this.outer = thread.recording;
	}

	/**
	 * Begins a recording, inside the one that is in progress.
	 * @param thread the thread whose calls to record
	 * @return the recording, which has to be {@link #end() ended}
	 */
	public static Recording begin(ThreadState thread) {
		Recording recording = new Recording(thread);
		thread.recording = recording;
		return recording;
	}

	/**
	 * Ends the recording. What it recorded last is also the last of the one around it,
	 * unless that waits for the answer of a repository call.
	 */
	public void end() {
		this.thread.recording = this.outer;
		if (this.outer != null && this.outer.depth == 0 && this.last != null) {
			this.outer.last = this.last;
		}
	}

	/**
	 * Records that a repository call begins.
	 */
	public void enter() {
		this.depth++;
	}

	/**
	 * Records that a repository call ends.
	 * @param info its account, made only if the call is an outermost one
	 */
	public void exit(Supplier<AccelerateInfo> info) {
		this.depth--;
		if (this.depth == 0) {
			this.last = info.get();
		}
	}

	/**
	 * Returns the account of the last outermost call.
	 * @return the account, or {@code null} if there was no call
	 */
	public @Nullable AccelerateInfo last() {
		return this.last;
	}

}
