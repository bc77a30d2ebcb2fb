package dev.accelerate.benchmarks.report;

import java.util.List;
import java.util.Map;

import dev.accelerate.benchmarks.suite.Case;
import dev.accelerate.benchmarks.suite.Score;
import org.junit.jupiter.api.Test;

import org.springframework.boot.json.JsonParserFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link Results}.
 */
class ResultsTests {

	private static final Case HIT = Case.of("a.Bench.hit").with("peer", "a \"peer\"").withThreads(2);

	@Test
	void areReadableAsJson() {
		Results results = new Measured().in(1, HIT, 1.5, Map.of(Score.ALLOCATION, 24.0))
			.in(2, HIT, 2, Map.of())
			.results();
		String json = results.toJson(Measured.MACHINE);
		assertThat(json).isEqualTo("""
				{"machine":"2 cores, 8 GB, JDK 17.0.1, Linux amd64","measurements":[
				{"benchmark":"a.Bench.hit","parameters":{"peer":"a \\"peer\\""},"threads":2,"round":1,\
				"score":1.5,"unit":"ns/op","secondary":{"gc.alloc.rate.norm":{"score":24.0,"unit":"B/op"}}},
				{"benchmark":"a.Bench.hit","parameters":{"peer":"a \\"peer\\""},"threads":2,"round":2,\
				"score":2.0,"unit":"ns/op","secondary":{}}
				]}
				""");
		assertThat(JsonParserFactory.getJsonParser().parseMap(json)).containsKey("measurements");
	}

	@Test
	void areEmptyJsonWithoutAnyRun() {
		String json = new Results(List.of()).toJson(Measured.MACHINE);
		assertThat(JsonParserFactory.getJsonParser().parseMap(json)).containsEntry("measurements", List.of());
	}

	@Test
	void listEachCaseOnceInTheOrderOfTheRuns() {
		Case other = Case.of("a.Bench.other");
		Results results = new Measured().in(1, HIT, 1, Map.of())
			.in(1, other, 1, Map.of())
			.in(2, HIT, 1, Map.of())
			.results();
		assertThat(results.cases()).containsExactly(HIT, other);
		assertThat(results.rounds()).isEqualTo(2);
	}

}
