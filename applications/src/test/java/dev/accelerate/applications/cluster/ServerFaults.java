package dev.accelerate.applications.cluster;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import dev.accelerate.applications.cluster.CuttingProxy.CommitFault;

/**
 * Faults of the server and of the wires to it, one after the other.
 */
final class ServerFaults {

	private static final List<Fault> FAULTS = List.of(Fault.SERVER_RESTARTED, Fault.SERVER_CRASHED, Fault.CUT,
			Fault.CUT, Fault.REPLY_LOST, Fault.REPLY_LOST, Fault.COMMIT_LATE, Fault.COMMIT_LATE, Fault.LOG_LOCKED,
			Fault.LOG_HANGS);

	private static final long HANGS = TimeUnit.SECONDS.toNanos(4);

	private final ClusterRun run;

	private final Random random;

	ServerFaults(ClusterRun run, long seed) {
		this.run = run;
		this.random = new Random(seed);
	}

	/**
	 * Lets each fault happen once, and those of a wire twice.
	 */
	void all() {
		for (Fault fault : this.run.shuffled(FAULTS, this.random)) {
			this.run.pause(500 + this.random.nextInt(1500));
			ClusterSlot slot = this.run.slots().get(this.random.nextInt(this.run.slots().size()));
			try {
				if (happens(fault, slot)) {
					this.run.happened(fault);
				}
			}
			catch (Exception ex) {
				throw new IllegalStateException(fault + " could not happen", ex);
			}
		}
	}

	private boolean happens(Fault fault, ClusterSlot slot) throws Exception {
		switch (fault) {
			case SERVER_RESTARTED -> this.run.server().restart("fast");
			case SERVER_CRASHED -> this.run.server().restart("immediate");
			case CUT -> {
				slot.wire.cut();
				slot.logWire.cut();
			}
			case LOG_LOCKED -> lockLog();
			case LOG_HANGS -> {
				slot.logWire.hang(true);
				LockSupport.parkNanos(HANGS);
				slot.logWire.hang(false);
			}
			default -> {
				return loseCommit(slot, fault == Fault.REPLY_LOST);
			}
		}
		return true;
	}

	private void lockLog() throws SQLException {
		try (Connection connection = this.run.server().connect(); Statement statement = connection.createStatement()) {
			statement.execute("set lock_timeout = 20000");
			connection.setAutoCommit(false);
			statement.execute("lock table accelerate_invalidation in access exclusive mode");
			statement.execute("select pg_sleep(3)");
			connection.commit();
		}
	}

	private static boolean loseCommit(ClusterSlot slot, boolean reply) throws InterruptedException {
		CountDownLatch lost = new CountDownLatch(1);
		CommitFault fault = new CommitFault(reply, lost::countDown);
		slot.wire.arm(fault);
		if (!lost.await(20, TimeUnit.SECONDS) && slot.wire.disarm(fault)) {
			return false;
		}
		return lost.await(1, TimeUnit.SECONDS);
	}

}
