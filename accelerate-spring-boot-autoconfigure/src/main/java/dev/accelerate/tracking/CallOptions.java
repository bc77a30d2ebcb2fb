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
	 * Runs a supplier whose calls, nested ones included, are not answered by what is
	 * stored.
	 */
	public <T extends @Nullable Object> T load(Supplier<T> call) {
		ThreadState thread = this.threads.current();
		boolean outer = thread.loadsOnly;
		thread.loadsOnly = true;
		try {
			return call.get();
		}
		finally {
			thread.loadsOnly = outer;
		}
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
