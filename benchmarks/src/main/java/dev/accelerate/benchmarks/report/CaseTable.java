package dev.accelerate.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.accelerate.benchmarks.jmh.Query;
import dev.accelerate.benchmarks.peer.Peer;
import dev.accelerate.benchmarks.suite.Case;
import org.jspecify.annotations.Nullable;

/**
 * Table of the cases of one benchmark, with a column for whatever they differ in.
 */
final class CaseTable {

	/**
	 * What JMH calls the unit of a number of things.
	 */
	private static final String UNITLESS = "#";

	private final List<Case> cases;

	private final Results results;

	private final boolean byMethod;

	private final boolean byThreads;

	private final Set<String> parameters = new LinkedHashSet<>();

	private final Set<String> secondary = new LinkedHashSet<>();

	private CaseTable(List<Case> cases, Results results) {
		this.cases = cases;
		this.results = results;
		this.byMethod = cases.stream().map(Case::method).distinct().count() > 1;
		this.byThreads = cases.stream().anyMatch((each) -> each.threads() > 1);
		for (Case each : cases) {
			this.parameters.addAll(each.parameters().keySet());
			this.secondary.addAll(results.secondaryNames(each));
		}
	}

	/**
	 * Write the table of some cases.
	 * @param cases the cases, of one benchmark
	 * @param results what was measured
	 * @return its lines in Markdown
	 */
	static String of(List<Case> cases, Results results) {
		CaseTable table = new CaseTable(cases, results);
		return Markdown.table(table.parameters.size() + (table.byMethod ? 1 : 0), table.head(),
				table.cases.stream().map(table::row).toList());
	}

	private List<String> head() {
		List<String> head = new ArrayList<>();
		if (this.byMethod) {
			head.add("call");
		}
		head.addAll(this.parameters);
		if (this.byThreads) {
			head.add("threads");
		}
		head.addAll(List.of("score", "spread", "unit"));
		head.addAll(this.secondary);
		return head;
	}

	private List<String> row(Case of) {
		List<String> row = new ArrayList<>();
		if (this.byMethod) {
			row.add(of.method());
		}
		this.parameters.forEach((name) -> row.add(label(name, of.parameters().get(name))));
		if (this.byThreads) {
			row.add(String.valueOf(of.threads()));
		}
		Figure primary = Figure.primary(of);
		Spread spread = this.results.spread(primary);
		row.addAll(List.of(Markdown.median(spread), Markdown.range(spread), this.results.unit(primary)));
		this.secondary.forEach((name) -> row.add(secondary(Figure.secondary(of, name))));
		return row;
	}

	private String secondary(Figure figure) {
		Spread values = this.results.spread(figure);
		if (values.isEmpty()) {
			return Markdown.DASH;
		}
		String unit = this.results.unit(figure);
		return UNITLESS.equals(unit) ? Markdown.median(values) : Markdown.median(values) + " " + unit;
	}

	/**
	 * Return what to call the value of a parameter.
	 */
	static String label(String parameter, @Nullable String value) {
		if (value == null) {
			return Markdown.DASH;
		}
		return switch (parameter) {
			case "peer" -> Peer.valueOf(value).label();
			case "query" -> Query.valueOf(value).label();
			default -> value;
		};
	}

}
