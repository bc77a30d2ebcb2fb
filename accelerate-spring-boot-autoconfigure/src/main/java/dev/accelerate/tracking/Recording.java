package dev.accelerate.tracking;

import java.util.function.Supplier;

import dev.accelerate.AccelerateInfo;
import org.jspecify.annotations.Nullable;

/**
 * Recording of how the outermost repository calls of one thread were answered.
 */
public final class Recording {

	private final @Nullable Recording outer;

	private int depth;

	private @Nullable AccelerateInfo last;

	/**
	 * Creates a recording.
	 * @param outer the recording around it, or {@code null} if there is none
	 */
	Recording(@Nullable Recording outer) {
		this.outer = outer;
	}

	/**
	 * Ends the recording. Its last info becomes the last info of the recording around it,
	 * unless a repository call is in progress there.
	 * @return the recording around it, or {@code null} if there is none
	 */
	@Nullable Recording end() {
		if (this.outer != null && this.outer.depth == 0 && this.last != null) {
			this.outer.last = this.last;
		}
		return this.outer;
	}

	/**
	 * Records that a repository call begins.
	 */
	public void enter() {
		this.depth++;
	}

	/**
	 * Records that a repository call ends.
	 * @param info supplies its info, which is made only if the call is an outermost one
	 */
	public void exit(Supplier<AccelerateInfo> info) {
		this.depth--;
		if (this.depth == 0) {
			this.last = info.get();
		}
	}

	/**
	 * Returns the info of the last outermost call.
	 * @return the info, or {@code null} if there was no call
	 */
	public @Nullable AccelerateInfo last() {
		return this.last;
	}

}
