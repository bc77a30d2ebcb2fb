package dev.accelerate.benchmarks.codec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Value of an attribute that is kept as JSON.
 */
@SuppressWarnings("NullAway.Init")
public class Document {

	String title;

	int version;

	List<String> notes = new ArrayList<>();

	Map<String, Long> counts = new LinkedHashMap<>();

	/**
	 * Create a document without values.
	 */
	public Document() {
	}

	Document(int number) {
		this.title = "Document " + number;
		this.version = number;
		this.notes.addAll(List.of("first note of " + number, "second note of " + number, "third of " + number));
		this.counts.put("read", 1000L + number);
		this.counts.put("written", (long) number);
	}

}
