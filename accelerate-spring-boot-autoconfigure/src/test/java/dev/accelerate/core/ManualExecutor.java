package dev.accelerate.core;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

import org.springframework.core.task.TaskRejectedException;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * Executor whose tasks wait until a test runs them, on the thread of its choice.
 */
@SuppressWarnings("serial")
final class ManualExecutor extends ThreadPoolTaskExecutor {

	private final Deque<Runnable> waiting = new ConcurrentLinkedDeque<>();

	volatile RuntimeException failure;

	@Override
	public void initialize() {
	}

	@Override
	public void shutdown() {
	}

	@Override
	public void execute(Runnable task) {
		if (this.failure != null) {
			throw this.failure;
		}
		this.waiting.add(task);
	}

	void reject() {
		this.failure = new TaskRejectedException("Full");
	}

	int waiting() {
		return this.waiting.size();
	}

	/**
	 * Run the task that has waited longest.
	 */
	void runNext() {
		this.waiting.remove().run();
	}

}
