package dev.accelerate.tracking;

import java.util.function.BooleanSupplier;
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
		BooleanSupplier outer = beginLoading(() -> true);
		try {
			return call.get();
		}
		finally {
			endLoading(outer);
		}
	}

	/**
	 * Begins a time in which the calls of this thread are not answered by what is stored,
	 * if a condition holds when they are made.
	 * @param condition the condition, which only calls that may be answered so ask for
	 * @return what {@link #endLoading} needs
	 */
	public @Nullable BooleanSupplier beginLoading(BooleanSupplier condition) {
		ThreadState thread = this.threads.current();
		BooleanSupplier outer = thread.loadsOnly;
		thread.loadsOnly = (outer != null) ? () -> outer.getAsBoolean() || condition.getAsBoolean() : condition;
		return outer;
	}

	/**
	 * Ends such a time, on the same thread.
	 * @param outer what {@link #beginLoading} has returned
	 */
	public void endLoading(@Nullable BooleanSupplier outer) {
		this.threads.current().loadsOnly = outer;
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
