package dev.accelerate.tracking;

/**
 * Holder of the {@link ThreadState states} of all threads, in the only thread-local there
 * is.
 */
public final class ThreadStateHolder {

	private final ThreadLocal<ThreadState> states = ThreadLocal.withInitial(ThreadState::new);

	/**
	 * Returns the state of the calling thread.
	 * @return the state, which no other thread must see
	 */
	public ThreadState current() {
		return this.states.get();
	}

}
