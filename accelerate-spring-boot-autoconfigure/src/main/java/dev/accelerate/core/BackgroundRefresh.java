package dev.accelerate.core;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import dev.accelerate.signature.QuerySignature;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * Runs refreshes on a bounded executor of its own, at most one for each signature. On
 * shutdown it finishes the refreshes that run and drops those that wait, before the
 * database goes away.
 */
public final class BackgroundRefresh implements SmartLifecycle {

	/**
	 * Stops after the web server, whose phase is higher, and before all beans without a
	 * phase, which are only destroyed.
	 */
	private static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 8192;

	private final Supplier<ThreadPoolTaskExecutor> executors;

	private final Set<QuerySignature> scheduled = ConcurrentHashMap.newKeySet();

	private volatile @Nullable ThreadPoolTaskExecutor executor;

	/**
	 * Creates a runner.
	 * @param executors makes the executor at every start; it need not be initialized
	 */
	public BackgroundRefresh(Supplier<ThreadPoolTaskExecutor> executors) {
		this.executors = executors;
	}

	/**
	 * Schedules a refresh, unless one of the same signature is waiting or running.
	 * @param signature the signature of the call
	 * @param refresh supplies the refresh; called on this thread, and only if the refresh
	 * is scheduled
	 * @return {@code false} if the refresh was rejected, {@code true} if it is waiting or
	 * running
	 */
	boolean schedule(QuerySignature signature, Supplier<Runnable> refresh) {
		ThreadPoolTaskExecutor executor = this.executor;
		if (executor == null) {
			return false;
		}
		if (!this.scheduled.add(signature)) {
			return true;
		}
		boolean accepted = false;
		try {
			Runnable task = refresh.get();
			executor.execute(() -> run(signature, task));
			accepted = true;
		}
		catch (RuntimeException ex) {
			// The executor is full, or a decorator of the application failed. The next
			// stale answer tries again.
		}
		finally {
			if (!accepted) {
				this.scheduled.remove(signature);
			}
		}
		return accepted;
	}

	private void run(QuerySignature signature, Runnable refresh) {
		try {
			if (this.executor != null) {
				refresh.run();
			}
		}
		finally {
			this.scheduled.remove(signature);
		}
	}

	@Override
	public void start() {
		ThreadPoolTaskExecutor executor = this.executors.get();
		executor.setWaitForTasksToCompleteOnShutdown(true);
		executor.initialize();
		this.executor = executor;
	}

	@Override
	public void stop() {
		ThreadPoolTaskExecutor executor = this.executor;
		this.executor = null;
		if (executor != null) {
			executor.shutdown();
		}
	}

	@Override
	public boolean isRunning() {
		return this.executor != null;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

}
