package dev.accelerate.core;

import java.time.Instant;

import dev.accelerate.invalidation.Dependencies;
import dev.accelerate.invalidation.Tables;
import dev.accelerate.signature.TenantKey;
import dev.accelerate.snapshot.Snapshot;
import dev.accelerate.tracking.Evidence;

/**
 * {@link PersistenceState} that is as a test sets it.
 */
final class TestPersistenceState implements PersistenceState {

	volatile Bypass bypass;

	volatile boolean storable = true;

	private final ThreadLocal<Boolean> holdsConnection = ThreadLocal.withInitial(() -> false);

	/**
	 * Let this thread hold a connection from now on.
	 */
	void holdConnection() {
		this.holdsConnection.set(true);
	}

	@Override
	public Bypass bypass(boolean readWrite, boolean bound, TenantKey tenant) {
		return this.bypass;
	}

	@Override
	public void markUnkeyed(Evidence why) {
		this.bypass = new Bypass(why.reason(), why.remedy());
	}

	@Override
	public boolean managesResults() {
		return false;
	}

	@Override
	public boolean isRestorable() {
		return true;
	}

	@Override
	public void restored(Dependencies restored, long loadedAt, Instant lastModified) {
	}

	@Override
	public boolean holdsConnection() {
		return this.holdsConnection.get();
	}

	@Override
	public boolean isTransactionTimeout(Exception failure) {
		return failure instanceof ProvidersTimeout;
	}

	@Override
	public Tables tables(Snapshot result) {
		return Tables.NONE;
	}

	@Override
	public LoadWatch watch() {
		return (result, load) -> this.storable;
	}

	/**
	 * What only the persistence provider can tell to be a timeout.
	 */
	static final class ProvidersTimeout extends RuntimeException {

	}

}
