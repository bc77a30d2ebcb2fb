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
	 * Creates options.
	 * @param threads the holder of each thread's state, where options are kept
	 */
	public CallOptions(ThreadStateHolder threads) {
		this.threads = threads;
	}

	/**
	 * Runs a supplier with options.
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

}
