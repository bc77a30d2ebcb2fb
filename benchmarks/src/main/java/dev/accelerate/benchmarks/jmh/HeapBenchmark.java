package dev.accelerate.benchmarks.jmh;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

import dev.accelerate.benchmarks.domain.UserQueries;
import dev.accelerate.benchmarks.peer.Peer;
import dev.accelerate.benchmarks.peer.PeerApplication;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How much memory an entry takes, its key included: the growth of the heap over calls
 * that no cache has, after garbage collections before and after. The database is
 * PostgreSQL for both: a database in this JVM would share its texts with the entries. The
 * time is that of the calls, and says little. There is one iteration in a JVM, because a
 * cache is filled only once; several forks tell the spread.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(jvmArgsAppend = "-Xmx2g")
@SuppressWarnings("NullAway.Init")
public class HeapBenchmark {

	private static final int EARLIER = 200;

	/**
	 * Whose memory.
	 */
	@Param({ "CACHEABLE", "ACCELERATE_POSTGRESQL" })
	Peer peer;

	/**
	 * What is kept.
	 */
	@Param({ "COUNT", "ONE_ENTITY", "ENTITIES", "RECORDS" })
	Query query;

	/**
	 * How many entries.
	 */
	@Param("4000")
	int entries;

	private PeerApplication application;

	private UserQueries users;

	private long before;

	/**
	 * Start the peer, and ask often enough for everything to be there that is kept once.
	 */
	@Setup(Level.Trial)
	public void start() {
		this.application = PeerApplication.startOnPostgres(this.peer, "accelerate.store.maximum-size=1GB");
		this.users = this.application.users();
		for (int i = 0; i < EARLIER; i++) {
			this.query.run(this.users, i);
		}
		this.before = used();
	}

	/**
	 * Stop the peer.
	 * @throws IOException if it cannot be stopped
	 */
	@TearDown(Level.Trial)
	public void stop() throws IOException {
		this.application.close();
	}

	/**
	 * Fill the cache.
	 * @param counters what is told besides
	 */
	@Benchmark
	public void fill(Counters counters) {
		for (int i = EARLIER; i < EARLIER + this.entries; i++) {
			this.query.run(this.users, i);
		}
		counters.bytesPerEntry = (double) (used() - this.before) / this.entries;
	}

	/**
	 * Collect until nothing more goes. References of the kinds that a collection clears
	 * need several.
	 */
	private static long used() {
		long used = Long.MAX_VALUE;
		for (int round = 0; round < 10; round++) {
			System.gc();
			long now = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
			if (round > 2 && now >= used) {
				break;
			}
			used = Math.min(used, now);
		}
		return used;
	}

	/**
	 * What is told besides the time. JMH adds up what the forks tell: the raw data has
	 * each of them.
	 */
	@AuxCounters(AuxCounters.Type.EVENTS)
	@State(Scope.Thread)
	public static class Counters {

		/**
		 * Growth of the heap for each entry.
		 */
		public double bytesPerEntry;

	}

}
