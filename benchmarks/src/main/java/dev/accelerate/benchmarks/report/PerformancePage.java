package dev.accelerate.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.accelerate.benchmarks.jmh.HitBenchmark;
import dev.accelerate.benchmarks.jmh.Query;
import dev.accelerate.benchmarks.peer.Peer;
import dev.accelerate.benchmarks.suite.Case;
import dev.accelerate.benchmarks.suite.Suite;

/**
 * Page of tables in Markdown.
 */
public final class PerformancePage {

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
		page.append("Medians of %d %s, with the least and the greatest value; ratios are taken within a round.\n"
			.formatted(rounds, (rounds == 1) ? "round" : "rounds"));
		section(page, "Reach", reach());
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
		others().forEach((benchmark, cases) -> section(page, benchmark, other(cases)));
		return page.toString();
	}

	private void section(StringBuilder page, String title, String table) {
		page.append("\n## %s (%s)\n\n%s".formatted(title, this.machine, table));
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

	private Map<String, List<Case>> others() {
		Map<String, List<Case>> others = new LinkedHashMap<>();
		for (Case ofCase : this.results.cases()) {
			if (!ofCase.benchmark().startsWith(HitBenchmark.class.getName() + ".")) {
				others.computeIfAbsent(ofCase.shortBenchmark(), (benchmark) -> new ArrayList<>()).add(ofCase);
			}
		}
		return others;
	}

	private String other(List<Case> cases) {
		Set<String> parameters = new LinkedHashSet<>();
		Set<String> secondary = new LinkedHashSet<>();
		for (Case ofCase : cases) {
			parameters.addAll(ofCase.parameters().keySet());
			secondary.addAll(this.results.secondaryNames(ofCase));
		}
		List<String> head = new ArrayList<>(parameters);
		head.addAll(List.of("threads", "score", "spread", "unit"));
		head.addAll(secondary);
		List<List<String>> rows = new ArrayList<>();
		for (Case ofCase : cases) {
			Figure primary = Figure.primary(ofCase);
			Spread spread = this.results.spread(primary);
			List<String> row = new ArrayList<>();
			parameters.forEach((name) -> row.add(ofCase.parameters().getOrDefault(name, Markdown.DASH)));
			row.addAll(List.of(String.valueOf(ofCase.threads()), Markdown.median(spread), Markdown.range(spread),
					this.results.unit(primary)));
			secondary.forEach((name) -> {
				Figure figure = Figure.secondary(ofCase, name);
				Spread values = this.results.spread(figure);
				row.add(values.isEmpty() ? Markdown.DASH
						: "%s %s".formatted(Markdown.median(values), this.results.unit(figure)));
			});
			rows.add(row);
		}
		return Markdown.table(parameters.size(), head, rows);
	}

}
