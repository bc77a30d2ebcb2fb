package dev.accelerate.applications.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
	 * Lets each fault happen once. While one process starts in the place of another that
	 * has died, the next fault happens to those that run.
	 */
	void all() throws Exception {
		ClusterSlot starting = null;
		Future<?> started = null;
		ExecutorService starts = Executors.newSingleThreadExecutor();
		try {
			for (Fault fault : this.run.shuffled(FAULTS, this.random)) {
				this.run.pause(this.random.nextInt(1500));
				ClusterSlot slot = any(starting);
				if (slot == starting) {
					started.get();
				}
				boolean happened = happens(fault, slot);
				if (started != null) {
					started.get();
				}
				if (fault != Fault.STOPPED) {
					starting = slot;
					started = starts.submit(() -> {
						this.run.start(slot);
						return null;
					});
				}
				if (happened) {
					this.run.happened(fault);
				}
			}
			if (started != null) {
				started.get();
			}
		}
		finally {
			starts.shutdownNow();
		}
	}

	/**
	 * Returns any place but the one of a process that has just been started, if there is
	 * another.
	 */
	private ClusterSlot any(ClusterSlot starting) {
		List<ClusterSlot> slots = new ArrayList<>(this.run.slots());
		if (slots.size() > 1) {
			slots.remove(starting);
		}
		return slots.get(this.random.nextInt(slots.size()));
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
