package dev.accelerate.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

import dev.accelerate.benchmarks.jmh.LogBenchmark.Setting;
import dev.accelerate.benchmarks.jmh.Query;
import dev.accelerate.benchmarks.jmh.WriteBenchmark.Reads;
import dev.accelerate.benchmarks.jmh.WriteBenchmark.Written;
import dev.accelerate.benchmarks.peer.Peer;
import dev.accelerate.benchmarks.suite.Case;
import dev.accelerate.benchmarks.suite.Suite;

/**
 * What the cache is to reach: a ratio, and its limit for the suite and for the gate.
 *
 * @param name what is compared with what
 * @param ratio the ratio
 * @param limit its limits
 */
record Reach(String name, Ratio ratio, Limit limit) {

	/**
	 * Return all there is to reach.
	 * @return each line of the table
	 */
	static List<Reach> all() {
		List<Reach> all = new ArrayList<>();
		for (Query query : List.of(Query.COUNT, Query.RECORDS)) {
			all.add(hit(query, Peer.CAFFEINE, "× floor (AOP and Caffeine)", Limit.atMost(1.7, 3)));
			all.add(hit(query, Peer.CACHEABLE, "× @Cacheable", Limit.atMost(0.4, 0.8)));
		}
		all.add(hit(Query.ONE_ENTITY, Peer.CACHEABLE, "× @Cacheable, which shares it", Limit.atMost(1, 1.5)));
		all.add(hit(Query.ENTITIES, Peer.HIBERNATE, "× Hibernate query cache", Limit.atMost(0.08, 0.15)));
		all.add(hit(Query.ENTITIES, Peer.CACHEABLE, "× @Cacheable, which shares them", Limit.atMost(10, 15)));
		all.add(new Reach("Hit in an open session, %s: × Hibernate query cache".formatted(Query.ENTITIES.label()),
				Ratio.of(Suite.hitInSession(Peer.ACCELERATE, Query.ENTITIES),
						Suite.hitInSession(Peer.HIBERNATE, Query.ENTITIES)),
				Limit.atMost(0.5)));
		for (Query query : List.of(Query.COUNT, Query.BY_ID, Query.ENTITIES)) {
			all.add(new Reach("Miss, %s: × the query on PostgreSQL".formatted(query.label()),
					Ratio.ofMiss(Suite.miss(query)), Limit.atMost(1.05)));
		}
		for (Query query : List.of(Query.COUNT, Query.ENTITIES)) {
			Case hit = Suite.hit(Peer.ACCELERATE, query);
			all.add(new Reach("Throughput of 8 threads, %s: × that of 2 threads".formatted(query.label()),
					Ratio.ofThroughputs(hit.withThreads(8), hit.withThreads(2)), Limit.atLeast(1)));
		}
		for (Query query : List.of(Query.COUNT, Query.RECORDS)) {
			all.add(new Reach("Allocation of a hit, %s: × @Cacheable".formatted(query.label()),
					Ratio.ofAllocations(Suite.hit(Peer.ACCELERATE, query), Suite.hit(Peer.CACHEABLE, query)),
					Limit.atMost(1)));
		}
		all.add(new Reach("Invalidation of a tag of 1 million entries: × 1 thousand",
				Ratio.of(Suite.invalidation(1_000_000), Suite.invalidation(1000)), Limit.atMost(1.2, 3)));
		all.add(new Reach("Hit, count, with the log in the database: × without",
				Ratio.of(Suite.hitWithLog(Setting.TABLE), Suite.hitWithLog(Setting.LOCAL)), Limit.atMost(1.1, 1.6)));
		all.add(new Reach("Transactions of 8 threads, with the log in the database: × without",
				Ratio.of(Suite.writeWithLog(Setting.TABLE), Suite.writeWithLog(Setting.LOCAL)), Limit.atLeast(0.75)));
		all.add(new Reach("Reads by identifier with 10 % writes to the same table: × no cache",
				Ratio.of(Suite.writes(Peer.ACCELERATE_POSTGRESQL, Written.SAME_TABLE, Reads.BY_ID),
						Suite.writes(Peer.POSTGRESQL, Written.SAME_TABLE, Reads.BY_ID)),
				Limit.atLeast(5)));
		all.add(rows("Hit, findById", "hit", Peer.ACCELERATE, Limit.atMost(1.1)));
		all.add(rows("Change of 100 entities on PostgreSQL", "flushMany", Peer.ACCELERATE_POSTGRESQL,
				Limit.atMost(1.05)));
		all.add(new Reach("Start with 100 repositories, first in its JVM: × without the starter",
				Ratio.of(Suite.coldStart(true), Suite.coldStart(false)), Limit.atMost(1.05)));
		all.add(new Reach("Start with 100 repositories, later: × without the starter",
				Ratio.of(Suite.warmStart(true), Suite.warmStart(false)), Limit.atMost(1.05)));
		return List.copyOf(all);
	}

	private static Reach rows(String what, String method, Peer peer, Limit limit) {
		return new Reach("%s, with rows: × with tables".formatted(what),
				Ratio.of(Suite.rows(method, peer, "auto"), Suite.rows(method, peer, "table")), limit);
	}

	private static Reach hit(Query query, Peer peer, String ratio, Limit limit) {
		return new Reach("Hit, %s: %s".formatted(query.label(), ratio),
				Ratio.of(Suite.hit(Peer.ACCELERATE, query), Suite.hit(peer, query)), limit);
	}

	/**
	 * Return whether the median of a ratio reaches its limit.
	 * @param results what was measured
	 * @return the verdict
	 */
	Verdict verdict(Results results) {
		Spread spread = results.spread(this.ratio);
		if (spread.isEmpty()) {
			return Verdict.NOT_MEASURED;
		}
		return this.limit.isReachedBy(spread.median()) ? Verdict.REACHED : Verdict.MISSED;
	}

	/**
	 * Whether a limit is reached.
	 */
	enum Verdict {

		REACHED("yes"), MISSED("no"), NOT_MEASURED(Markdown.DASH);

		private final String label;

		Verdict(String label) {
			this.label = label;
		}

		String label() {
			return this.label;
		}

	}

}
