package dev.accelerate.tracking;

/**
 * Holds the {@link ThreadState states} of all threads in the only thread-local of the
 * cache.
 */
public final class ThreadStateHolder {

	private final ThreadLocal<ThreadState> states = ThreadLocal.withInitial(ThreadState::new);

	/**
	 * Returns the state of the calling thread.
	 * @return the state, which must not be passed to another thread
	 */
	public ThreadState current() {
		return this.states.get();
	}

}
