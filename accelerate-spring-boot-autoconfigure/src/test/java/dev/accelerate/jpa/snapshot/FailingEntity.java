package dev.accelerate.jpa.snapshot;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/**
 * Entity whose constructor fails on a thread that {@link #failWith(Throwable, Runnable)
 * asks for it}. The caller of the constructor cannot pass the failure.
 */
@Entity
class FailingEntity {

	private static final ThreadLocal<Throwable> FAILURE = new ThreadLocal<>();

	@Id
	private Long id;

	FailingEntity() throws Exception {
		if (FAILURE.get() instanceof Error error) {
			throw error;
		}
		if (FAILURE.get() instanceof Exception exception) {
			throw exception;
		}
	}

	/**
	 * Fail while something is done in this thread, and only then.
	 * @param failure error or exception of the constructor
	 * @param action calls the constructor
	 */
	static void failWith(Throwable failure, Runnable action) {
		FAILURE.set(failure);
		try {
			action.run();
		}
		finally {
			FAILURE.remove();
		}
	}

}
