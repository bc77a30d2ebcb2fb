package dev.accelerate.invalidation.model;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Moments at which a thread lets others do what is most likely to break it. It goes on as
 * soon as they have done so, or after a short while if they do not. It is static because
 * the default methods of a repository have no other way to reach it.
 */
final class Pauses {

	private static final Lock LOCK = new ReentrantLock();

	private static final Condition COMMITTED = LOCK.newCondition();

	private static final Condition READ = LOCK.newCondition();

	private static final ThreadLocal<Boolean> BEFORE_APPEND = ThreadLocal.withInitial(() -> false);

	private Pauses() {
	}

	/**
	 * Let somebody commit.
	 */
	static void untilCommit() {
		await(COMMITTED);
	}

	static void committed() {
		signal(COMMITTED);
	}

	/**
	 * Have this thread pause in its next commit, when the database has committed and
	 * nothing is appended yet.
	 */
	static void pauseBeforeAppend() {
		BEFORE_APPEND.set(true);
	}

	/**
	 * Let somebody see what this thread has committed, if it is to pause.
	 */
	static void untilRead() {
		if (BEFORE_APPEND.get()) {
			BEFORE_APPEND.remove();
			await(READ);
			await(READ);
		}
	}

	static void read() {
		signal(READ);
	}

	private static void await(Condition condition) {
		LOCK.lock();
		try {
			condition.await(3, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			LOCK.unlock();
		}
	}

	private static void signal(Condition condition) {
		LOCK.lock();
		try {
			condition.signalAll();
		}
		finally {
			LOCK.unlock();
		}
	}

}
