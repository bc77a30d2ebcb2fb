package dev.accelerate.core;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.accelerate.AccelerateException;
import dev.accelerate.ErrorCode;
import dev.accelerate.signature.QuerySignature;
import dev.accelerate.store.Entry;
import org.jspecify.annotations.Nullable;

/**
 * Loads in progress, at most one for each signature. The first caller takes off and
 * leads. A caller that arrives while its flight is in the air can wait for it to land.
 */
final class SingleFlight {

	private final ConcurrentMap<QuerySignature, Flight> flights = new ConcurrentHashMap<>();

	/**
	 * Takes off, unless another flight of the signature is in the air.
	 * @param signature the signature of the call
	 * @param flight the caller's own flight
	 * @return the flight in the air, or {@code null} if the caller's own took off
	 */
	@Nullable Flight takeOff(QuerySignature signature, Flight flight) {
		return this.flights.putIfAbsent(signature, flight);
	}

	/**
	 * Lands a flight that took off.
	 * @param signature the signature of the call
	 * @param flight the flight
	 * @param entry the result of a load that began after the flight took off, or
	 * {@code null} if there is nothing to share
	 */
	void land(QuerySignature signature, Flight flight, @Nullable Entry entry) {
		this.flights.remove(signature, flight);
		flight.landing.complete(entry);
	}

	/**
	 * One load in progress.
	 */
	static final class Flight {

		private final CompletableFuture<@Nullable Entry> landing = new CompletableFuture<>();

		/**
		 * Waits for the flight to land.
		 * @param timeout how long to wait; zero for as long as it takes
		 * @return the entry it brought, or {@code null} if there is nothing to share or
		 * the wait was interrupted; the thread's interrupt status is kept
		 * @throws AccelerateException with {@link ErrorCode#P6004} if the time has passed
		 */
		@Nullable Entry await(Duration timeout) {
			try {
				return timeout.isZero() ? this.landing.get()
						: this.landing.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return null;
			}
			catch (TimeoutException ex) {
				throw new AccelerateException(ErrorCode.P6004,
						"Another caller's load took longer than accelerate.query-timeout (" + timeout + ")", ex);
			}
			catch (ExecutionException ex) {
				throw new IllegalStateException("A flight never lands exceptionally", ex);
			}
		}

	}

}
