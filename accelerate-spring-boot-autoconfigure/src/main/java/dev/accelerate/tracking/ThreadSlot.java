package dev.accelerate.tracking;

import org.jspecify.annotations.Nullable;

/**
 * Place for one value on each thread, kept in its {@link ThreadState}. It is for what
 * other packages have to remember while a thread is in the middle of something, and costs
 * the calls nothing that do not look at it.
 *
 * @param <T> the type of the value
 */
public final class ThreadSlot<T> {

	private final ThreadStateHolder threads;

	/**
	 * Creates a place without values.
	 * @param threads where the values are kept
	 */
	public ThreadSlot(ThreadStateHolder threads) {
		this.threads = threads;
	}

	/**
	 * Returns the value of the calling thread.
	 * @return the value, or {@code null} if it has none
	 */
	@SuppressWarnings("unchecked")
	public @Nullable T get() {
		return (T) this.threads.current().slots.get(this);
	}

	/**
	 * Sets the value of the calling thread.
	 * @param value the value, or {@code null} to hold none any more
	 */
	public void set(@Nullable T value) {
		if (value != null) {
			this.threads.current().slots.put(this, value);
		}
		else {
			this.threads.current().slots.remove(this);
		}
	}

}
