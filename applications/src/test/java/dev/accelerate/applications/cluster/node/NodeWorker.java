package dev.accelerate.applications.cluster.node;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.applications.cluster.history.Event;
import dev.accelerate.applications.cluster.history.HistoryWriter;
import dev.accelerate.applications.cluster.history.ReadKind;
import dev.accelerate.applications.cluster.history.Revision;
import dev.accelerate.applications.cluster.history.WriteKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ApplicationContext;

/**
 * Thread that reads and now and then writes. It records each operation.
 */
final class NodeWorker {

	private static final Logger log = LoggerFactory.getLogger(NodeWorker.class);

	/**
	 * Rests after a failure, for instance while the database is away.
	 */
	private static final long PAUSE_AFTER_FAILURE = TimeUnit.MILLISECONDS.toNanos(30);

	private static final int TOKEN_ONE_IN = 4;

	private final Thread thread;

	private final AccelerateOperations accelerate;

	private final Random random;

	private final NodeReader reader;

	private final NodeWriter writer;

	private final AtomicLong operations;

	private final HistoryWriter history;

	private final double writes;

	private final long pause;

	private volatile boolean ended;

	NodeWorker(ApplicationContext context, int process, long seed, int number, AtomicLong operations,
			HistoryWriter history) {
		this.random = new Random(seed);
		this.accelerate = context.getBean(AccelerateOperations.class);
		this.reader = new NodeReader(context, this.random);
		this.writer = new NodeWriter(context, process, this.random);
		this.operations = operations;
		this.history = history;
		// Some threads only read. They go on while others wait for the database.
		this.writes = (number % 3 == 0) ? 3 * context.getEnvironment().getProperty("cluster.writes", Double.class, 0.04)
				: 0;
		this.pause = TimeUnit.MICROSECONDS
			.toNanos(context.getEnvironment().getProperty("cluster.pause-micros", Long.class, 6000L));
		this.thread = new Thread(this::work, "worker-" + number);
		this.thread.setDaemon(true);
	}

	void start() {
		this.thread.start();
	}

	/**
	 * Ends the thread after its operation in progress, which may wait for the database.
	 */
	void end() throws InterruptedException {
		this.ended = true;
		this.thread.join(TimeUnit.SECONDS.toMillis(20));
	}

	private void work() {
		while (!this.ended) {
			if (this.random.nextDouble() < this.writes) {
				WriteKind kind = this.writer.next();
				attempt(true, kind.ordinal(),
						() -> this.writer.write(kind, (revisions) -> acknowledged(kind, revisions)));
			}
			else {
				ReadKind kind = this.reader.next();
				attempt(false, kind.ordinal(), () -> this.history.record(this.reader.read(kind)));
			}
			LockSupport.parkNanos(this.random.nextLong(this.pause + 1));
		}
	}

	/**
	 * Records a write, and hands its token now and then to another process.
	 */
	private void acknowledged(WriteKind kind, List<Revision> revisions) {
		if (revisions.isEmpty()) {
			return;
		}
		this.history.record(new Event.Write(kind, revisions, System.nanoTime()));
		if (this.random.nextInt(TOKEN_ONE_IN) == 0) {
			Revision covered = revisions.get(0);
			ClusterNode.say("token " + this.accelerate.token() + " " + covered.row() + " " + covered.value());
		}
	}

	private void attempt(boolean write, int kind, Runnable operation) {
		try {
			operation.run();
			this.operations.incrementAndGet();
		}
		catch (RuntimeException ex) {
			log.debug("{} {} failed", write ? "Write" : "Read", kind, ex);
			this.history.record(new Event.Failure(write, kind));
			LockSupport.parkNanos(PAUSE_AFTER_FAILURE);
		}
	}

}
