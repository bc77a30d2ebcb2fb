package dev.accelerate.tracking;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import dev.accelerate.CacheOptions;
import org.jspecify.annotations.Nullable;

/**
 * What is going on on a thread, as far as the calls it makes have to do with it. It is
 * kept in one place, because most calls find nothing, and looking for it in several
 * places would take them longer than all the rest.
 */
public final class ThreadState {

	/**
	 * Options for the next call.
	 */
	@Nullable CacheOptions options;

	/**
	 * Recording of how calls are answered.
	 */
	private @Nullable Recording recording;

	/**
	 * The innermost load in progress.
	 */
	@Nullable LoadScope load;

	/**
	 * How often the thread was seen writing.
	 */
	long writes;

	/**
	 * Physical transactions in progress, suspended ones included.
	 */
	final List<OpenTransaction> transactions = new ArrayList<>(0);

	/**
	 * The statement being prepared whose commit somebody follows already.
	 */
	@Nullable String claimed;

	/**
	 * Values by their {@code ThreadSlot}, and nothing of those that have none.
	 */
	final Map<Object, Object> slots = new IdentityHashMap<>(2);

	ThreadState() {
	}

	/**
	 * Returns whether a call is to be answered as its method says, while nobody asks how.
	 * @return whether there are neither options nor a recording
	 */
	public boolean isPlain() {
		return this.options == null && this.recording == null;
	}

	/**
	 * Takes the options for an outermost call. Calls made inside it have none until they
	 * are {@link #restoreOptions restored}.
	 * @return the options, or {@code null} if there are none
	 */
	public @Nullable CacheOptions takeOptions() {
		CacheOptions taken = this.options;
		this.options = null;
		return taken;
	}

	/**
	 * Puts options back that were taken.
	 * @param taken what {@link #takeOptions()} returned
	 */
	public void restoreOptions(@Nullable CacheOptions taken) {
		this.options = taken;
	}

	/**
	 * Begins a recording, inside the one that is in progress.
	 * @return the recording, which has to be {@link #endRecording ended}
	 */
	public Recording beginRecording() {
		Recording begun = new Recording(this.recording);
		this.recording = begun;
		return begun;
	}

	/**
	 * Ends a recording.
	 * @param ended what {@link #beginRecording()} returned
	 */
	public void endRecording(Recording ended) {
		this.recording = ended.end();
	}

	/**
	 * Returns the recording in progress.
	 * @return the recording, or {@code null} if nobody asks how calls are answered
	 */
	public @Nullable Recording recording() {
		return this.recording;
	}

	/**
	 * Returns the innermost load in progress.
	 * @return the load, or {@code null} if there is none
	 */
	public @Nullable LoadScope load() {
		return this.load;
	}

	/**
	 * Returns the transactions in which the thread may read now, the outermost first.
	 * @return the transactions, empty if there are none
	 */
	public List<OpenTransaction> transactions() {
		List<OpenTransaction> open = this.transactions;
		return open.isEmpty() ? List.of() : open.stream().filter(OpenTransaction::isInSight).toList();
	}

	/**
	 * Returns whether a load is in progress.
	 * @return whether what the thread reads now is to be kept
	 */
	public boolean isLoading() {
		return this.load != null;
	}

}
