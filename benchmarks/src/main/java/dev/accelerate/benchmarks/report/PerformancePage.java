package dev.accelerate.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.accelerate.benchmarks.jmh.HeapBenchmark;
import dev.accelerate.benchmarks.jmh.LogBenchmark;
import dev.accelerate.benchmarks.jmh.HitBenchmark;
import dev.accelerate.benchmarks.jmh.InfoBenchmark;
import dev.accelerate.benchmarks.jmh.InvalidationBenchmark;
import dev.accelerate.benchmarks.jmh.MissBenchmark;
import dev.accelerate.benchmarks.jmh.Query;
import dev.accelerate.benchmarks.jmh.RowsBenchmark;
import dev.accelerate.benchmarks.jmh.SessionBenchmark;
import dev.accelerate.benchmarks.jmh.StampedeBenchmark;
import dev.accelerate.benchmarks.jmh.StartupBenchmark;
import dev.accelerate.benchmarks.jmh.SwrBenchmark;
import dev.accelerate.benchmarks.jmh.WriteBenchmark;
import dev.accelerate.benchmarks.peer.Peer;
import dev.accelerate.benchmarks.suite.Case;
import dev.accelerate.benchmarks.suite.Suite;

/**
 * Page of tables in Markdown.
 */
public final class PerformancePage {

	private static final Map<Class<?>, String> TITLES = Map.ofEntries(
			Map.entry(SwrBenchmark.class, "Fresh and stale hits"),
			Map.entry(InfoBenchmark.class, "Hits with an info, or with options of the call"),
			Map.entry(SessionBenchmark.class, "Hits in a session that is opened for them"),
			Map.entry(StampedeBenchmark.class, "200 threads that ask at once for what is not there"),
			Map.entry(HeapBenchmark.class, "Heap of an entry"),
			Map.entry(LogBenchmark.class, "The log in the database"),
			Map.entry(WriteBenchmark.class, "Reads with 10 % writes"),
			Map.entry(RowsBenchmark.class, "Rows told apart"),
			Map.entry(InvalidationBenchmark.class, "Invalidation of one tag"),
			Map.entry(StartupBenchmark.class, "Start with 100 repositories"));

	private final Results results;

	private final Machine machine;

	/**
	 * Create a page.
	 * @param results what to tell
	 * @param machine where it was measured
	 */
	public PerformancePage(Results results, Machine machine) {
		this.results = results;
		this.machine = machine;
	}

	/**
	 * Return the page.
	 * @return its Markdown
	 */
	public String markdown() {
		StringBuilder page = new StringBuilder();
		int rounds = this.results.rounds();
		page.append(
				"Measured on %s. Medians of %d %s, with the least and the greatest value; ratios are taken within a\nround.\n"
					.formatted(this.machine, rounds, (rounds == 1) ? "round" : "rounds"));
		section(page, "Goals", reach());
		for (Query query : Query.values()) {
			List<List<String>> rows = hits(query);
			if (!rows.isEmpty()) {
				section(page, "Hits: " + query.label(),
						Markdown.table(1, List.of("peer", "ns/op", "spread", "B/op", "× floor", "× @Cacheable"), rows));
			}
		}
		List<List<String>> threads = threads();
		if (!threads.isEmpty()) {
			section(page, "Threads", Markdown.table(2,
					List.of("query", "peer", "1: ns/op", "2: ns/op", "8: ns/op", "throughput of 8 × 2"), threads));
		}
		List<List<String>> misses = misses();
		if (!misses.isEmpty()) {
			section(page, "Misses", Markdown.table(1,
					List.of("query", "threads", "PostgreSQL alone: µs", "miss: µs", "ratio"), misses));
		}
		others().forEach((title, cases) -> section(page, title, CaseTable.of(cases, this.results)));
		return page.toString();
	}

	private static void section(StringBuilder page, String title, String table) {
		page.append("\n## %s\n\n%s".formatted(title, table));
	}

	private String reach() {
		List<List<String>> rows = new ArrayList<>();
		for (Reach reach : Reach.all()) {
			Spread spread = this.results.spread(reach.ratio());
			rows.add(List.of(reach.name(), reach.limit().toString(), reach.verdict(this.results).label(),
					Markdown.median(spread), Markdown.range(spread)));
		}
		return Markdown.table(3, List.of("case", "limit", "reached", "ratio", "spread"), rows);
	}

	private List<List<String>> hits(Query query) {
		List<List<String>> rows = new ArrayList<>();
		Case floor = Suite.hit(Peer.CAFFEINE, query);
		Case cacheable = Suite.hit(Peer.CACHEABLE, query);
		for (Peer peer : Peer.values()) {
			Case hit = Suite.hit(peer, query);
			Spread time = this.results.spread(Figure.primary(hit));
			if (!time.isEmpty()) {
				rows.add(List.of(peer.label(), Markdown.median(time), Markdown.range(time),
						Markdown.median(this.results.spread(Figure.allocation(hit))),
						Markdown.median(this.results.spread(Ratio.of(hit, floor))),
						Markdown.median(this.results.spread(Ratio.of(hit, cacheable)))));
			}
		}
		return rows;
	}

	private List<List<String>> threads() {
		List<List<String>> rows = new ArrayList<>();
		for (Query query : Query.values()) {
			for (Peer peer : Peer.values()) {
				Case one = Suite.hit(peer, query);
				Case two = one.withThreads(2);
				Case eight = one.withThreads(8);
				Spread timeOfTwo = this.results.spread(Figure.primary(two));
				Spread timeOfEight = this.results.spread(Figure.primary(eight));
				if (!timeOfTwo.isEmpty() || !timeOfEight.isEmpty()) {
					rows.add(List.of(query.label(), peer.label(),
							Markdown.median(this.results.spread(Figure.primary(one))), Markdown.median(timeOfTwo),
							Markdown.median(timeOfEight),
							this.results.spread(Ratio.ofThroughputs(eight, two)).toString()));
				}
			}
		}
		return rows;
	}

	private List<List<String>> misses() {
		List<List<String>> rows = new ArrayList<>();
		for (Case miss : this.results.cases()) {
			if (isOf(MissBenchmark.class, miss)) {
				rows.add(List.of(CaseTable.label("query", miss.parameters().get("query")),
						String.valueOf(miss.threads()),
						Markdown.median(this.results.spread(Figure.secondary(miss, MissBenchmark.WITHOUT_CACHE))),
						Markdown.median(this.results.spread(Figure.secondary(miss, MissBenchmark.WITH_CACHE))),
						this.results.spread(Ratio.ofMiss(miss)).toString()));
			}
		}
		return rows;
	}

	/**
	 * Return the cases that have no table of their own kind, by what they are about.
	 */
	private Map<String, List<Case>> others() {
		Map<String, List<Case>> others = new LinkedHashMap<>();
		for (Case ofCase : this.results.cases()) {
			if (!isOf(HitBenchmark.class, ofCase) && !isOf(MissBenchmark.class, ofCase)) {
				others.computeIfAbsent(title(ofCase), (unknown) -> new ArrayList<>()).add(ofCase);
			}
		}
		return others;
	}

	/**
	 * Return what to call the benchmark of a case. One that nobody has named is called
	 * after its class.
	 */
	static String title(Case ofCase) {
		return TITLES.entrySet()
			.stream()
			.filter((title) -> isOf(title.getKey(), ofCase))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElse(ofCase.simpleClass());
	}

	private static boolean isOf(Class<?> benchmark, Case ofCase) {
		return benchmark.getSimpleName().equals(ofCase.simpleClass());
	}

}
