package dev.accelerate.tracking;

import java.util.function.Supplier;

import dev.accelerate.CacheOptions;
import org.jspecify.annotations.Nullable;

/**
 * Options that a thread has set for the repository calls it makes.
 */
public final class CallOptions {

	private final ThreadStateHolder threads;

	/**
	 * Create options.
	 * @param threads where they are kept
	 */
	public CallOptions(ThreadStateHolder threads) {
		this.threads = threads;
	}

	/**
	 * Run a supplier with options.
	 */
	public <T extends @Nullable Object> T call(CacheOptions options, Supplier<T> call) {
		ThreadState thread = this.threads.current();
		CacheOptions outer = thread.options;
		thread.options = options;
		try {
			return call.get();
		}
		finally {
			thread.options = outer;
		}
	}

	/**
	 * Take the options for an outermost call. Calls made inside it have none until they
	 * are {@link #restore restored}.
	 * @return the options, or {@code null} if there are none
	 */
	public @Nullable CacheOptions take() {
		ThreadState thread = this.threads.current();
		CacheOptions options = thread.options;
		thread.options = null;
		return options;
	}

	/**
	 * Put options back that were taken.
	 * @param options what {@link #take()} returned
	 */
	public void restore(@Nullable CacheOptions options) {
		this.threads.current().options = options;
	}

}
