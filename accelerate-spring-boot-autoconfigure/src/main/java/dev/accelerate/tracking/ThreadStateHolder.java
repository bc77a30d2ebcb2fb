package dev.accelerate.tracking;

/**
 * {@link ThreadState States} of all threads.
 */
public final class ThreadStateHolder {

	private final ThreadLocal<ThreadState> states = ThreadLocal.withInitial(ThreadState::new);

	/**
	 * Return the state of the calling thread.
	 * @return the state, which no other thread must see
	 */
	public ThreadState current() {
		return this.states.get();
	}

}
