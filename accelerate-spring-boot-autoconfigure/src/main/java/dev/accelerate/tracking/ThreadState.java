package dev.accelerate.tracking;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

import dev.accelerate.CacheOptions;
import org.jspecify.annotations.Nullable;

/**
 * State of a thread, as far as it matters to the calls that the thread makes. It is kept
 * in one place, because most calls find nothing there, and looking in several places
 * would take longer than the rest of the call.
 */
public final class ThreadState {

	/**
	 * Options for the next call.
	 */
	@Nullable CacheOptions options;

	/**
	 * Says whether no call may be answered by what is stored; {@code null} if each may.
	 */
	@Nullable BooleanSupplier loadsOnly;

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
	 * How often code other than that of sessions may have written on this thread.
	 */
	long others;

	/**
	 * Physical transactions in progress, suspended ones included.
	 */
	final List<OpenTransaction> transactions = new ArrayList<>(0);

	/**
	 * The statement being prepared that is already followed to its commit.
	 */
	@Nullable String claimed;

	/**
	 * Values by their {@code ThreadSlot}; a slot without a value is absent.
	 */
	final Map<Object, Object> slots = new IdentityHashMap<>(2);

	ThreadState() {
	}

	/**
	 * Returns whether calls follow the strategy of their method, and are not recorded.
	 * @return whether there are neither options nor a recording
	 */
	public boolean isPlain() {
		return this.options == null && this.recording == null;
	}

	/**
	 * Returns whether no call may be answered by what is stored, because that may be
	 * older than what the caller has seen elsewhere.
	 * @return whether every cached read loads
	 */
	public boolean isLoadsOnly() {
		return this.loadsOnly != null && this.loadsOnly.getAsBoolean();
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
	 * Puts back options that were taken.
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
	 * @return the recording, or {@code null} if there is none
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
		if (open.isEmpty()) {
			return List.of();
		}
		if (open.size() == 1) {
			OpenTransaction only = open.get(0);
			return only.isInSight() ? List.of(only) : List.of();
		}
		return open.stream().filter(OpenTransaction::isInSight).toList();
	}

	/**
	 * Returns whether a load is in progress.
	 * @return whether what the thread reads now may be stored
	 */
	public boolean isLoading() {
		return this.load != null;
	}

}
