package dev.accelerate.core;

import java.util.function.Supplier;

import dev.accelerate.CacheOptions;
import org.jspecify.annotations.Nullable;

/**
 * Options that a thread has set for the repository calls it makes.
 */
public final class CallOptions {

	private final ThreadLocal<@Nullable CacheOptions> current = new ThreadLocal<>();

	/**
	 * Run a supplier with options.
	 */
	<T extends @Nullable Object> T call(CacheOptions options, Supplier<T> call) {
		CacheOptions outer = this.current.get();
		this.current.set(options);
		try {
			return call.get();
		}
		finally {
			restore(outer);
		}
	}

	/**
	 * Take the options for an outermost call. Calls made inside it have none until they
	 * are {@link #restore restored}.
	 * @return the options, or {@code null} if there are none
	 */
	public @Nullable CacheOptions take() {
		CacheOptions options = this.current.get();
		if (options != null) {
			this.current.remove();
		}
		return options;
	}

	/**
	 * Put options back that were taken.
	 * @param options what {@link #take()} returned
	 */
	public void restore(@Nullable CacheOptions options) {
		if (options != null) {
			this.current.set(options);
		}
		else {
			this.current.remove();
		}
	}

}
