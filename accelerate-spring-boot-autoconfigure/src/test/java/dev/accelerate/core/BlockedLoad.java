package dev.accelerate.core;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Load that has read its answer, but does not return it until it is released.
 */
final class BlockedLoad implements TestCall.Load {

	private static final int PATIENCE = 20;

	private final CountDownLatch entered = new CountDownLatch(1);

	private final CountDownLatch released = new CountDownLatch(1);

	private final TestCall.Load query;

	BlockedLoad(TestCall.Load query) {
		this.query = query;
	}

	@Override
	public Object run() throws Throwable {
		this.entered.countDown();
		assertThat(this.released.await(PATIENCE, TimeUnit.SECONDS)).as("released").isTrue();
		return this.query.run();
	}

	/**
	 * Wait until the load has begun.
	 */
	BlockedLoad awaitEntered() throws InterruptedException {
		assertThat(this.entered.await(PATIENCE, TimeUnit.SECONDS)).as("entered").isTrue();
		return this;
	}

	void release() {
		this.released.countDown();
	}

}
