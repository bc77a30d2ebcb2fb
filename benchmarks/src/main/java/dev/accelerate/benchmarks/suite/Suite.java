package dev.accelerate.benchmarks.suite;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import dev.accelerate.benchmarks.jmh.HeapBenchmark;
import dev.accelerate.benchmarks.jmh.HitBenchmark;
import dev.accelerate.benchmarks.jmh.InfoBenchmark;
import dev.accelerate.benchmarks.jmh.InvalidationBenchmark;
import dev.accelerate.benchmarks.jmh.LogBenchmark;
import dev.accelerate.benchmarks.jmh.MissBenchmark;
import dev.accelerate.benchmarks.jmh.Query;
import dev.accelerate.benchmarks.jmh.SessionBenchmark;
import dev.accelerate.benchmarks.jmh.RowsBenchmark;
import dev.accelerate.benchmarks.jmh.StampedeBenchmark;
import dev.accelerate.benchmarks.jmh.StartupBenchmark;
import dev.accelerate.benchmarks.jmh.SwrBenchmark;
import dev.accelerate.benchmarks.jmh.WriteBenchmark;
import dev.accelerate.benchmarks.peer.Peer;

/**
 * List of all cases. The peers of one query stand beside each other, so that their forks
 * run within minutes.
 */
public final class Suite {

	/**
	 * Queries that every peer answers.
	 */
	private static final Set<Query> FOR_ALL = EnumSet.of(Query.COUNT, Query.ENTITIES);

	/**
	 * Peers that answer every query.
	 */
	private static final Set<Peer> FOR_EVERYTHING = EnumSet.of(Peer.CAFFEINE, Peer.CACHEABLE, Peer.HIBERNATE,
			Peer.ACCELERATE);

	/**
	 * Peers whose calls come from many threads.
	 */
	private static final Set<Peer> THREADED = EnumSet.of(Peer.CAFFEINE, Peer.CACHEABLE, Peer.ACCELERATE);

	/**
	 * Peers whose copies of users are asked for by many threads.
	 */
	private static final Set<Peer> COPYING = EnumSet.of(Peer.COPIES, Peer.ACCELERATE);

	private static final int[] THREADS = { 2, 8 };

	private Suite() {
	}

	/**
	 * Return all cases.
	 * @return the cases, in the order in which they run
	 */
	public static List<Case> cases() {
		List<Case> cases = new ArrayList<>();
		for (Query query : Query.values()) {
			for (Peer peer : Peer.values()) {
				if (isAsked(peer, query)) {
					cases.add(hit(peer, query));
				}
			}
		}
		for (int threads : THREADS) {
			THREADED.forEach((peer) -> cases.add(hit(peer, Query.COUNT).withThreads(threads)));
			COPYING.forEach((peer) -> cases.add(hit(peer, Query.ENTITIES).withThreads(threads)));
		}
		addAccounts(cases);
		for (Query query : List.of(Query.ENTITIES, Query.GRAPHS)) {
			cases.add(hitInSession(Peer.HIBERNATE, query));
			cases.add(hitInSession(Peer.ACCELERATE, query));
		}
		addDatabases(cases);
		cases.add(invalidation(1000));
		cases.add(invalidation(1_000_000));
		cases.add(coldStart(false));
		cases.add(coldStart(true));
		cases.add(warmStart(false));
		cases.add(warmStart(true));
		return List.copyOf(cases);
	}

	private static boolean isAsked(Peer peer, Query query) {
		if (peer == Peer.COPIES) {
			return query == Query.ONE_ENTITY || query == Query.ENTITIES;
		}
		return FOR_EVERYTHING.contains(peer) || (FOR_ALL.contains(query) && peer != Peer.ACCELERATE_POSTGRESQL);
	}

	/**
	 * Add what further features of a hit cost.
	 */
	private static void addAccounts(List<Case> cases) {
		for (SwrBenchmark.Age age : SwrBenchmark.Age.values()) {
			cases.add(Case.of(SwrBenchmark.class, "hit").with("age", age).with("query", Query.COUNT));
		}
		for (String method : List.of("envelope", "withAccelerateInfo", "withCacheStrategy", "withNewCacheStrategy")) {
			cases.add(Case.of(InfoBenchmark.class, method).with("query", Query.COUNT));
		}
	}

