package dev.accelerate.benchmarks.report;

import java.util.Map;

import dev.accelerate.benchmarks.jmh.MissBenchmark;
import dev.accelerate.benchmarks.jmh.Query;
import dev.accelerate.benchmarks.peer.Peer;
import dev.accelerate.benchmarks.suite.Case;
import dev.accelerate.benchmarks.suite.Score;
import dev.accelerate.benchmarks.suite.Suite;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link PerformancePage}.
 */
class PerformancePageTests {

	private static final Case OURS = Suite.hit(Peer.ACCELERATE, Query.COUNT);

	private static final Case FLOOR = Suite.hit(Peer.CAFFEINE, Query.COUNT);

	@Test
	void tellsTheReachAndADashForWhatIsMissing() {
		assertThat(page(new Measured().add(OURS, 150, 130, 140).add(FLOOR, 100, 100, 100)))
			.startsWith("Measured on 2 cores, 8 GB, JDK 17.0.1, Linux amd64. Medians of 3 rounds")
			.contains("## Goals\n\n| case |")
			.contains("| Hit, count: × floor (AOP and Caffeine) | at most 1.70 | yes | 1.40 | 1.30 to 1.50 |\n")
			.contains("| Hit, count: × @Cacheable | at most 0.40 | – | – | – |\n");
	}

	@Test
	void comparesTheHitsOfAQuery() {
		assertThat(page(new Measured().in(1, OURS, 150, Map.of(Score.ALLOCATION, 24.0)).add(FLOOR, 100)))
			.contains("## Hits: count\n")
			.contains("| Spring AOP advice and Caffeine | 100 | 100 to 100 | – | 1.00 | – |\n")
			.contains("| Accelerate | 150 | 150 to 150 | 24.0 | 1.50 | – |\n")
			.doesNotContain("## Hits: 100 entities")
			.doesNotContain("## Threads");
	}

	@Test
	void comparesNumbersOfThreads() {
		assertThat(page(new Measured().add(OURS, 50).add(OURS.withThreads(2), 100).add(OURS.withThreads(8), 200)))
			.contains("| count | Accelerate | 50.0 | 100 | 200 | 2.00 (2.00 to 2.00) |\n");
	}

	@Test
	void comparesMissesWithTheQueryAlone() {
		Case miss = Suite.miss(Query.COUNT);
		Map<String, Double> times = Map.of(MissBenchmark.WITH_CACHE, 21.0, MissBenchmark.WITHOUT_CACHE, 20.0);
		assertThat(page(new Measured().in(1, miss, 41, times).in(1, miss.withThreads(8), 82, times))).contains("""
				## Misses

				| query | threads | PostgreSQL alone: µs | miss: µs | ratio |
				| --- | ---: | ---: | ---: | ---: |
				| count | 1 | 20.0 | 21.0 | 1.05 (1.05 to 1.05) |
				| count | 8 | 20.0 | 21.0 | 1.05 (1.05 to 1.05) |
				""").contains("| Miss, count: × the query on PostgreSQL | at most 1.05 | yes | 1.05 |");
	}

	@Test
	void hasATableOfItsOwnForEveryOtherBenchmark() {
		Case shot = Case.of("a.Heap.weigh");
		assertThat(page(new Measured().in(1, shot.with("query", Query.COUNT), 5, Map.of("bytes", 7.0))
			.in(1, shot.with("entries", 10), 6, Map.of("waste", 8.0)))).endsWith("""

					## Heap

					| query | entries | score | spread | unit | bytes | waste |
					| --- | --- | ---: | ---: | ---: | ---: | ---: |
					| count | – | 5.00 | 5.00 to 5.00 | ns/op | 7.00 B/op | – |
					| – | 10 | 6.00 | 6.00 to 6.00 | ns/op | – | 8.00 B/op |
					""");
	}

	@Test
	void tellsMethodsAndThreadsWhereTheyDiffer() {
		assertThat(page(new Measured().add(Suite.warmStart(true), 5).add(Suite.coldStart(true).withThreads(3), 6)))
			.endsWith("""

					## Start with 100 repositories

					| call | starter | threads | score | spread | unit |
					| --- | --- | ---: | ---: | ---: | ---: |
					| warm | true | 1 | 5.00 | 5.00 to 5.00 | ns/op |
					| cold | true | 3 | 6.00 | 6.00 to 6.00 | ns/op |
					""");
	}

	@Test
	void hasTablesWhoseRowsHaveAsManyCellsAsTheirHeads() {
		Measured measured = new Measured();
		Suite.cases().forEach((each) -> measured.add(each, 10, 20));
		String page = page(measured);
		for (String block : page.split("\n\n")) {
			if (block.startsWith("|")) {
				assertThat(block.lines()).extracting((line) -> line.chars().filter((each) -> each == '|').count())
					.hasSizeGreaterThan(2)
					.containsOnly(
							block.lines().findFirst().orElseThrow().chars().filter((each) -> each == '|').count());
			}
		}
	}

	@Test
	void hasATitleForEveryBenchmarkOfTheSuite() {
		assertThat(Suite.cases()).filteredOn((each) -> !each.simpleClass().matches("(Hit|Miss)Benchmark"))
			.allSatisfy((each) -> assertThat(PerformancePage.title(each)).isNotEqualTo(each.simpleClass()));
	}

	private static String page(Measured measured) {
		return new PerformancePage(measured.results(), Measured.MACHINE).markdown();
	}

}
