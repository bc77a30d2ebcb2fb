package dev.accelerate.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

import dev.accelerate.benchmarks.jmh.Query;
import dev.accelerate.benchmarks.peer.Peer;
import dev.accelerate.benchmarks.suite.Suite;

/**
 * Picture of the time of a hit, as SVG: a group of bars for each query, a bar for each
 * peer. It is written as text, because Java's own drawing wants fonts, which a machine
 * that only measures does not have; so does whoever looks at it, and the labels stay
 * sharp. The colours follow the reader's light or dark mode.
 */
public final class HitsChart {

	private static final List<Query> QUERIES = List.of(Query.COUNT, Query.RECORDS, Query.ONE_ENTITY, Query.ENTITIES);

	private static final int WIDTH = 860;

	private static final int BARS_FROM = 270;

	private static final int BARS_TO = 780;

	private static final int ROW = 20;

	private static final int BAR = 14;

	private final Results results;

	private final Machine machine;

	/**
	 * Create a chart.
	 * @param results what to draw
	 * @param machine where it was measured
	 */
	public HitsChart(Results results, Machine machine) {
		this.results = results;
		this.machine = machine;
	}

	/**
	 * Return the picture.
	 * @return its SVG
	 */
	public String svg() {
		List<Group> groups = QUERIES.stream().map(this::group).filter((group) -> !group.bars().isEmpty()).toList();
		LogScale scale = LogScale.of(groups.stream().flatMap((group) -> group.bars().stream()).map(Bar::nanos).toList(),
				BARS_FROM, BARS_TO);
		StringBuilder body = new StringBuilder();
		int y = 70;
		for (Group group : groups) {
			y += 14;
			body.append(text("group", 16, y + 11, group.title()));
			y += ROW;
			for (Bar bar : group.bars()) {
				body.append(bar(bar, scale, y));
				y += ROW;
			}
		}
		return head(y + 20) + grid(scale, 66, y + 4) + body + "</svg>\n";
	}

	private Group group(Query query) {
		List<Bar> bars = new ArrayList<>();
		for (Peer peer : Peer.values()) {
			Spread time = this.results.spread(Figure.primary(Suite.hit(peer, query)));
			if (!time.isEmpty() && time.median() > 0) {
				bars.add(new Bar(peer.label(), time.median(), peer == Peer.ACCELERATE));
			}
		}
		return new Group(query.label(), bars);
	}

	private String head(int height) {
		return """
				<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" role="img">
				<title>Time of a hit by query and peer</title>
				<style>
				text { font: 12px system-ui, sans-serif; fill: #1f2328 }
				.title { font-size: 15px; font-weight: 600 } .group { font-weight: 600 } .axis, .note { fill: #59636e }
				.value { paint-order: stroke; stroke: #ffffff; stroke-width: 3px }
				.page { fill: #ffffff } .grid { stroke: #d1d9e0 } .bar { fill: #8c959f } .ours { fill: #1a7f37 }
				@media (prefers-color-scheme: dark) {
				text { fill: #f0f6fc } .axis, .note { fill: #9198a1 }
				.value { stroke: #0d1117 }
				.page { fill: #0d1117 } .grid { stroke: #3d444d } .bar { fill: #656c76 } .ours { fill: #3fb950 }
				}
				</style>
				<rect class="page" width="100%%" height="100%%"/>
				""".formatted(WIDTH, height, WIDTH, height) + text("title", 16, 24, "Time of a hit, less is better")
				+ text("note", 16, 42, "Medians; each line is ten times the one before. " + this.machine);
	}

	private static String grid(LogScale scale, int from, int to) {
		StringBuilder grid = new StringBuilder();
		for (double decade : scale.decades()) {
			double x = scale.position(decade);
			grid.append(format("<line class=\"grid\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>\n", x, from, x, to));
			grid.append(format("<text class=\"axis\" text-anchor=\"middle\" x=\"%.1f\" y=\"%d\">%s</text>\n", x,
					from - 5, time(decade, (number) -> format("%.0f", number))));
		}
		return grid.toString();
	}

	private static String bar(Bar bar, LogScale scale, int y) {
		double end = scale.position(bar.nanos());
		return format("<text text-anchor=\"end\" x=\"%d\" y=\"%d\">%s</text>\n", BARS_FROM - 8, y + 11,
				escape(bar.label()))
				+ format("<rect class=\"bar%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>\n",
						bar.ours() ? " ours" : "", BARS_FROM, y, end - BARS_FROM, BAR)
				+ format("<text class=\"value\" x=\"%.1f\" y=\"%d\">%s</text>\n", end + 6, y + 11,
						time(bar.nanos(), Markdown::number));
	}

	private static String text(String type, int x, int y, String text) {
		return format("<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>\n", type, x, y, escape(text));
	}

	private static String time(double nanos, DoubleFunction<String> number) {
		if (nanos < 1e3) {
			return number.apply(nanos) + " ns";
		}
		return (nanos < 1e6) ? number.apply(nanos / 1e3) + " µs" : number.apply(nanos / 1e6) + " ms";
	}

	private static String escape(String text) {
		return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
	}

	private static String format(String format, Object... arguments) {
		return String.format(Locale.ROOT, format, arguments);
	}

	private record Group(String title, List<Bar> bars) {

	}

	private record Bar(String label, double nanos, boolean ours) {

	}

}
