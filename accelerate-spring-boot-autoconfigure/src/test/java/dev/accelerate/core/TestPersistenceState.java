package dev.accelerate.core;

import java.time.Duration;

/**
 * {@link PersistenceState} that is as a test sets it.
 */
final class TestPersistenceState implements PersistenceState {

	volatile Bypass bypass;

	volatile boolean storable = true;

	volatile Duration timeout;

	private final ThreadLocal<Boolean> holdsConnection = ThreadLocal.withInitial(() -> false);

	/**
	 * Let this thread hold a connection from now on.
	 */
	void holdConnection() {
		this.holdsConnection.set(true);
	}

	@Override
	public Bypass bypass(boolean explicit) {
		return this.bypass;
	}

	@Override
	public boolean holdsConnection() {
		return this.holdsConnection.get();
	}

	@Override
	public Object load(QueryCall call, Duration timeout) throws Throwable {
		this.timeout = timeout;
		return call.load();
	}

	@Override
	public LoadWatch watch() {
		return (result) -> this.storable;
	}

}
