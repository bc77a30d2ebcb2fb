package dev.accelerate.applications.cluster;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import dev.accelerate.applications.cluster.CuttingProxy.CommitFault;

/**
 * Faults of processes, one after the other.
 */
final class ProcessFaults {

	private static final List<Fault> FAULTS = List.of(Fault.KILLED, Fault.KILLED_BEFORE_ROW, Fault.KILLED_BEFORE_COMMIT,
			Fault.KILLED_BEFORE_REPLY, Fault.KILLED_AFTER_REPLY, Fault.STOPPED);

	private static final long STOPPED = TimeUnit.SECONDS.toNanos(5);

	private final ClusterRun run;

	private final Random random;

	ProcessFaults(ClusterRun run, long seed) {
		this.run = run;
		this.random = new Random(seed);
	}

	/**
	 * Lets each fault happen once.
	 */
	void all() throws Exception {
		List<Fault> order = new ArrayList<>(FAULTS);
		order.removeIf((fault) -> !this.run.canHappen(fault));
		Collections.shuffle(order, this.random);
		for (Fault fault : order) {
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(this.random.nextInt(1500)));
			ClusterSlot slot = this.run.slots().get(this.random.nextInt(this.run.slots().size()));
			boolean happened = happens(fault, slot);
			if (!slot.process().isAlive() || fault != Fault.STOPPED) {
				this.run.start(slot);
			}
			if (happened) {
				this.run.happened(fault);
			}
		}
	}

	private boolean happens(Fault fault, ClusterSlot slot) throws Exception {
		NodeProcess process = slot.process();
		int commits = 1 + this.random.nextInt(5);
		return switch (fault) {
			case KILLED_BEFORE_ROW -> process.halt("BEFORE_ROW", commits);
			case KILLED_BEFORE_COMMIT -> process.halt("BEFORE_COMMIT", commits);
			case KILLED_AFTER_REPLY -> process.halt("AFTER_REPLY", commits);
			case KILLED_BEFORE_REPLY -> killBeforeReply(slot);
			case STOPPED -> {
				process.signal("STOP");
				LockSupport.parkNanos(STOPPED);
				process.signal("CONT");
				yield true;
			}
			default -> {
				process.kill();
				yield true;
			}
		};
	}

	private static boolean killBeforeReply(ClusterSlot slot) throws InterruptedException {
		CountDownLatch killed = new CountDownLatch(1);
		CommitFault fault = new CommitFault(true, () -> {
			try {
				slot.process().kill();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			killed.countDown();
		});
		slot.wire.arm(fault);
		if (!killed.await(20, TimeUnit.SECONDS) && slot.wire.disarm(fault)) {
			return false;
		}
		killed.await();
		return true;
	}

}
