package dev.accelerate.core;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;

/**
 * Thread that makes one call.
 *
 * @param <T> the type of its outcome
 */
final class Caller<T> {

	private final CompletableFuture<T> outcome = new CompletableFuture<>();

	private final Thread thread;

	private Caller(Call<T> call) {
		this.thread = new Thread(() -> {
			try {
				this.outcome.complete(call.run());
			}
			catch (Throwable ex) {
				this.outcome.completeExceptionally(ex);
			}
		});
		this.thread.setDaemon(true);
		this.thread.start();
	}

	static <T> Caller<T> start(Call<T> call) {
		return new Caller<>(call);
	}

	/**
	 * Make a call, on this thread, in a callback that may throw nothing.
	 */
	static <T> T quietly(Call<T> call) {
		try {
			return call.run();
		}
		catch (Throwable ex) {
			throw new AssertionError(ex);
		}
	}

	/**
	 * Wait for the outcome of the call.
	 * @throws Throwable what the call has thrown
	 */
	T outcome() throws Throwable {
		try {
			return this.outcome.get(20, TimeUnit.SECONDS);
		}
		catch (ExecutionException ex) {
			throw ex.getCause();
		}
	}

	/**
	 * Wait until the thread waits for the flight of another to land.
	 */
	Caller<T> awaitWaiting() {
		Awaitility.await().until(this::isWaiting);
		return this;
	}

	boolean isWaiting() {
		return this.thread.getState() == Thread.State.WAITING && Arrays.stream(this.thread.getStackTrace())
			.anyMatch((frame) -> frame.getClassName().equals(SingleFlight.Flight.class.getName()));
	}

	void interrupt() {
		this.thread.interrupt();
	}

	@FunctionalInterface
	interface Call<T> {

		T run() throws Throwable;

	}

}