	/**
	 * Add what is measured together with PostgreSQL.
	 */
	private static void addDatabases(List<Case> cases) {
		for (Query query : List.of(Query.COUNT, Query.BY_ID, Query.ENTITIES)) {
			cases.add(miss(query));
		}
		cases.add(miss(Query.COUNT).withThreads(8));
		for (Peer peer : List.of(Peer.POSTGRESQL, Peer.CACHEABLE, Peer.CACHEABLE_SYNC, Peer.ACCELERATE_POSTGRESQL)) {
			cases.add(Case.of(StampedeBenchmark.class, "stampede")
				.with("peer", peer)
				.withIterations(Iterations.seconds(2), Iterations.seconds(4)));
		}
		for (Query query : List.of(Query.COUNT, Query.ENTITIES, Query.RECORDS)) {
			for (Peer peer : List.of(Peer.CACHEABLE, Peer.ACCELERATE_POSTGRESQL)) {
				cases.add(Case.of(HeapBenchmark.class, "fill")
					.with("peer", peer)
					.with("query", query)
					.withIterations(Iterations.seconds(0), Iterations.seconds(1)));
			}
		}
		for (WriteBenchmark.Written written : WriteBenchmark.Written.values()) {
			for (Peer peer : List.of(Peer.POSTGRESQL, Peer.HIBERNATE, Peer.ACCELERATE_POSTGRESQL)) {
				cases.add(writes(peer, written, WriteBenchmark.Reads.MIXED));
			}
		}
		for (Peer peer : List.of(Peer.POSTGRESQL, Peer.ACCELERATE_POSTGRESQL)) {
			cases.add(writes(peer, WriteBenchmark.Written.SAME_TABLE, WriteBenchmark.Reads.BY_ID));
		}
		for (String precision : List.of("auto", "table")) {
			cases.add(rows("hit", Peer.ACCELERATE, precision));
			cases.add(rows("flushOne", Peer.ACCELERATE, precision));
			cases.add(rows("flushMany", Peer.ACCELERATE, precision));
			cases.add(rows("flushMany", Peer.ACCELERATE_POSTGRESQL, precision));
		}
		for (LogBenchmark.Setting setting : List.of(LogBenchmark.Setting.LOCAL, LogBenchmark.Setting.TABLE)) {
			cases.add(hitWithLog(setting));
			cases.add(writeWithLog(setting));
		}
	}

	/**
	 * Return a case of reads of which one call in ten writes, with rows told apart.
	 * @param peer the peer
	 * @param written what is written
	 * @param reads what is read
	 * @return the case, of two threads
	 */
	public static Case writes(Peer peer, WriteBenchmark.Written written, WriteBenchmark.Reads reads) {
		return Case.of(WriteBenchmark.class, "call")
			.with("peer", peer)
			.with("written", written)
			.with("reads", reads)
			.with("precision", "auto")
			.withThreads(2);
	}

	/**
	 * Return a case of what it costs to tell rows apart.
	 * @param method the method of the benchmark
	 * @param peer the peer
	 * @param precision what results depend on
	 * @return the case
	 */
	public static Case rows(String method, Peer peer, String precision) {
		return Case.of(RowsBenchmark.class, method).with("peer", peer).with("precision", precision);
	}

	/**
	 * Return a case of a hit in an instance that may have others.
	 * @param setting by what the instances tell each other
	 * @return the case
	 */
	public static Case hitWithLog(LogBenchmark.Setting setting) {
		return Case.of(LogBenchmark.class, "hit").with("setting", setting);
	}

	/**
	 * Return a case of small transactions that write, of many threads.
	 * @param setting by what the instances tell each other
	 * @return the case
	 */
	public static Case writeWithLog(LogBenchmark.Setting setting) {
		return Case.of(LogBenchmark.class, "write")
			.with("setting", setting)
			.withThreads(8)
			.withIterations(Iterations.seconds(10), Iterations.seconds(15));
	}

	/**
	 * Return a case of a hit, or, if the peer has no cache, of what a hit saves.
	 * @param peer the peer
	 * @param query the query
	 * @return the case, of one thread
	 */
	public static Case hit(Peer peer, Query query) {
		Case hit = Case.of(HitBenchmark.class, "hit").with("peer", peer).with("query", query);
		// A database is slower by so much that no ratio to it needs to be exact.
		return peer.isCache() ? hit : hit.withIterations(Iterations.seconds(2), Iterations.seconds(2));
	}

	/**
	 * Return a case of a hit in a session that is opened for it.
	 * @param peer the peer, which is a cache
	 * @param query the query
	 * @return the case
	 */
	public static Case hitInSession(Peer peer, Query query) {
		return Case.of(SessionBenchmark.class, "hitInSession").with("peer", peer).with("query", query);
	}

	/**
	 * Return a case of the invalidation of one tag.
	 * @param entries how many entries have the tag
	 * @return the case
	 */
	public static Case invalidation(int entries) {
		Case invalidation = Case.of(InvalidationBenchmark.class, "invalidateTag").with("entries", entries);
		// Of a million, each second has room for two samples only.
		return (entries < 1_000_000) ? invalidation
				: invalidation.withIterations(Iterations.seconds(3), Iterations.seconds(10));
	}

	/**
	 * Return a case of a miss, and of the same query without a cache. There are so few of
	 * them in a second that the compiler, which needs the same cores, is busy for many.
	 * @param query the query
	 * @return the case
	 */
	public static Case miss(Query query) {
		return Case.of(MissBenchmark.class, "miss")
			.with("query", query)
			.withIterations(Iterations.seconds(25), Iterations.seconds(15));
	}

	/**
	 * Return a case of the start of an application in a JVM that has started none.
	 * @param starter whether the application has the starter
	 * @return the case
	 */
	public static Case coldStart(boolean starter) {
		return Case.of(StartupBenchmark.class, "cold")
			.with("starter", starter)
			.withForks(6)
			.withIterations(Iterations.seconds(0), Iterations.seconds(1));
	}

	/**
	 * Return a case of the start of an application in a JVM that has started others.
	 * @param starter whether the application has the starter
	 * @return the case
	 */
	public static Case warmStart(boolean starter) {
		return Case.of(StartupBenchmark.class, "warm")
			.with("starter", starter)
			.withIterations(Iterations.seconds(6), Iterations.seconds(6));
	}

}
