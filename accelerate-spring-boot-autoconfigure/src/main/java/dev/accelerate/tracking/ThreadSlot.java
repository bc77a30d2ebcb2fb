package dev.accelerate.tracking;

import org.jspecify.annotations.Nullable;

/**
 * Slot for one value on each thread, kept in its {@link ThreadState}. Other packages use
 * it to remember something while a thread is in the middle of their work. It costs
 * nothing to calls that do not use it.
 *
 * @param <T> the type of the value
 */
public final class ThreadSlot<T> {

	private final ThreadStateHolder threads;

	/**
	 * Not this object: a thread would then hold this object, through it the thread-local,
	 * and so its own state, for as long as it lives.
	 */
	private final Object key = new Object();

	/**
	 * Creates a slot without values.
	 * @param threads the holder of each thread's state, where the values are kept
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
		return (T) this.threads.current().slots.get(this.key);
	}

	/**
	 * Sets the value of the calling thread.
	 * @param value the value, or {@code null} to remove it
	 */
	public void set(@Nullable T value) {
		if (value != null) {
			this.threads.current().slots.put(this.key, value);
		}
		else {
			this.threads.current().slots.remove(this.key);
		}
	}

}
