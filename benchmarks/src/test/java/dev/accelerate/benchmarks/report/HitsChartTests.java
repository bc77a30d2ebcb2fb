package dev.accelerate.benchmarks.report;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

import javax.xml.parsers.DocumentBuilderFactory;

import dev.accelerate.benchmarks.jmh.Query;
import dev.accelerate.benchmarks.peer.Peer;
import dev.accelerate.benchmarks.suite.Suite;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link HitsChart}.
 */
class HitsChartTests {

	@Test
	void hasABarAndALabelForEachValue() throws Exception {
		Document chart = chart(new Measured().add(Suite.hit(Peer.CAFFEINE, Query.COUNT), 100, 90, 120)
			.add(Suite.hit(Peer.ACCELERATE, Query.COUNT), 150)
			.add(Suite.hit(Peer.H2, Query.ENTITIES), 1_500_000));
		assertThat(elements(chart, "rect", "bar")).hasSize(3);
		assertThat(elements(chart, "rect", "ours")).hasSize(1);
		assertThat(elements(chart, "text", "value")).extracting(Element::getTextContent)
			.containsExactly("100 ns", "150 ns", "1.50 ms");
		assertThat(elements(chart, "text", "group")).extracting(Element::getTextContent)
			.containsExactly("count", "100 entities");
		assertThat(elements(chart, "text", "axis")).extracting(Element::getTextContent)
			.containsExactly("10 ns", "100 ns", "1 µs", "10 µs", "100 µs", "1 ms", "10 ms");
	}

	@Test
	void makesABarLongerByTheSameForEveryPowerOfTen() throws Exception {
		List<Element> bars = elements(chart(new Measured().add(Suite.hit(Peer.ADVICE, Query.COUNT), 100)
			.add(Suite.hit(Peer.CAFFEINE, Query.COUNT), 1000)
			.add(Suite.hit(Peer.ACCELERATE, Query.COUNT), 10_000)), "rect", "bar");
		double first = width(bars.get(0));
		assertThat(first).isPositive();
		assertThat(width(bars.get(1))).isCloseTo(2 * first, Offset.offset(0.2));
		assertThat(width(bars.get(2))).isCloseTo(3 * first, Offset.offset(0.2));
	}

	@Test
	void isWellFormedWithoutAnyValue() throws Exception {
		assertThat(elements(chart(new Measured()), "rect", "bar")).isEmpty();
	}

	@Test
	void staysWithinItsPage() throws Exception {
		Measured measured = new Measured();
		Suite.cases().forEach((each) -> measured.add(each, 30, 5_000_000, 7_000_000));
		Document chart = chart(measured);
		double height = Double.parseDouble(chart.getDocumentElement().getAttribute("height"));
		double width = Double.parseDouble(chart.getDocumentElement().getAttribute("width"));
		assertThat(elements(chart, "rect", "bar")).isNotEmpty().allSatisfy((bar) -> {
			assertThat(Double.parseDouble(bar.getAttribute("y"))).isLessThan(height - 20);
			assertThat(Double.parseDouble(bar.getAttribute("x")) + width(bar)).isLessThan(width);
		});
	}

	private static double width(Element bar) {
		return Double.parseDouble(bar.getAttribute("width"));
	}

	private static Document chart(Measured measured) throws Exception {
		String svg = new HitsChart(measured.results(), new Machine(2, 8, "17 <&>", "Linux amd64")).svg();
		return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
	}

	private static List<Element> elements(Document document, String tag, String type) {
		NodeList nodes = document.getElementsByTagName(tag);
		List<Element> elements = new ArrayList<>();
		for (int index = 0; index < nodes.getLength(); index++) {
			Element element = (Element) nodes.item(index);
			if (List.of(element.getAttribute("class").split(" ")).contains(type)) {
				elements.add(element);
			}
		}
		return elements;
	}

}
